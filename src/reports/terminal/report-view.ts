import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatExpected,
  formatShare,
  formatShareRange,
} from '../../core/units.ts';
import type { ColumnOverlap, Overlap, Report } from '../report.ts';
import { notFound, shownOverlaps } from '../shown-overlaps.ts';
import { visible } from '../visible.ts';
import {
  chanceSentence,
  dialectSentence,
  formatInstant,
  headline,
  incompleteSentence,
  labelOf,
  titleOf,
  unexplainedSentence,
} from '../wording.ts';
import { showAttribution } from './attribution-view.ts';
import { shareBar } from './bars.ts';
import { createPage, type Page } from './page.ts';
import type { Screen } from './screen.ts';

/** Entries of what was not read, and prints with details, that are listed; the rest is counted and stands in the JSON. */
const MOST_SKIPPED_LISTED = 20;
const MOST_OVERLAPS_DETAILED = 8;
const MOST_FILES_DETAILED = 3;
const BAR_WIDTH = 10;

/**
 * A report for people at a terminal. First the one sentence, then at once what was not read, then whose rows they are
 * in both directions, columns, people, what is unexplained, how sure all this is, and what to do next.
 */
export function renderReport(report: Report, screen: Screen): string {
  const page = createPage(screen);
  page.sentence(headline(report), page.ink.strong);
  showUnread(page, report);
  showWarnings(page, report.warnings);
  showSuspect(page, report);
  showAttribution(page, report);
  showOverlaps(page, report);
  showPeople(page, report);
  showCertainty(page, report);
  showNext(page, report);
  return page.text();
}

/** What weakens a result, where there is something. */
export function showWarnings(page: Page, warnings: readonly string[]): void {
  if (warnings.length === 0) return;
  page.heading('Warnings');
  for (const warning of warnings) page.point(visible(warning), page.ink.warning);
}

function showUnread(page: Page, report: Report): void {
  const sentence = incompleteSentence(report);
  if (sentence === null) return;
  page.blank();
  page.sentence(`INCOMPLETE: ${sentence}`, page.ink.bad);
  showSkipped(page, report.coverage.skipped);
}

/** The list of what was not read. */
export function showSkipped(page: Page, skipped: Report['coverage']['skipped']): void {
  for (const { what, reason, rows } of skipped.slice(0, MOST_SKIPPED_LISTED)) {
    const counted = rows === undefined ? '' : ` (${formatCounted(rows, 'row')})`;
    page.point(`${visible(what)}${counted}: ${visible(reason)}`);
  }
  const more = skipped.length - MOST_SKIPPED_LISTED;
  if (more > 0) page.point(`and ${formatCount(more)} more, all listed with --json`);
}

function showSuspect(page: Page, { suspect, estimate }: Report): void {
  page.heading('The file');
  const rows =
    estimate === undefined
      ? formatCounted(suspect.rows, 'row')
      : `about ${formatCounted(suspect.rows, 'row')} (between ${estimate.rowsInterval.map(formatCount).join(' and ')})`;
  page.facts([
    ['name', visible(suspect.name)],
    ['size', `${formatBytes(suspect.bytes)}, ${rows}`],
    ['written as', dialectSentence(suspect)],
    ['SHA-256', estimate === undefined ? visible(suspect.sha256) : 'not known: the file was not read whole'],
  ]);
}

function showOverlaps(page: Page, report: Report): void {
  const { shown: found, filesLeftOut } = shownOverlaps(report);
  if (found.length > 0) {
    page.heading('Where its rows are');
    showOverview(page, found);
    page.paragraph(
      'leak rows: rows of the file found there; its rows: rows of its own found in the file.',
      page.ink.quiet,
    );
    if (filesLeftOut > 0)
      page.paragraph(
        `${formatCounted(filesLeftOut, 'file')} more of servers hold rows too, all listed with --json`,
      );
    if (found.some((overlap) => overlap.rows.household > 0)) {
      page.paragraph(
        'household: rows that fit a household there and no single person (relatives, most likely); not counted as found.',
        page.ink.quiet,
      );
    }
  }
  // What a server holds is the sum of its files: it has no columns of its own.
  const files = found.filter(({ print }) => print.kind === 'asset').slice(0, MOST_FILES_DETAILED);
  const detailed = found.filter(
    (overlap) =>
      overlap.print.kind !== 'endpoint' && (overlap.print.kind !== 'asset' || files.includes(overlap)),
  );
  for (const overlap of detailed.slice(0, MOST_OVERLAPS_DETAILED)) showOverlap(page, overlap);
  showNotFound(page, report, found);
}

function showOverview(page: Page, found: readonly Overlap[]): void {
  page.grid(
    [
      { title: 'found in', align: 'left', shrinksTo: 12 },
      { title: 'leak rows', align: 'right' },
      { title: 'share', align: 'right' },
      { title: 'its rows', align: 'right' },
      { title: 'share', align: 'right' },
      { title: 'people', align: 'right' },
      { title: 'household', align: 'right' },
    ],
    found.map((overlap) => [
      labelOf(overlap.print),
      countOf(overlap),
      briefRangeOf(overlap),
      formatCount(overlap.reverse.present),
      formatShare(overlap.reverse.share),
      formatCount(overlap.persons),
      formatCount(overlap.rows.household),
    ]),
  );
}

