import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildColumnIndex, type ColumnIndex, findRun } from '../../../fingerprints/print/column-index.ts';

const half = fc.oneof(fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const tokenRows = fc.array(fc.tuple(half, fc.integer({ min: 0, max: 3 })), { maxLength: 120 });

function indexOf(tokens: readonly (readonly [number, number])[]): ColumnIndex {
  return buildColumnIndex(
    Uint32Array.from(tokens, ([high]) => high),
    Uint32Array.from(tokens, ([, low]) => low),
  );
}

function rowsOf(index: ColumnIndex, high: number, low: number | null): number[] {
  const { start, end } = findRun(index, high, low);
  return [...index.rows.subarray(start, end)];
}

describe('column index', () => {
  test('finds exactly the rows of each token, ascending', () => {
    fc.assert(
      fc.property(tokenRows, (tokens) => {
        const index = indexOf(tokens);

        for (const [high, low] of tokens) {
          if (high === 0) continue;
          const plain = tokens.flatMap((token, row) => (token[0] === high && token[1] === low ? [row] : []));
          expect(rowsOf(index, high, low)).toEqual(plain);
        }
      }),
    );
  });

  test('finds nothing for a token that is absent, wherever it would stand', () => {
    fc.assert(
      fc.property(tokenRows, half, fc.integer({ min: 0, max: 4 }), (tokens, high, low) => {
        fc.pre(!tokens.some((token) => token[0] === high && token[1] === low));

        expect(rowsOf(indexOf(tokens), high, low)).toEqual([]);
      }),
    );
  });

  test('finds nothing in an empty column, for any token', () => {
    const index = indexOf([
      [0, 0],
      [0, 5],
    ]);

    for (const high of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
      expect(rowsOf(index, high, 0)).toEqual([]);
      expect(rowsOf(index, high, null)).toEqual([]);
    }
  });

  test('tells tokens apart that differ in the low half alone', () => {
    const index = indexOf([
      [77, 1],
      [77, 2],
      [77, 1],
      [77, 9],
    ]);

    expect(rowsOf(index, 77, 1)).toEqual([0, 2]);
    expect(rowsOf(index, 77, 2)).toEqual([1]);
    expect(rowsOf(index, 77, 9)).toEqual([3]);
    expect(rowsOf(index, 77, 3)).toEqual([]);
  });

  test('takes the first value of that high half where the low half is not known', () => {
    const index = indexOf([
      [5, 1],
      [77, 2],
      [77, 1],
      [77, 2],
    ]);

    expect(rowsOf(index, 77, null)).toEqual([2]);
    expect(rowsOf(index, 5, null)).toEqual([0]);
    expect(rowsOf(index, 6, null)).toEqual([]);
  });

  test('holds each value once and every filled row once', () => {
    fc.assert(
      fc.property(tokenRows, (tokens) => {
        const index = indexOf(tokens);
        const filled = tokens.filter(([high]) => high !== 0);

        expect(index.high.length).toBe(new Set(filled.map(([high, low]) => `${high}:${low}`)).size);
        expect(index.starts.length).toBe(index.high.length + 1);
        expect(index.starts[index.high.length]).toBe(filled.length);
        expect([...index.rows].sort((a, b) => a - b)).toEqual(
          tokens.flatMap(([high], row) => (high === 0 ? [] : [row])),
        );
      }),
    );
  });

  test('looks up among values that are not spread evenly', () => {
    const low = Array.from({ length: 3_000 }, (_, at) => [at + 1, 0] as const);
    const high = Array.from({ length: 3_000 }, (_, at) => [2 ** 32 - 1 - at, 0] as const);
    const index = indexOf([...low, ...high]);

    for (let at = 0; at < 3_000; at += 7) {
      expect(rowsOf(index, at + 1, 0)).toEqual([at]);
      expect(rowsOf(index, 2 ** 32 - 1 - at, null)).toEqual([3_000 + at]);
    }
    expect(rowsOf(index, 2 ** 31, null)).toEqual([]);
  });
});
