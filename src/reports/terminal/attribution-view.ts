import { formatCount, formatCounted, formatShare } from '../../core/units.ts';
import type { Attribution, UndeclaredColumn } from '../attribution.ts';
import { endpointsFound, placeOf } from '../attribution-headline.ts';
import {
  endpointNote,
  explainedSentence,
  remainderSentences,
  undeclaredNote,
  versionSentence,
} from '../attribution-wording.ts';
import type { Report } from '../report.ts';
import { visible } from '../visible.ts';
import type { Page } from './page.ts';

/** Entries of each part that are listed; the rest is counted and stands in the JSON. */
const MOST_LISTED = 10;

/** Where a leak came from, in the order in which it is asked: server, files, remainder, columns, dates, alternatives. */
export function showAttribution(page: Page, report: Report): void {
  const { attribution } = report;
  if (attribution === undefined) return;
  page.heading('Where it came from');
  showEndpoints(page, report, attribution);
  showExplaining(page, attribution);
  page.heading('What is left over');
  for (const sentence of remainderSentences(report)) page.point(sentence);
  showUndeclared(page, attribution.undeclaredColumns);
  showVersions(page, attribution);
  showOthers(page, attribution);
}

function showEndpoints(page: Page, report: Report, { endpoints }: Attribution): void {
  const found = endpointsFound(report);
  if (found.length > 0)
    page.grid(
      [
        { title: 'server', align: 'left', shrinksTo: 12 },
        { title: 'leak rows there', align: 'right' },
        { title: 'share', align: 'right' },
        { title: 'its rows in the leak', align: 'right' },
        { title: 'share', align: 'right' },
        { title: 'people', align: 'right' },
      ],
      found.map(({ print, rows, reverse, persons }) => [
        visible(print.name),
        formatCount(rows.present),
        formatShare(rows.share),
        `${formatCount(reverse.present)} of ${formatCount(reverse.total)}`,
        formatShare(reverse.share),
        formatCount(persons),
      ]),
    );
  for (const endpoint of endpoints.slice(0, MOST_LISTED)) {
    const isWeak = !endpoint.wasReadWhole;
    page.point(
      `${placeOf(endpoint)}: ${endpointNote(endpoint)}.`,
      isWeak ? page.ink.warning : page.ink.quiet,
    );
  }
  showMore(page, endpoints.length, 'server');
}

function showExplaining(page: Page, attribution: Attribution): void {
  const { assets } = attribution.explainedBy;
  page.heading('The fewest files that hold it');
  if (assets.length > 0)
    page.grid(
      [
        { title: 'file', align: 'left', shrinksTo: 16 },
        { title: 'server', align: 'left', shrinksTo: 8 },
        { title: 'leak rows', align: 'right' },
        { title: 'adds', align: 'right' },
      ],
      assets
        .slice(0, MOST_LISTED)
        .map(({ path, endpoint, rows, addedRows }) => [
          visible(path),
          visible(endpoint),
          formatCount(rows),
          formatCount(addedRows),
        ]),
    );
  showMore(page, assets.length, 'file');
  page.paragraph(explainedSentence(attribution));
}

function showUndeclared(page: Page, columns: readonly UndeclaredColumn[]): void {
  if (columns.length === 0) return;
  page.heading('Columns in the leak and on a server that no table declares');
  page.grid(
    [
      { title: 'leak column', align: 'left', shrinksTo: 8 },
      { title: 'on the server', align: 'left', shrinksTo: 8 },
      { title: 'field', align: 'left' },
      { title: 'files', align: 'right' },
      { title: 'not declared', align: 'left', shrinksTo: 12 },
    ],
    columns
      .slice(0, MOST_LISTED)
      .map((column) => [
        column.header === null ? `${column.index + 1}` : `${column.index + 1} ${visible(column.header)}`,
        visible(column.column),
        visible(column.field),
        formatCount(column.assets.length),
        undeclaredNote(column),
      ]),
  );
  showMore(page, columns.length, 'column');
}

function showVersions(page: Page, { versions }: Attribution): void {
  if (versions.length === 0) return;
  page.heading('When it was taken');
  for (const version of versions.slice(0, MOST_LISTED)) page.point(versionSentence(version));
  showMore(page, versions.length, 'file');
}

function showOthers(page: Page, { otherAssets }: Attribution): void {
  if (otherAssets.length === 0) return;
  page.heading('Where else it may come from');
  page.grid(
    [
      { title: 'file', align: 'left', shrinksTo: 16 },
      { title: 'server', align: 'left', shrinksTo: 8 },
      { title: 'leak rows', align: 'right' },
      { title: 'share', align: 'right' },
    ],
    otherAssets
      .slice(0, MOST_LISTED)
      .map(({ path, endpoint, rows, share }) => [
        visible(path),
        visible(endpoint),
        formatCount(rows),
        formatShare(share),
      ]),
  );
  showMore(page, otherAssets.length, 'file');
}

function showMore(page: Page, count: number, word: string): void {
  if (count > MOST_LISTED)
    page.paragraph(
      `and ${formatCounted(count - MOST_LISTED, word)} more, all listed with --json`,
      page.ink.quiet,
    );
}
