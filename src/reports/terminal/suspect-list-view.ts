import { formatCount } from '../../core/units.ts';
import type { SuspectSummary } from '../suspect-summary.ts';
import { visible } from '../visible.ts';
import { formatInstant } from '../wording.ts';
import { createPage } from './page.ts';
import type { Screen } from './screen.ts';

/** The suspects that are kept. */
export function renderSuspectList(suspects: readonly SuspectSummary[], screen: Screen): string {
  const page = createPage(screen);
  if (suspects.length === 0) {
    page.sentence('No suspect is kept. Keep one with `rowprint check FILE --keep NAME`.');
    return page.text();
  }
  page.grid(
    [
      { title: 'suspect', align: 'left', shrinksTo: 8 },
      { title: 'rows', align: 'right' },
      { title: 'kept', align: 'left' },
      { title: 'SHA-256', align: 'left', shrinksTo: 8 },
    ],
    suspects.map(({ name, rows, keptAt, sha256 }) => [
      visible(name),
      formatCount(rows),
      formatInstant(keptAt),
      visible(sha256),
    ]),
  );
  return page.text();
}
