import { type ExposureGroup, groupByObject } from '../../reports/exposure-groups.ts';
import { visible } from '../../reports/visible.ts';
import type { Exposure } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { Named, shortened } from './named.tsx';
import { Badge, SeverityBadge, Time } from './pieces.tsx';

/** Facts of one exposure, and entries of one fact, that are shown. */
const MOST_FACTS = 20;
const MOST_ENTRIES = 12;

/** What is wrong and what to do, in the reader's language; as the API tells it where the pages have no words for it. */
export function exposureWords(visit: Visit, { code, title, advice }: Exposure) {
  const codes: Readonly<Record<string, { title: string; advice: string }>> = visit.words.exposures.codes;
  if (Object.hasOwn(codes, code)) return { ...codes[code]!, lang: undefined };
  return { title: visible(title.slice(0, 500)), advice: visible(advice.slice(0, 1000)), lang: 'en' };
}

/** Exposures object by object, the worst object first, as the terminal shows them. */
export function ExposureGroups({ visit, exposures }: { visit: Visit; exposures: readonly Exposure[] }) {
  return (
    <>
      {groupByObject(exposures).map((group) => (
        <Group visit={visit} group={group} />
      ))}
    </>
  );
}

function Group({ visit, group }: { visit: Visit; group: ExposureGroup<Exposure> }) {
  const { endpoint, path, severity } = group;
  return (
    <article class="card group">
      <header>
        <h3>
          {path === null ? (
            <ServerLink endpoint={endpoint} />
          ) : (
            <>
              <Named text={path} />{' '}
              <span class="quiet">
                <ServerLink endpoint={endpoint} />
              </span>
            </>
          )}
        </h3>
        <SeverityBadge visit={visit} severity={severity} />
      </header>
      {group.exposures.map((exposure) => (
        <OneExposure visit={visit} exposure={exposure} />
      ))}
    </article>
  );
}

function ServerLink({ endpoint }: { endpoint: string }) {
  return (
    <a href={`/endpoints/${encodeURIComponent(endpoint)}`}>
      <Named text={endpoint} />
    </a>
  );
}

function OneExposure({ visit, exposure }: { visit: Visit; exposure: Exposure }) {
  const words = visit.words.exposures;
  const { title, advice, lang } = exposureWords(visit, exposure);
  const proofs: Readonly<Record<string, string>> = words.proofs;
  const facts = Object.entries(exposure.evidence).slice(0, MOST_FACTS);
  return (
    <section class="exposure">
      <p>
        <strong lang={lang}>{title}</strong> <StateBadge visit={visit} exposure={exposure} />
      </p>
      <p class="quiet">
        <span class="code">{visible(exposure.code)}</span>,{' '}
        {proofs[exposure.proof] ?? visible(exposure.proof)},{' '}
        {words.firstSeen(visit.formats.instant(exposure.firstSeenAt))}
        {exposure.raisedBy.length > 0 && `, ${words.raisedBy(exposure.raisedBy.map(visible).join(', '))}`}
      </p>
      {advice !== '' && exposure.state === 'open' && (
        <p class="advice">
          <strong>{words.toDo}</strong> <span lang={lang}>{advice}</span>
        </p>
      )}
      {facts.length > 0 && (
        <details>
          <summary>{words.facts}</summary>
          <dl>
            {facts.map(([name, value]) => [
              <dt lang="en">{factName(name)}</dt>,
              <dd>
                <Fact visit={visit} value={value} />
              </dd>,
            ])}
          </dl>
        </details>
      )}
    </section>
  );
}

/** Open or closed, and how often it came back. */
export function StateBadge({ visit, exposure }: { visit: Visit; exposure: Exposure }) {
  const words = visit.words.servers;
  const { reopened } = exposure;
  return (
    <>
      <Badge
        tone={exposure.state === 'open' ? 'bad' : 'good'}
        icon={exposure.state === 'open' ? 'alarm' : 'done'}
      >
        {exposure.state === 'open' ? words.stillOpen : words.closed}
      </Badge>
      {reopened > 0 && (
        <>
          {' '}
          <Badge tone="warn" icon="up">
            {words.cameBack(reopened, visit.formats.count(reopened))}
          </Badge>
        </>
      )}
    </>
  );
}

function Fact({ visit, value }: { visit: Visit; value: unknown }) {
  const words = visit.words.exposures;
  if (typeof value === 'number') return <>{visit.formats.count(value)}</>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\dT/.test(value) ? <Time visit={visit} at={value} /> : <Named text={value} />;
  if (!Array.isArray(value)) return <>–</>;
  return (
    <ul class="plain-list">
      {value.slice(0, MOST_ENTRIES).map((entry) => (
        <li>{shortened(String(entry))}</li>
      ))}
      {value.length > MOST_ENTRIES && (
        <li>{words.andMore(visit.formats.count(value.length - MOST_ENTRIES))}</li>
      )}
    </ul>
  );
}

/** 'daysSinceModified' -> 'days since modified'. */
function factName(name: string): string {
  return shortened(name.slice(0, 40).replace(/([a-z])([A-Z0-9])/g, '$1 $2')).toLowerCase();
}
