import type { MandateSummary } from '../endpoint.ts';
import { visible } from '../visible.ts';
import { createPage } from './page.ts';
import type { Screen } from './screen.ts';

/** What may be contacted. */
export function renderScope(mandates: readonly MandateSummary[], screen: Screen): string {
  const page = createPage(screen);
  if (!mandates.some(({ holds }) => holds))
    page.sentence(
      'Nothing may be contacted. Allow a server with `rowprint scope add HOST --owner TEXT --reference TEXT --until DATE`.',
    );
  if (mandates.length === 0) return page.text();
  page.grid(
    [
      { title: 'target', align: 'left', shrinksTo: 12 },
      { title: 'owner', align: 'left', shrinksTo: 8 },
      { title: 'reference', align: 'left', shrinksTo: 8 },
      { title: 'until', align: 'left' },
      { title: '', align: 'left' },
    ],
    mandates.map(({ target, owner, reference, until, holds }) => [
      visible(target),
      visible(owner),
      visible(reference),
      visible(until),
      holds ? '' : 'ended',
    ]),
    { cell: (text, row) => (mandates[row]!.holds ? text : page.ink.quiet(text)) },
  );
  return page.text();
}
