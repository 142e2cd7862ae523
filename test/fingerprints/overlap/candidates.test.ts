import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCandidateFinder } from '../../../fingerprints/overlap/candidates.ts';
import { type Comparison, DEFAULT_SHARES } from '../../../fingerprints/overlap/comparison.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { handMadePrint, tokensOf } from './hand-made-print.ts';

function comparisonsOf(print: Print, alternates: readonly number[] = []): Comparison[] {
  return print.meta.columns.map((_, column) => ({
    column,
    slot: column,
    alternates,
    shares: DEFAULT_SHARES,
  }));
}

/** Three columns: a number per row, a family name of 200 rows each, a given name of 100 rows each. */
const ROWS = 20_000;
const people = handMadePrint({
  columns: [{ field: 'nir' }, { field: 'name' }, { field: 'name' }, { field: 'city', isIndexed: false }],
  rows: Array.from({ length: ROWS }, (_, row) => [
    row + 1,
    1 + (row % 100),
    1 + (Math.floor(row / 100) % 200),
    9,
  ]),
});
const finder = createCandidateFinder(people, comparisonsOf(people));

describe('candidate finder', () => {
  test('finds a row by each identifying column alone', () => {
    const print = handMadePrint({
      columns: [{ field: 'nir' }, { field: 'email' }, { field: 'phone' }, { field: 'name' }],
      rows: Array.from({ length: 100 }, (_, row) => [row + 1, row + 1, row + 1, row + 1]),
    });
    const one = createCandidateFinder(print, comparisonsOf(print));

    for (let column = 0; column < 4; column++) {
      const row = tokensOf(...[0, 0, 0, 0].map((_, at) => (at === column ? 43 : 0)));
      expect([...one.byRareValue(row)]).toEqual([42]);
    }
  });

  test('finds a row by a value that stands in another column than it should', () => {
    const print = handMadePrint({ columns: [{ field: 'phone' }], rows: [[5], [6]] });
    const swapped = createCandidateFinder(print, comparisonsOf(print, [1]));

    expect([...swapped.byRareValue(tokensOf(0, 6))]).toEqual([1]);
  });

  test('finds a row by any piece of a merged cell', () => {
    expect([...finder.byRareValue(tokensOf([999_999, 78], 0, 0, 0))]).toEqual([77]);
  });

  test('finds rows by each of two less rare values where none is rare', () => {
    const row = tokensOf(0, 8, 31, 0);

    expect(finder.byRareValue(row).size).toBe(0);
    const expected = Array.from({ length: ROWS }, (_, at) => at).filter(
      (at) => at % 100 === 7 || Math.floor(at / 100) % 200 === 30,
    );
    expect([...finder.byCommonValues(row)].sort((a, b) => a - b)).toEqual(expected);
  });

  test('finds exactly the rows that have both of two very common values', () => {
    const column = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3_000, maxLength: 3_000 });
    fc.assert(
      fc.property(column, column, (first, second) => {
        const print = handMadePrint({
          columns: [{ field: 'name' }, { field: 'name' }],
          rows: first.map((value, at) => [value, second[at]!]),
        });
        const both = first.flatMap((value, at) => (value === 1 && second[at] === 2 ? [at] : []));

        const found = createCandidateFinder(print, comparisonsOf(print)).byCommonValues(tokensOf(1, 2));

        expect([...found]).toEqual(both.slice(0, 2_048));
      }),
      { numRuns: 10 },
    );
  });

  test('never looks through a column without index, and finds nothing for an empty row', () => {
    expect(finder.byRareValue(tokensOf(0, 0, 0, 9)).size).toBe(0);
    expect(finder.byCommonValues(tokensOf(0, 0, 0, 9)).size).toBe(0);
    expect(finder.byCommonValues(tokensOf(0, 0, 0, 0)).size).toBe(0);
  });

  test('spends little time on a row whose values stand everywhere, but never together', () => {
    // Values that stand in 40,000 rows each, no two of them ever in one row.
    const hostile = handMadePrint({
      columns: Array.from({ length: 5 }, () => ({ field: 'name' as const })),
      rows: Array.from({ length: 320_000 }, (_, row) =>
        [0, 1, 2, 3, 4].map((at) => (row % 8 === at ? 1 : row + 2)),
      ),
    });
    const one = createCandidateFinder(hostile, comparisonsOf(hostile));
    const startedMs = performance.now();

    for (let at = 0; at < 20; at++) expect(one.byCommonValues(tokensOf(1, 1, 1, 1, 1)).size).toBe(0);

    expect((performance.now() - startedMs) / 20).toBeLessThan(30);
  });
});
