import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGroupedIndex } from '../../../fingerprints/print/column-index.ts';
import { groupSizes, spreadOf } from '../../../fingerprints/print/column-statistics.ts';

/** Columns of small values with units (households), the way a table shows them. */
const column = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 5 })), {
  maxLength: 60,
});

function sizesOf(values: readonly number[], units: readonly number[] | null): ReadonlyMap<number, number> {
  const high = Uint32Array.from(values);
  const grouped = buildGroupedIndex(high, new Uint32Array(values.length));
  return groupSizes(grouped, units === null ? null : Uint32Array.from(units));
}

describe('groupSizes', () => {
  test.each([63, 64, 65, 4096, 4097, 5000])('counts groups of %i rows beside small ones', (size) => {
    const large = Array.from({ length: 2 * size }, (_, row) => 4 + (row % 2));

    // Groups are counted in the order of their values: small ones before and after the large.
    expect([...sizesOf([1, 2, 2, ...large, 6, 7, 7], null)].sort(([a], [b]) => a - b)).toEqual([
      [1, 2],
      [2, 2],
      [size, 2],
    ]);
  });
});

describe('spreadOf', () => {
  test('is the share of agreeing pairs, three of them added, over all pairs', () => {
    fc.assert(
      fc.property(column, (rows) => {
        const values = rows.map(([value]) => value);
        const filled = values.filter((value) => value !== 0);
        let pairs = 0;
        let agreeing = 0;
        for (let i = 0; i < filled.length; i++)
          for (let j = i + 1; j < filled.length; j++) {
            pairs++;
            if (filled[i] === filled[j]) agreeing++;
          }

        const spread = spreadOf(sizesOf(values, null));

        expect(spread.distinct).toBe(new Set(filled).size);
        expect(spread.identifyingBits).toBeCloseTo(
          -Math.log2(Math.min(1, (agreeing + 3) / Math.max(1, pairs))),
          10,
        );
      }),
    );
  });

  test('counts each household once per value', () => {
    fc.assert(
      fc.property(column, (rows) => {
        const sizes = sizesOf(
          rows.map(([value]) => value),
          rows.map(([, unit]) => unit),
        );

        const unitsByValue = new Map<number, Set<number>>();
        for (const [value, unit] of rows)
          if (value !== 0) unitsByValue.set(value, (unitsByValue.get(value) ?? new Set()).add(unit));
        const plain = new Map<number, number>();
        for (const { size } of unitsByValue.values()) plain.set(size, (plain.get(size) ?? 0) + 1);
        expect(new Map(sizes)).toEqual(plain);
      }),
    );
  });

  test('bounds a column without repeated value by the rule of three over all pairs', () => {
    const { identifyingBits } = spreadOf(new Map([[1, 1_000]]));

    expect(identifyingBits).toBeCloseTo(Math.log2((1_000 * 999) / 2 / 3), 10);
  });

  test('says nothing of a column with one value, one row or none', () => {
    expect(spreadOf(new Map([[5_000, 1]])).identifyingBits).toBe(0);
    expect(spreadOf(new Map([[1, 1]])).identifyingBits).toBe(0);
    expect(spreadOf(new Map())).toEqual({
      distinct: 0,
      identifyingBits: 0,
      singleShare: 1,
      commonestShare: 1,
      repeatedShare: 0,
    });
  });

  test('keeps a single value’s share within the bounds of Good and Turing', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sizes, (groups) => {
        const known = new Map(groups);
        const filled = [...known].reduce((sum, [size, values]) => sum + size * values, 0);
        const once = known.get(1) ?? 0;
        const twice = known.get(2) ?? 0;

        const { singleShare } = spreadOf(known);

        expect(singleShare).toBeGreaterThan(0);
        expect(singleShare).toBeLessThanOrEqual(Math.min(1, 2 / filled));
        if (once > 0) expect(singleShare * once * filled).toBeGreaterThanOrEqual(Math.min(2 * twice, once));
      }),
    );
  });

  test('learns from the values seen twice how likely one seen once is to come again', () => {
    // 900 values once, 60 twice: r* = 2 x (60 + 3) / 900 = 0.14 of 1,020 cells.
    expect(
      spreadOf(
        new Map([
          [1, 900],
          [2, 60],
        ]),
      ).singleShare,
    ).toBeCloseTo((2 * 63) / 900 / 1_020, 12);
  });

  test('stays a number for counts beyond 32 bits of pairs', () => {
    const { identifyingBits, singleShare } = spreadOf(
      new Map([
        [1, 80_000_000],
        [1_000_000, 3],
      ]),
    );

    expect(Number.isFinite(identifyingBits)).toBe(true);
    expect(identifyingBits).toBeGreaterThan(10);
    expect(singleShare).toBeGreaterThan(0);
  });
});
