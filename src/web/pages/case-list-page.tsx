import { visible } from '../../reports/visible.ts';
import { ClockBar } from '../cases/clock.tsx';
import { LevelBadge } from '../cases/severity.tsx';
import { Layout } from '../layout/layout.tsx';
import { may } from '../pieces/may.ts';
import { Pager } from '../pieces/pager.tsx';
import { Empty, PageHead, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { CaseSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { CaseClock } from './home-page.tsx';

interface CaseListProps {
  readonly visit: Visit;
  readonly cases: { readonly items: readonly CaseSummary[]; readonly next: string | null };
  readonly state: 'open' | 'closed' | undefined;
}

/** All cases, the most urgent first. */
export function CaseListPage({ visit, cases, state }: CaseListProps) {
  const words = visit.words.cases;
  return (
    <Layout visit={visit} title={words.title} current="cases">
      <PageHead title={words.title} lead={words.lead}>
        {cases.items.length > 0 && <NewLink visit={visit} />}
      </PageHead>
      <nav class="tabs" aria-label={words.filter}>
        {([undefined, 'open', 'closed'] as const).map((one) => (
          <a
            href={one === undefined ? '/cases' : `/cases?state=${one}`}
            aria-current={one === state ? 'page' : undefined}
          >
            {words[one ?? 'all']}
          </a>
        ))}
      </nav>
      {cases.items.length === 0 ? (
        <Empty title={words.none} {...(may(visit, 'responder') ? { advice: words.noneAdvice } : {})}>
          <NewLink visit={visit} />
        </Empty>
      ) : (
        <CaseTable visit={visit} cases={cases.items} />
      )}
      <Pager visit={visit} path="/cases" next={cases.next} query={{ state }} />
    </Layout>
  );
}

function NewLink({ visit }: { visit: Visit }) {
  if (!may(visit, 'responder')) return null;
  return (
    <a class="button primary" href="/cases/new">
      {visit.words.cases.newCase}
    </a>
  );
}

function CaseTable({ visit, cases }: { visit: Visit; cases: readonly CaseSummary[] }) {
  const words = visit.words.cases;
  const { count } = visit.formats;
  return (
    <CardTable
      caption={words.title}
      rows={cases}
      columns={[
        { label: words.caseName, cell: (one) => <a href={`/cases/${one.id}`}>{visible(one.title)}</a> },
        { label: words.clock, cell: (one) => <ListClock visit={visit} one={one} /> },
        {
          label: words.people,
          isNumber: true,
          cell: (one) => (one.persons === null ? words.unknown : count(one.persons)),
        },
        {
          label: words.level,
          cell: (one) =>
            one.level === null ? words.unknown : <LevelBadge visit={visit} level={one.level} />,
        },
        {
          label: words.missing,
          isNumber: true,
          cell: (one) => (one.missing === 0 ? words.nothing : count(one.missing)),
        },
        { label: words.opened, cell: (one) => <Time visit={visit} at={one.createdAt} /> },
      ]}
    />
  );
}

function ListClock({ visit, one }: { visit: Visit; one: CaseSummary }) {
  if (one.state === 'closed') return <span class="quiet">{visit.words.cases.manage.states.closed}</span>;
  return (
    <div class="list-clock">
      <CaseClock visit={visit} dueAt={one.dueAt} />
      <ClockBar
        visit={visit}
        clock={one}
        label={`${visit.words.cases.clockOf.used}: ${visible(one.title)}`}
      />
    </div>
  );
}
