import { severityRank } from '../../core/severity.ts';
import { formatCount, formatCounted, formatDuration } from '../../core/units.ts';
import type { DemoReport, TruthLine } from '../demo-report.ts';
import type { ExposureReport } from '../exposure.ts';
import type { SweepReport } from '../sweep.ts';
import { visible } from '../visible.ts';
import { createPage, type Page } from './page.ts';
import { renderReport } from './report-view.ts';
import type { Screen } from './screen.ts';
import { sweepHeadline } from './sweep-view.ts';

/**
 * The demonstration: the tables that were made, the sweeps in short, the report on the leak, and all of it beside the
 * truth.
 */
export function renderDemo(demo: DemoReport, screen: Screen): string {
  const page = createPage(screen);
  page.sentence('Rowprint demonstration: generated people only.', page.ink.strong);
  showTables(page, demo);
  showSweeps(page, demo.sweeps);
  showExposuresInShort(page, demo.exposures);
  page.blank();
  page.sentence(
    'Both servers are switched off now. Months later a file is found; it is checked against what was kept.',
    page.ink.strong,
  );
  return `${page.text()}\n${renderReport(demo.report, screen)}\n${truthText(demo, screen)}`;
}

function showTables(page: Page, { tables }: DemoReport): void {
  page.heading('Fingerprinted');
  for (const { table, rows, persons } of tables) {
    const people = formatCounted(persons, 'person', 'people');
    page.point(`${visible(table.name)} (${visible(table.source)}): ${formatCounted(rows, 'row')}, ${people}`);
  }
}

function showSweeps(page: Page, sweeps: readonly SweepReport[]): void {
  page.heading('Swept');
  for (const sweep of sweeps) {
    const { read, unchanged, changed } = sweep.counts;
    page.point(
      `${visible(sweep.endpoint.url)}: ${formatCounted(read, 'file')} read, ${formatCount(unchanged)} unchanged, ` +
        `${formatCount(changed)} changed. ${sweepHeadline(sweep)}`,
    );
  }
}

/** Each kind of exposure once, the worst first: `exposures` shows them object by object. */
function showExposuresInShort(page: Page, exposures: readonly ExposureReport[]): void {
  const kinds = new Map<string, ExposureReport[]>();
  const open = exposures.filter(({ state }) => state === 'open');
  for (const exposure of open.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity)))
    kinds.set(exposure.code, [...(kinds.get(exposure.code) ?? []), exposure]);
  page.heading('Exposures open');
  page.facts(
    [...kinds.values()].map(([first, ...more]) => [visible(first!.severity), inShort([first!, ...more])]),
  );
}

function inShort(alike: readonly ExposureReport[]): string {
  const where = [...new Set(alike.map(({ endpoint }) => visible(endpoint)))].join(', ');
  const times = alike.length === 1 ? '' : `: ${formatCounted(alike.length, 'time')}`;
  return `${visible(alike[0]!.title)} (${where}${times})`;
}

function truthText(demo: DemoReport, screen: Screen): string {
  const page = createPage(screen);
  showTruth(page, 'Whose rows they are, beside the truth', demo.truth);
  showTruth(page, 'Where they came from, beside the truth', demo.attributionTruth);
  page.blank();
  page.sentence(
    `Files in ${visible(demo.folder)} (seed ${demo.seed}), everything in ${formatDuration(demo.elapsedMs)}.`,
    page.ink.quiet,
  );
  return page.text();
}

function showTruth(page: Page, heading: string, lines: readonly TruthLine[]): void {
  page.heading(heading);
  page.grid(
    [
      { title: '', align: 'left', shrinksTo: 20 },
      { title: 'reported', align: 'right' },
      { title: 'truth', align: 'right' },
      { title: 'difference', align: 'right' },
    ],
    lines.map(({ what, found, truth }) => [
      visible(what),
      formatCount(found),
      formatCount(truth),
      found === truth ? 'none' : `${found > truth ? '+' : ''}${formatCount(found - truth)}`,
    ]),
  );
}