function showOverlap(page: Page, overlap: Overlap): void {
  const { rows, reverse, print } = overlap;
  page.heading(titleOf(print));
  const facts: [string, string][] = [
    [
      'rows of the leak found in it',
      `${countOf(overlap)} of ${formatCount(rows.total)} (${shareWithRange(overlap)})`,
    ],
    [
      'its rows found in the leak',
      `${formatCount(reverse.present)} of ${formatCount(reverse.total)} (${formatShare(reverse.share)})`,
    ],
    ['people', formatCount(overlap.persons)],
    ['household only, not counted', formatCounted(rows.household, 'row')],
    [
      'expected by chance',
      `${formatExpected(overlap.expectedByChance)} of the rows found${thresholdOf(overlap)}`,
    ],
    ['snapshot', formatInstant(print.snapshotAt)],
  ];
  page.facts(facts);
  if (overlap.columns.length > 0) showColumns(page, overlap.columns);
}

function showColumns(page: Page, columns: readonly ColumnOverlap[]): void {
  page.blank();
  page.grid(
    [
      { title: 'leak column', align: 'left', shrinksTo: 8 },
      { title: 'its column', align: 'left', shrinksTo: 8 },
      { title: 'field', align: 'left' },
      { title: 'compared', align: 'right' },
      { title: 'agree', align: 'right' },
      { title: '', align: 'left' },
    ],
    columns.map((column) => {
      const share = column.compared > 0 ? column.agreeing / column.compared : 0;
      return [
        columnName(column.index, column.header),
        visible(column.column),
        visible(column.field),
        formatCount(column.compared),
        column.compared > 0 ? formatShare(share) : '',
        column.compared > 0 ? shareBar(share, BAR_WIDTH) : '',
      ];
    }),
  );
}

/** A column of the suspect as a person counts it, from 1, with its header where it has one: '4 NIR'. */
export function columnName(index: number, header: string | null): string {
  return header === null ? `${index + 1}` : `${index + 1} ${visible(header)}`;
}

function showNotFound(page: Page, report: Report, found: readonly Overlap[]): void {
  const rest = notFound(report);
  if (rest.length === 0) return;
  page.heading(found.length > 0 ? 'Compared as well, nothing found' : 'Compared with, nothing found');
  const shown = rest.slice(0, MOST_SKIPPED_LISTED);
  for (const print of shown) page.point(`${titleOf(print)} (snapshot of ${formatInstant(print.snapshotAt)})`);
  if (rest.length > shown.length)
    page.point(`and ${formatCount(rest.length - shown.length)} more, all listed with --json`);
}

function showPeople(page: Page, report: Report): void {
  const { persons, byController } = report.population;
  if (persons === 0) return;
  page.heading('People');
  const rows = byController.map((entry) => [visible(entry.controller), formatCount(entry.persons)]);
  rows.push(['in all, each person once', formatCount(persons)]);
  page.grid(
    [
      { title: 'controller', align: 'left', shrinksTo: 12 },
      { title: 'people', align: 'right' },
    ],
    rows,
    { cell: (text, row) => (row === rows.length - 1 ? page.ink.strong(text) : text) },
  );
}

function showCertainty(page: Page, report: Report): void {
  if (report.suspect.rows > 0 && report.comparedWith.length > 0) {
    page.heading('What is unexplained');
    page.paragraph(unexplainedSentence(report));
  }
  if (report.population.rowsExplained === 0) return;
  page.heading('How sure this is');
  page.paragraph(chanceSentence(report));
}

function showNext(page: Page, report: Report): void {
  const id = visible(report.id);
  page.blank();
  if (report.estimate !== undefined) {
    page.sentence(`Estimated in ${formatDuration(report.elapsedMs)}; not stored.`, page.ink.quiet);
    page.facts([
      ['the same without --estimate', 'reads the whole file: exact figures, all people, each row explained'],
    ]);
    return;
  }
  page.sentence(
    `Report ${id} of ${formatInstant(report.createdAt)}, made in ${formatDuration(report.elapsedMs)}.`,
    page.ink.quiet,
  );
  page.facts([
    [`rowprint report ${id} --explain ROW`, 'why a row was found or not, column by column'],
    [`rowprint report ${id} --format html`, 'the same as a page to print or to send'],
  ]);
}

function countOf({ rows }: Overlap): string {
  return `${rows.method === 'exact' ? '' : '~'}${formatCount(rows.present)}`;
}

function briefRangeOf({ rows }: Overlap): string {
  return rows.method === 'exact' ? formatShare(rows.share) : formatShareRange(...rows.interval);
}

function shareWithRange({ rows }: Overlap): string {
  if (rows.method === 'exact') return formatShare(rows.share);
  return `about ${formatShare(rows.share)}, between ${formatShare(rows.interval[0])} and ${formatShare(rows.interval[1])}`;
}

function thresholdOf(overlap: Overlap): string {
  return overlap.thresholdBits === undefined
    ? ''
    : `; a row needed ${overlap.thresholdBits.toFixed(1)} bits of evidence`;
}
