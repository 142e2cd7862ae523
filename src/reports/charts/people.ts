import type { Report } from '../report.ts';
import type { Words } from '../words/words.ts';
import { heightOfBars, lyingBars } from './bars.ts';
import { type Chart, MOST_BARS } from './chart.ts';

/** People of each controller; null where there is none. */
export function peopleChart(words: Words, { population }: Report): Chart | null {
  const { byController, persons } = population;
  if (byController.length === 0) return null;
  const shown = byController.slice(0, MOST_BARS);
  const nameOf = (controller: string): string => controller || words.text('people.noController');
  return {
    id: 'people',
    title: words.text('title.people'),
    text: words.text('chart.peopleText'),
    figures: {
      head: [words.text('head.controller'), words.text('head.people')],
      rows: [
        ...byController.map((one) => [nameOf(one.controller), words.count(one.persons)]),
        [words.text('people.total'), words.count(persons)],
      ],
    },
    heightAt: () => heightOfBars(shown.length, 1),
    option: (canvas) =>
      lyingBars(
        canvas,
        shown.map(({ controller }) => nameOf(controller)),
        [
          {
            name: '',
            colour: 'fill',
            values: shown.map((one) => one.persons),
            labels: shown.map((one) => words.count(one.persons)),
          },
        ],
        Math.max(...shown.map((one) => one.persons)),
      ),
  };
}
