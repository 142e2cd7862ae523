import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CandidateFinder, createCandidateFinder } from '../../../fingerprints/overlap/candidates.ts';
import { type Comparison, DEFAULT_SHARES } from '../../../fingerprints/overlap/comparison.ts';
import type { RowTokens } from '../../../fingerprints/overlap/evidence.ts';
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
const finder = createCandidateFinder(people, comparisonsOf(people), null);

function byRareValue(of: CandidateFinder, row: RowTokens): readonly number[] {
  of.take(row);
  return [...of.byRareValue()];
}

function byCommonValues(of: CandidateFinder, row: RowTokens): readonly number[] {
  of.take(row);
  return [...of.byCommonValues()];
}

describe('candidate finder', () => {
  test('finds a row by each identifying column alone', () => {
    const print = handMadePrint({
      columns: [{ field: 'nir' }, { field: 'email' }, { field: 'phone' }, { field: 'name' }],
      rows: Array.from({ length: 100 }, (_, row) => [row + 1, row + 1, row + 1, row + 1]),
    });
    const one = createCandidateFinder(print, comparisonsOf(print), null);

    for (let column = 0; column < 4; column++) {
      const row = tokensOf(...[0, 0, 0, 0].map((_, at) => (at === column ? 43 : 0)));
      expect([...byRareValue(one, row)]).toEqual([42]);
    }
  });

  test('finds a row by a value that stands in another column than it should', () => {
    const print = handMadePrint({ columns: [{ field: 'phone' }], rows: [[5], [6]] });
    const swapped = createCandidateFinder(print, comparisonsOf(print, [1]), null);

    expect([...byRareValue(swapped, tokensOf(0, 6))]).toEqual([1]);
  });

  test('finds a row by any piece of a merged cell', () => {
    expect([...byRareValue(finder, tokensOf([999_999, 78], 0, 0, 0))]).toEqual([77]);
  });

  test('finds rows that have both of two less rare values where none is rare', () => {
    const row = tokensOf(0, 8, 31, 0);

    expect(byRareValue(finder, row).length).toBe(0);
    const expected = Array.from({ length: ROWS }, (_, at) => at).filter(
      (at) => at % 100 === 7 && Math.floor(at / 100) % 200 === 30,
    );
    expect([...byCommonValues(finder, row)].sort((a, b) => a - b)).toEqual(expected);
  });

  test('finds exactly the rows that have both of two very common values', () => {
    const column = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3_000, maxLength: 3_000 });
    fc.assert(
      fc.property(column, column, (first, second) => {
        const print = handMadePrint({
          columns: [{ field: 'name' }, { field: 'name' }],
          rows: first.map((value, at) => [value, second[at]!]),
        });
        const both = first.flatMap((value, at) => (value === 1 && second[at] === 2 ? [at] : []));

        const found = byCommonValues(
          createCandidateFinder(print, comparisonsOf(print), null),
          tokensOf(1, 2),
        );

        expect([...found]).toEqual(both.slice(0, 512));
      }),
      { numRuns: 10 },
    );
  });

  test('passes over two values that go together, and keeps the places for those that do not', () => {
    const visits = Array.from({ length: 6_000 }, (_, row) => {
      const day = 1 + (row % 20);
      return [day, day, 1 + (Math.floor(row / 20) % 40)];
    });
    const unrelated = handMadePrint({
      columns: [{ field: 'date' }, { field: 'date' }, { field: 'name' }],
      rows: visits,
    });
    const together = [
      [1, 1, null],
      [1, 1, null],
      [null, null, 1],
    ];
    const related: Print = { ...unrelated, meta: { ...unrelated.meta, relations: together } };
    const row = tokensOf(4, 4, 8);

    const found = byCommonValues(createCandidateFinder(related, comparisonsOf(related), null), row);

    expect(found.length).toBeGreaterThan(0);
    expect([...found].every((at) => visits[at]![0] === 4 && visits[at]![2] === 8)).toBe(true);
    expect(byCommonValues(createCandidateFinder(unrelated, comparisonsOf(unrelated), null), row).length).toBe(
      300,
    );
  });

  test('never looks through a column without index, and finds nothing for an empty row', () => {
    expect(byRareValue(finder, tokensOf(0, 0, 0, 9)).length).toBe(0);
    expect(byCommonValues(finder, tokensOf(0, 0, 0, 9)).length).toBe(0);
    expect(byCommonValues(finder, tokensOf(0, 0, 0, 0)).length).toBe(0);
  });
});
