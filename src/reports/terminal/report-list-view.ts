import { formatCount, formatShare } from '../../core/units.ts';
import type { ReportSummary } from '../requests.ts';
import { visible } from '../visible.ts';
import { formatInstant } from '../wording.ts';
import { createPage } from './page.ts';
import type { Screen } from './screen.ts';

/** The stored reports, in the order given. */
export function renderReportList(reports: readonly ReportSummary[], screen: Screen): string {
  const page = createPage(screen);
  if (reports.length === 0) {
    page.sentence('No report is stored yet. `rowprint check FILE` makes one.');
    return page.text();
  }
  page.grid(
    [
      { title: 'report', align: 'left' },
      { title: 'made', align: 'left' },
      { title: 'suspect', align: 'left', shrinksTo: 8 },
      { title: 'rows', align: 'right' },
      { title: 'ours', align: 'right' },
      { title: 'people', align: 'right' },
      { title: 'read', align: 'left' },
    ],
    reports.map((report) => [
      visible(report.id),
      formatInstant(report.createdAt),
      visible(report.suspect),
      formatCount(report.rows),
      formatShare(report.rows > 0 ? report.rowsExplained / report.rows : 0),
      formatCount(report.persons),
      report.complete ? 'whole' : 'in part',
    ]),
    { cell: (text, row) => (reports[row]!.complete ? text : page.ink.warning(text)) },
  );
  return page.text();
}
