import { formatCount, formatCounted, formatDuration } from '../../core/units.ts';
import type { TableColumnReport, TableReport, TableSummary } from '../table-report.ts';
import { visible } from '../visible.ts';
import { formatInstant } from '../wording.ts';
import { createPage } from './page.ts';
import { showSkipped, showWarnings } from './report-view.ts';
import type { Screen } from './screen.ts';

/**
 * How identifying a column is, in a word. Two strangers agree on a value with probability 2^-bits: at 20 bits one
 * pair in a million does, at 10 one in a thousand.
 */
export function identifyingWord(bits: number): string {
  if (bits >= 20) return 'tells people apart';
  if (bits >= 10) return 'strong';
  if (bits >= 5) return 'fair';
  return bits >= 1 ? 'weak' : 'says nothing';
}

/** What `table add` made of a table: rows, people, each column, what weakens it. */
export function renderTable(report: TableReport, screen: Screen): string {
  const page = createPage(screen);
  const { table, coverage } = report;
  const owner = table.controller === null ? '' : ` of ${visible(table.controller)}`;
  page.sentence(
    `Table ${visible(table.name)}${owner} is fingerprinted: ${formatCounted(report.rows, 'row')}, ` +
      `${formatCounted(report.persons, 'person', 'people')}.`,
    page.ink.strong,
  );
  if (!coverage.complete) {
    page.blank();
    page.sentence(
      'INCOMPLETE: not everything in the table was read. What is not in the print is never found.',
      page.ink.bad,
    );
    showSkipped(page, coverage.skipped);
  }
  showWarnings(page, report.warnings);
  page.heading('Columns');
  page.grid(
    [
      { title: 'column', align: 'left', shrinksTo: 10 },
      { title: 'field', align: 'left', shrinksTo: 6 },
      { title: 'distinct', align: 'right' },
      { title: 'empty', align: 'right' },
      { title: 'unreadable', align: 'right' },
      { title: 'bits', align: 'right' },
      { title: 'how identifying', align: 'left' },
    ],
    report.columns.map(columnCells),
    { cell: (text, row) => (report.columns[row]!.ignored ? page.ink.quiet(text) : text) },
  );
  page.paragraph('* rows are looked up by this column', page.ink.quiet);
  page.blank();
  page.sentence(
    `From ${visible(table.source)}, snapshot of ${formatInstant(report.snapshotAt)}, print ${visible(report.print)}, ` +
      `made in ${formatDuration(report.elapsedMs)}.`,
    page.ink.quiet,
  );
  return page.text();
}

function columnCells(column: TableColumnReport): readonly string[] {
  const name = visible(column.name);
  if (column.ignored) return [name, 'ignored', '', '', '', '', 'left out'];
  const bits = column.identifyingBits;
  return [
    name,
    column.role === null ? visible(column.field) : `${visible(column.field)} (${visible(column.role)})`,
    formatCount(column.distinct),
    formatCount(column.empty),
    formatCount(column.unreadable),
    bits === null ? '' : bits.toFixed(1),
    (bits === null ? 'not known' : identifyingWord(bits)) + (column.indexed ? ' *' : ''),
  ];
}

/** The tables that are known. */
export function renderTableList(tables: readonly TableSummary[], screen: Screen): string {
  const page = createPage(screen);
  if (tables.length === 0) {
    page.sentence('No table is known yet. Add one with `rowprint table add NAME SOURCE`.');
    return page.text();
  }
  page.grid(
    [
      { title: 'table', align: 'left', shrinksTo: 8 },
      { title: 'controller', align: 'left', shrinksTo: 8 },
      { title: 'rows', align: 'right' },
      { title: 'people', align: 'right' },
      { title: 'latest snapshot', align: 'left' },
      { title: 'kept', align: 'right' },
      { title: 'keys', align: 'left' },
      { title: 'source', align: 'left', shrinksTo: 8 },
    ],
    tables.map((table) => [
      visible(table.name),
      visible(table.controller ?? ''),
      formatCount(table.rows),
      formatCount(table.persons),
      formatInstant(table.snapshotAt),
      formatCount(table.snapshots),
      table.keepsKeys ? 'kept' : '',
      visible(table.source),
    ]),
  );
  return page.text();
}
