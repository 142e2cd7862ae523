import { describe, expect, test } from 'vitest';
import { type Comparison, DEFAULT_SHARES } from '../../../fingerprints/overlap/comparison.ts';
import type { NearSets, RowTokens } from '../../../fingerprints/overlap/evidence.ts';
import { createRowMatcher, type RowMatch } from '../../../fingerprints/overlap/match-row.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { type HandMadeColumn, handMadePrint, tokensOf } from './hand-made-print.ts';

function comparisonsOf(print: Print): Comparison[] {
  return print.meta.columns.map((_, column) => ({
    column,
    slot: column,
    alternates: [],
    shares: DEFAULT_SHARES,
  }));
}

function matchIn(print: Print, row: RowTokens, near: () => NearSets | null = () => null): RowMatch | null {
  return createRowMatcher(print, comparisonsOf(print)).match(row, near);
}

/** `width` columns of codes and 64 rows whose values are all different: row r has r * 100 + column + 1. */
function distinctRows(
  width: number,
  column: Partial<HandMadeColumn> = {},
  personOf?: readonly number[],
): Print {
  return handMadePrint({
    columns: Array.from({ length: width }, () => ({ field: 'code' as const, ...column })),
    rows: Array.from({ length: 64 }, (_, row) =>
      Array.from({ length: width }, (__, at) => row * 1_000 + at + 1),
    ),
    ...(personOf === undefined ? {} : { personOf }),
  });
}

function rowOf(width: number, row: number): RowTokens {
  return tokensOf(...Array.from({ length: width }, (_, at) => row * 1_000 + at + 1));
}

const AGREEMENT = Math.log2(DEFAULT_SHARES.agree * 2 ** 10);

describe('row matcher', () => {
  test('finds the row that a suspect row was copied from, and what it agrees on', () => {
    const match = matchIn(distinctRows(3), rowOf(3, 41))!;

    expect(match.printRow).toBe(41);
    expect([...match.outcomes]).toEqual([1, 1, 1]);
    expect(match.sameBits).toBeCloseTo(3 * AGREEMENT - 6, 9);
  });

  test('gives null where nothing resembles the row', () => {
    expect(matchIn(distinctRows(3), tokensOf(7_777_777, 8_888_888, 0))).toBeNull();
    expect(matchIn(distinctRows(3), tokensOf(0, 0, 0))).toBeNull();
  });

  test('gives null in an empty print', () => {
    const empty = handMadePrint({ columns: [{ field: 'code' }], rows: [] });

    expect(matchIn(empty, tokensOf(1))).toBeNull();
  });

  test('counts a person of several rows once, and the best of the rows', () => {
    const twice = { field: 'code' as const, singleShare: 2 ** -10 };
    const rows = [
      [1, 2, 3],
      [1, 2, 9],
      ...Array.from({ length: 62 }, (_, at) => [100 + at, 200 + at, 300 + at]),
    ];
    const columns = [twice, twice, twice];
    const asOne = handMadePrint({
      columns,
      rows,
      personOf: [0, 0, ...Array.from({ length: 62 }, (_, at) => at + 1)],
    });
    const asTwo = handMadePrint({ columns, rows });

    const one = matchIn(asOne, tokensOf(1, 2, 3))!;
    const two = matchIn(asTwo, tokensOf(1, 2, 3))!;

    expect(one.printRow).toBe(0);
    expect(two.printRow).toBe(0);
    expect(one.sameBits - Math.log2(64 / 63)).toBeGreaterThan(0);
    // The second row, as another person, is one more way in which the row may be present: a little more, never less.
    expect(two.sameBits).toBeLessThan(one.sameBits + 1);
  });

  test('prefers the person to a relative who agrees on more of what they share', () => {
    const print = handMadePrint({
      columns: [
        { field: 'name', relativeShare: 0.01 },
        { field: 'phone', relativeShare: 0.9, singleShare: 2 ** -12 },
        { field: 'street', relativeShare: 0.9, singleShare: 2 ** -12 },
      ],
      rows: [
        [1, 7, 8],
        [2, 7, 9],
        [3, 5, 6],
      ],
    });

    expect(matchIn(print, tokensOf(2, 7, 8))!.printRow).toBe(1);
  });

  test('keeps the difference of person and relative however much evidence there is', () => {
    const width = 90;
    const print = distinctRows(width, { singleShare: 2 ** -38, relativeShare: 0.5 });

    const match = matchIn(print, rowOf(width, 5))!;

    const relativePerColumn = Math.log2(0.85 / (0.5 * 0.85 + 0.5 * 2 ** -38));
    expect(match.printRow).toBe(5);
    expect(match.sameBits).toBeCloseTo(width * Math.log2(0.85 * 2 ** 38) - 6, 3);
    expect(match.sameBits - match.relativeBits).toBeCloseTo(width * relativePerColumn, 3);
  });

  test('looks at near spellings only where nothing is decided', () => {
    let asked = 0;
    const near = (): null => {
      asked++;
      return null;
    };
    const matcher = createRowMatcher(distinctRows(6), comparisonsOf(distinctRows(6)));

    matcher.match(rowOf(6, 3), near);
    expect(asked).toBe(0);
    matcher.match(tokensOf(3_001, 0, 0, 0, 0, 0), near);
    expect(asked).toBe(1);
  });

  test('weighs a near spelling where it is the difference', () => {
    const print = distinctRows(2, { nearShare: 2 ** -9 });
    const row = tokensOf(12_001, 999_999);

    const plain = matchIn(print, row)!;
    const near = matchIn(print, row, () => [null, new Set([12_002])])!;

    expect([...near.outcomes]).toEqual([1, 2]);
    expect(near.sameBits - plain.sameBits).toBeCloseTo(
      Math.log2(DEFAULT_SHARES.near * 2 ** 9) - Math.log2(DEFAULT_SHARES.disagree),
      6,
    );
  });
});
