import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatExpected,
  formatShare,
} from '../../core/units.ts';
import type { Overlap } from '../report.ts';
import type { SweepReport, SweptAsset } from '../sweep.ts';
import { visible } from '../visible.ts';
import { formatInstant, labelOf } from '../wording.ts';
import { showExposures } from './exposures-view.ts';
import { createPage, type Page } from './page.ts';
import type { Screen } from './screen.ts';

/** Files and gaps that are listed; the rest is counted and stands in the JSON. */
const MOST_FILES_LISTED = 20;
const MOST_GAPS_LISTED = 10;

/** One sweep for people at a terminal. The first sentence is the answer. */
export function renderSweep(report: SweepReport, screen: Screen): string {
  const page = createPage(screen);
  page.sentence(sweepHeadline(report), isBad(report) ? page.ink.bad : page.ink.strong);
  page.sentence(costOf(report), page.ink.quiet);
  showOverlaps(page, report.overlaps);
  page.heading('Exposures');
  showExposures(page, report.exposures);
  showFiles(page, report.assets);
  showGaps(page, report);
  return page.text();
}

/** What became of an endpoint that was due, in one line. */
export function renderDue(
  outcome: {
    readonly endpoint: string;
    readonly report: SweepReport | null;
    readonly failure: Error | null;
    readonly nextDueAt: string | null;
  },
  screen: Screen,
): string {
  const page = createPage(screen);
  const { endpoint, report, failure, nextDueAt } = outcome;
  const next = nextDueAt === null ? '' : ` Next: ${formatInstant(nextDueAt)}.`;
  if (report !== null)
    page.sentence(`${sweepHeadline(report)}${next}`, isBad(report) ? page.ink.bad : (text) => text);
  else if (failure !== null)
    page.sentence(`${visible(endpoint)}: ${visible(failure.message)}.${next}`, page.ink.warning);
  else page.sentence(`${visible(endpoint)} is being swept by another process.${next}`, page.ink.quiet);
  return page.text();
}

function isBad({ overlaps, exposures, isReached }: SweepReport): boolean {
  return (
    !isReached || oursOf(overlaps).length > 0 || exposures.some(({ severity }) => severity === 'critical')
  );
}

function oursOf(overlaps: readonly Overlap[]): readonly Overlap[] {
  return overlaps.filter(({ print, rows }) => print.kind === 'table' && rows.present > 0);
}

/** The answer of a sweep in one sentence: whose rows can be read there, or why none is known of. */
export function sweepHeadline(report: SweepReport): string {
  const name = visible(report.endpoint.name);
  const { counts, overlaps } = report;
  if (!report.isReached) {
    const [why] = report.coverage.skipped;
    return `${name} could not be swept: ${visible(why?.reason ?? 'it did not answer')}.`;
  }
  const ours = oursOf(overlaps);
  const files = formatCounted(counts.listed, 'file');
  if (ours.length === 0) {
    const unread = counts.skipped + counts.failed;
    const where = unread === 0 ? `the ${files}` : `what could be read of the ${files}`;
    return counts.listed === 0
      ? `${name} lists no file.`
      : `Nothing of ours was found in ${where} on ${name}.`;
  }
  const rows = ours.reduce((sum, overlap) => sum + overlap.reverse.present, 0);
  const parts = ours
    .slice(0, 3)
    .map(({ print, persons }) => `${formatCounted(persons, 'person', 'people')} of ${labelOf(print)}`);
  const more = ours.length > 3 ? ` and ${formatCount(ours.length - 3)} tables more` : '';
  return `${formatCounted(rows, 'row')} of ours can be read on ${name}: ${parts.join(', ')}${more}.`;
}

function costOf({ counts, elapsedMs, startedAt, isResumed, server }: SweepReport): string {
  const parts = [
    `${formatCounted(counts.listed, 'file')}: ${formatCount(counts.read)} read, ${formatCount(counts.unchanged)} unchanged, ${formatCount(counts.skipped)} skipped, ${formatCount(counts.failed)} failed`,
    `${formatCount(counts.added)} new, ${formatCount(counts.changed)} changed, ${formatCount(counts.gone)} gone`,
    `${formatCounted(counts.requests, 'request')}, ${formatBytes(counts.bytesReceived)} in ${formatDuration(elapsedMs)}`,
  ];
  const from = `${isResumed ? 'Resumed; begun' : 'Swept'} ${formatInstant(startedAt)}`;
  const software = server.software === null ? '' : ` The server calls itself ${visible(server.software)}.`;
  return `${from}; ${parts.join('; ')}.${software}`;
}

function showOverlaps(page: Page, overlaps: readonly Overlap[]): void {
  const found = overlaps.filter(({ rows }) => rows.present > 0);
  if (found.length === 0) return;
  page.heading('Whose rows are there');
  page.grid(
    [
      { title: '', align: 'left', shrinksTo: 12 },
      { title: 'its rows on the server', align: 'right' },
      { title: 'of it', align: 'right' },
      { title: 'people', align: 'right' },
      { title: 'of the server', align: 'right' },
      { title: 'chance', align: 'right' },
    ],
    found.map(({ print, rows, reverse, persons, expectedByChance }) => [
      labelOf(print),
      formatCount(reverse.present),
      formatShare(reverse.share),
      formatCount(persons),
      formatShare(rows.share),
      formatExpected(expectedByChance),
    ]),
  );
}

function showFiles(page: Page, assets: readonly SweptAsset[]): void {
  if (assets.length === 0) return;
  page.heading('Files');
  const told = [...assets].sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0) || a.path.localeCompare(b.path));
  page.grid(
    [
      { title: 'path', align: 'left', shrinksTo: 20 },
      { title: 'size', align: 'right' },
      { title: 'modified', align: 'left' },
      { title: 'rows', align: 'right' },
      { title: '', align: 'left', shrinksTo: 9 },
    ],
    told
      .slice(0, MOST_FILES_LISTED)
      .map((asset) => [
        visible(asset.path),
        asset.bytes === null ? '' : formatBytes(asset.bytes),
        asset.modifiedAt === null ? '' : formatInstant(asset.modifiedAt),
        asset.rows === null ? '' : formatCount(asset.rows),
        stateOf(asset),
      ]),
  );
  const more = told.length - MOST_FILES_LISTED;
  if (more > 0)
    page.paragraph(`and ${formatCounted(more, 'file')} more, all listed with --json`, page.ink.quiet);
  for (const { path, estimate } of told) {
    if (estimate === undefined) continue;
    const [low, high] = estimate.interval;
    page.point(
      `${visible(path)} was not read whole: ${formatShare(low)} to ${formatShare(high)} of its rows (95 %) are in ` +
        `${visible(estimate.print)}, from ${formatCounted(estimate.blocks, 'random block')} (${formatBytes(estimate.bytesSampled)})`,
    );
  }
}

function stateOf({ state, reason }: SweptAsset): string {
  return reason === null ? state : `${state}: ${visible(reason)}`;
}

function showGaps(page: Page, { coverage }: SweepReport): void {
  page.heading('Not read');
  if (coverage.complete) {
    page.paragraph('Everything that the server names was read.', page.ink.good);
    return;
  }
  for (const { what, reason } of coverage.skipped.slice(0, MOST_GAPS_LISTED))
    page.point(`${visible(what)}: ${visible(reason)}`, page.ink.warning);
  const more = coverage.skipped.length - MOST_GAPS_LISTED;
  if (more > 0) page.point(`and ${formatCount(more)} more, all listed with --json`);
  page.paragraph('What is in there is unknown; every figure is the least that is certain.');
}
