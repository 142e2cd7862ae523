import { SEVERITIES } from '../../core/severity.ts';
import { groupByObject } from '../../reports/exposure-groups.ts';
import { Layout } from '../layout/layout.tsx';
import { ExposureGroups } from '../pieces/exposure-pieces.tsx';
import { shortened } from '../pieces/named.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Empty, PageHead } from '../pieces/pieces.tsx';
import type { Exposure, Listed } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface Filter {
  readonly state: 'all' | 'open' | 'closed';
  readonly severity: (typeof SEVERITIES)[number] | undefined;
  readonly endpoint: string | undefined;
}

interface ExposureListProps {
  readonly visit: Visit;
  readonly exposures: Listed<Exposure>;
  readonly filter: Filter;
  /** Names of servers to choose from. */
  readonly servers: readonly string[];
}

/** Exposures of all servers, grouped by what they are about, with what to do. */
export function ExposureListPage({ visit, exposures, filter, servers }: ExposureListProps) {
  const words = visit.words.exposures;
  const { items, next } = exposures;
  return (
    <Layout visit={visit} title={words.title} current="endpoints">
      <PageHead
        title={words.title}
        lead={words.lead}
        kicker={{ href: '/endpoints', text: visit.words.servers.back }}
      />
      <Filters visit={visit} filter={filter} servers={servers} />
      {items.length === 0 ? (
        <NoExposures visit={visit} filter={filter} />
      ) : (
        <Sum visit={visit} items={items} />
      )}
      <h2 class="unseen">{words.title}</h2>
      <ExposureGroups visit={visit} exposures={items} />
      <Pager visit={visit} path="/exposures" next={next} query={{ ...filter }} />
    </Layout>
  );
}

function Sum({ visit, items }: { visit: Visit; items: readonly Exposure[] }) {
  const words = visit.words.exposures;
  const { count } = visit.formats;
  const objects = groupByObject(items).length;
  return (
    <p class="quiet">
      {words.sum(words.count(items.length, count(items.length)), words.objects(objects, count(objects)))}
    </p>
  );
}

function NoExposures({ visit, filter }: { visit: Visit; filter: Filter }) {
  const words = visit.words.exposures;
  const isFiltered =
    filter.severity !== undefined || filter.endpoint !== undefined || filter.state !== 'open';
  return (
    <Empty title={isFiltered ? words.noneOf : words.none} advice={words.noneAdvice}>
      <a class="button" href={isFiltered ? '/exposures' : '/endpoints'}>
        {isFiltered ? words.states.open : visit.words.servers.title}
      </a>
    </Empty>
  );
}

/** A form that asks anew: works without script, and the address tells what is shown. */
function Filters({ visit, filter, servers }: { visit: Visit; filter: Filter; servers: readonly string[] }) {
  const words = visit.words.exposures;
  return (
    <search class="filters">
      <form method="get" action="/exposures" aria-label={words.filter}>
        <Select name="state" label={visit.words.servers.standing} chosen={filter.state}>
          {(['open', 'closed', 'all'] as const).map((state) => [state, words.states[state]] as const)}
        </Select>
        <Select name="severity" label={words.severity} chosen={filter.severity ?? ''}>
          {[
            ['', words.anySeverity] as const,
            ...[...SEVERITIES].reverse().map((one) => [one, visit.words.shell.severities[one]] as const),
          ]}
        </Select>
        <Select name="endpoint" label={words.server} chosen={filter.endpoint ?? ''}>
          {[['', words.anyServer] as const, ...servers.map((name) => [name, shortened(name)] as const)]}
        </Select>
        <button type="submit">{words.apply}</button>
      </form>
    </search>
  );
}

function Select({
  name,
  label,
  chosen,
  children,
}: {
  name: string;
  label: string;
  chosen: string;
  children: readonly (readonly [string, string])[];
}) {
  return (
    <label>
      {label}
      <select name={name}>
        {children.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
