import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Empty, PageHead, Time } from '../pieces/pieces.tsx';
import { RunBadge } from '../pieces/run-pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Run } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface RunListProps {
  readonly visit: Visit;
  readonly runs: { readonly items: readonly Run[]; readonly next: string | null };
  readonly state: Run['state'] | undefined;
}

const FILTERS = ['running', 'queued', 'succeeded', 'failed', 'dead', 'cancelled'] as const;

/** All runs, newest first, or those of one state. */
export function RunListPage({ visit, runs, state }: RunListProps) {
  const words = visit.words.run;
  return (
    <Layout visit={visit} title={words.listTitle} current="runs">
      <PageHead title={words.listTitle} lead={words.listLead} />
      <nav class="tabs" aria-label={words.filter}>
        <a href="/runs" aria-current={state === undefined ? 'page' : undefined}>
          {words.all}
        </a>
        {FILTERS.map((one) => (
          <a href={`/runs?state=${one}`} aria-current={state === one ? 'page' : undefined}>
            {words.states[one]}
          </a>
        ))}
      </nav>
      {runs.items.length === 0 ? (
        <NoRuns visit={visit} isFiltered={state !== undefined} />
      ) : (
        <RunTable visit={visit} runs={runs.items} />
      )}
      <Pager visit={visit} path="/runs" next={runs.next} query={{ state }} />
    </Layout>
  );
}

function NoRuns({ visit, isFiltered }: { visit: Visit; isFiltered: boolean }) {
  const words = visit.words.run;
  if (isFiltered) return <Empty title={words.noneOfState} />;
  return (
    <Empty title={words.none} advice={words.noneAdvice}>
      <a class="button" href="/check">
        {visit.words.shell.links.check}
      </a>
    </Empty>
  );
}

function RunTable({ visit, runs }: { visit: Visit; runs: readonly Run[] }) {
  const words = visit.words.run;
  return (
    <CardTable
      caption={words.listTitle}
      rows={runs}
      columns={[
        { label: words.subject, cell: (run) => <a href={`/runs/${run.id}`}>{visible(run.subject)}</a> },
        { label: words.kind, cell: (run) => words.kinds[run.kind] },
        { label: words.state, cell: (run) => <RunBadge visit={visit} run={run} /> },
        { label: words.begun, cell: (run) => <Time visit={visit} at={run.startedAt ?? run.createdAt} /> },
        { label: words.duration, isNumber: true, cell: (run) => took(visit, run) },
      ]}
    />
  );
}

function took(visit: Visit, { startedAt, endedAt }: Run): string {
  if (startedAt === null || endedAt === null) return '–';
  return visit.formats.duration(Date.parse(endedAt) - Date.parse(startedAt));
}
