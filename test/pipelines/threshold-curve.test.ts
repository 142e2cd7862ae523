import { describe, expect, test } from 'vitest';
import { storedCurve } from '../../src/pipelines/threshold-curve.ts';
import { leakOf, people } from './generated-files.ts';
import { Workplace } from './workplace.ts';

const place = new Workplace();

/**
 * Two tables that share people, and a leak of both with strangers in it that has names, birth dates and postcodes alone: some
 * of its rows are surer than others.
 */
async function checkedLeak() {
  const all = people(500);
  await place.addPeople('lab_a', all.slice(0, 300));
  await place.addPeople('lab_b', all.slice(200));
  const leaked = leakOf([...all.slice(150, 400), ...people(120, 20_480)]);
  return place.checkText(leaked.map((cells) => [cells[2], cells[4], cells[5]].join(';')).join('\n'));
}

describe('the curve of thresholds', () => {
  test('has the figures of the report at the point that the report stands on', async () => {
    const report = await checkedLeak();

    const { chosen, points } = await storedCurve(place.store, report.id);

    expect(points[chosen]).toEqual({
      maxFalseShare: report.limits.maxFalseShare,
      rows: report.population.rowsExplained,
      persons: report.population.persons,
      expectedByChance: expect.closeTo(report.population.expectedByChance, 9),
    });
  });

  test('has at every limit what a check with that limit says', async () => {
    const report = await checkedLeak();
    const { points } = await storedCurve(place.store, report.id);
    const looked = [points[0]!, points[9]!, points.at(-1)!];

    const checks = [];
    for (const { maxFalseShare } of looked) {
      place.context = {
        ...place.context,
        falseDiscovery: { ...place.context.falseDiscovery, maxFalseShare },
      };
      checks.push((await place.check('text.txt')).population);
    }

    expect(looked.map(({ rows }) => rows)).toEqual(checks.map(({ rowsExplained }) => rowsExplained));
    expect(looked.map(({ persons }) => persons)).toEqual(checks.map(({ persons }) => persons));
  });

  test('claims no fewer rows and people where more chance matches are allowed', async () => {
    const { id } = await checkedLeak();

    const { points } = await storedCurve(place.store, id);

    expect(points.length).toBeGreaterThan(20);
    expect(points.map(({ rows }) => rows)).toEqual(points.map(({ rows }) => rows).sort((a, b) => a - b));
    expect(points.at(-1)!.rows).toBeGreaterThan(points[0]!.rows);
    expect(points.at(-1)!.persons).toBeGreaterThanOrEqual(points[0]!.persons);
  });

  test('has nothing to move where nothing was found', async () => {
    await place.addPeople('lab_a', people(100));
    const { id } = await place.checkPeople(people(20, 20_480));

    expect(await storedCurve(place.store, id)).toEqual({ report: id, chosen: -1, points: [] });
  });
});
