import type { Overlap, Report } from '../report.ts';
import { titleIn } from '../words/headline.ts';
import type { Words } from '../words/words.ts';
import { heightOfBars, lyingBars } from './bars.ts';
import { type Chart, MOST_BARS } from './chart.ts';

/** Overlaps with tables, servers and earlier suspects, most rows first: files of servers are in a table of their own. */
export function overlapsInDirections({ overlaps }: Report): readonly Overlap[] {
  return overlaps.filter(
    ({ print, rows }) => print.kind !== 'asset' && (rows.present > 0 || rows.household > 0),
  );
}

/** Both directions for each table and server; null where nothing was found. */
export function directionsChart(words: Words, report: Report): Chart | null {
  const found = overlapsInDirections(report);
  if (found.length === 0) return null;
  const shown = found.slice(0, MOST_BARS);
  return {
    id: 'directions',
    title: words.text('chart.directions'),
    text: words.text('chart.directionsText'),
    figures: {
      head: [
        words.text('head.in'),
        words.text('head.rows'),
        words.text('head.share'),
        words.text('head.own'),
        words.text('head.ownShare'),
        words.text('head.people'),
        words.text('head.household'),
      ],
      rows: found.map((overlap) => [
        titleIn(words, overlap.print),
        words.count(overlap.rows.present),
        words.share(overlap.rows.share),
        words.count(overlap.reverse.present),
        words.share(overlap.reverse.share),
        words.count(overlap.persons),
        words.count(overlap.rows.household),
      ]),
    },
    heightAt: () => heightOfBars(shown.length, 2),
    option: (canvas) =>
      lyingBars(
        canvas,
        shown.map(({ print }) => print.controller ?? titleIn(words, print)),
        [
          {
            name: words.text('chart.ofLeak'),
            colour: 'fill',
            values: shown.map(({ rows }) => rows.share),
            labels: shown.map(({ rows }) => words.share(rows.share)),
          },
          {
            name: words.text('chart.ofIts'),
            colour: 'second',
            values: shown.map(({ reverse }) => reverse.share),
            labels: shown.map(({ reverse }) => words.share(reverse.share)),
          },
        ],
        1,
      ),
  };
}
