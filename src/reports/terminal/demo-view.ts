import { formatCount, formatCounted, formatDuration } from '../../core/units.ts';
import type { DemoReport } from '../demo-report.ts';
import { visible } from '../visible.ts';
import { createPage } from './page.ts';
import { renderReport } from './report-view.ts';
import type { Screen } from './screen.ts';

/** The demonstration: the tables that were made, the report on the leak, and the report beside the truth. */
export function renderDemo(demo: DemoReport, screen: Screen): string {
  const tables = createPage(screen);
  tables.sentence('Rowprint demonstration: generated people only.', tables.ink.strong);
  tables.heading('Fingerprinted');
  for (const { table, rows, persons } of demo.tables) {
    const people = formatCounted(persons, 'person', 'people');
    tables.point(
      `${visible(table.name)} (${visible(table.source)}): ${formatCounted(rows, 'row')}, ${people}`,
    );
  }
  return `${tables.text()}\n${renderReport(demo.report, screen)}\n${truthText(demo, screen)}`;
}

function truthText(demo: DemoReport, screen: Screen): string {
  const page = createPage(screen);
  page.heading('Beside the truth');
  page.grid(
    [
      { title: '', align: 'left', shrinksTo: 20 },
      { title: 'reported', align: 'right' },
      { title: 'truth', align: 'right' },
      { title: 'difference', align: 'right' },
    ],
    demo.truth.map(({ what, found, truth }) => [
      visible(what),
      formatCount(found),
      formatCount(truth),
      found === truth ? 'none' : `${found > truth ? '+' : ''}${formatCount(found - truth)}`,
    ]),
  );
  page.blank();
  page.sentence(
    `Files in ${visible(demo.folder)} (seed ${demo.seed}), everything in ${formatDuration(demo.elapsedMs)}.`,
    page.ink.quiet,
  );
  return page.text();
}
