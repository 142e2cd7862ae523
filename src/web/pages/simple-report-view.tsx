import type { Report as StoredReport } from '../../reports/report.ts';
import { headline, titleOf, unexplainedSentence } from '../../reports/wording.ts';
import { Notice } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Report } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** A report in its sentences and one table: what it says without charts. */
export function ReportView({ visit, report }: { visit: Visit; report: Report }) {
  const stored = report as unknown as StoredReport;
  const words = visit.words.report;
  const { count, share } = visit.formats;
  return (
    <article lang="en">
      <h1 class="sentence">{headline(stored)}</h1>
      {!stored.coverage.complete && <Notice tone="warn">{words.partial}</Notice>}
      <CardTable
        caption={words.found}
        rows={stored.overlaps}
        columns={[
          { label: words.suspect, cell: (one) => titleOf(one.print) },
          { label: words.rows, isNumber: true, cell: (one) => count(one.rows.present) },
          { label: words.found, isNumber: true, cell: (one) => share(one.rows.share) },
          { label: words.people, isNumber: true, cell: (one) => count(one.persons) },
        ]}
      />
      <p>{unexplainedSentence(stored)}</p>
    </article>
  );
}
