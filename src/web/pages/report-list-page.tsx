import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Badge, Empty, PageHead, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { ReportSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface ReportListProps {
  readonly visit: Visit;
  readonly reports: { readonly items: readonly ReportSummary[]; readonly next: string | null };
}

/** All reports, newest first. */
export function ReportListPage({ visit, reports }: ReportListProps) {
  const words = visit.words.report;
  return (
    <Layout visit={visit} title={words.listTitle} current="reports">
      <PageHead title={words.listTitle} lead={words.listLead} />
      {reports.items.length === 0 ? (
        <Empty title={words.none} advice={words.noneAdvice}>
          <a class="button" href="/check">
            {visit.words.shell.links.check}
          </a>
        </Empty>
      ) : (
        <ReportTable visit={visit} reports={reports.items} />
      )}
      <Pager visit={visit} path="/reports" next={reports.next} />
    </Layout>
  );
}

function ReportTable({ visit, reports }: { visit: Visit; reports: readonly ReportSummary[] }) {
  const words = visit.words.report;
  const { count, share } = visit.formats;
  return (
    <CardTable
      caption={words.listTitle}
      rows={reports}
      columns={[
        { label: words.suspect, cell: (one) => <a href={`/reports/${one.id}`}>{visible(one.suspect)}</a> },
        { label: words.rows, isNumber: true, cell: (one) => count(one.rows) },
        {
          label: words.found,
          isNumber: true,
          cell: (one) => share(one.rows === 0 ? 0 : one.rowsExplained / one.rows),
        },
        { label: words.people, isNumber: true, cell: (one) => count(one.persons) },
        { label: words.whole, cell: (one) => <Coverage visit={visit} isWhole={one.complete} /> },
        { label: words.made, cell: (one) => <Time visit={visit} at={one.createdAt} /> },
      ]}
    />
  );
}

function Coverage({ visit, isWhole }: { visit: Visit; isWhole: boolean }) {
  const words = visit.words.report;
  return isWhole ? (
    <Badge tone="good" icon="done">
      {words.complete}
    </Badge>
  ) : (
    <Badge tone="warn" icon="up">
      {words.partial}
    </Badge>
  );
}
