import type { ColumnOverlap, Overlap } from '../report.ts';
import { titleIn } from '../words/headline.ts';
import type { Words } from '../words/words.ts';
import { heightOfBars, lyingBars } from './bars.ts';
import { type Chart, MOST_BARS } from './chart.ts';

/** Columns of one overlap with the share of values that agree; null where none was compared. */
export function columnsChart(words: Words, { print, columns }: Overlap): Chart | null {
  const compared = columns.filter((column) => column.compared > 0);
  if (compared.length === 0) return null;
  const shown = compared.slice(0, MOST_BARS);
  const title = titleIn(words, print);
  return {
    id: `columns-${print.id.replace(/[^a-z0-9_]/gi, '')}`,
    title,
    text: words.text('chart.columnsText', { name: title }),
    figures: {
      head: [
        words.text('head.column'),
        words.text('head.theirs'),
        words.text('head.field'),
        words.text('head.compared'),
        words.text('head.agreeing'),
      ],
      rows: compared.map((column) => [
        `${column.index + 1} ${column.header ?? ''}`.trim(),
        column.column,
        column.field,
        words.count(column.compared),
        words.share(shareOf(column)),
      ]),
    },
    heightAt: () => heightOfBars(shown.length, 1),
    option: (canvas) =>
      lyingBars(
        canvas,
        shown.map(({ column }) => column),
        [
          {
            name: '',
            colour: 'fill',
            values: shown.map(shareOf),
            labels: shown.map((column) => words.share(shareOf(column))),
          },
        ],
        1,
      ),
  };
}

function shareOf({ compared, agreeing }: ColumnOverlap): number {
  return compared === 0 ? 0 : agreeing / compared;
}
