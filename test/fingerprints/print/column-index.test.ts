import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildColumnIndex,
  type ColumnIndex,
  findRun,
  rowBitsFor,
  rowMaskOf,
} from '../../../fingerprints/print/column-index.ts';

const half = fc.oneof(fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const tokenRows = fc.array(fc.tuple(half, fc.integer({ min: 0, max: 3 })), { maxLength: 120 });

/** An index, and the high halves as a signature of one column. */
interface Indexed {
  readonly index: ColumnIndex;
  readonly high: Uint32Array;
}

function indexOf(tokens: readonly (readonly [number, number])[]): Indexed {
  const high = Uint32Array.from(tokens, ([half]) => half);
  return {
    index: buildColumnIndex(
      high,
      Uint32Array.from(tokens, ([, low]) => low),
    ),
    high,
  };
}

function rowsOf({ index, high: signature }: Indexed, high: number, low: number | null): number[] {
  const { start, end } = findRun(index, signature, 1, 0, high, low);
  return [...index.entries.subarray(start, end)].map((entry) => entry & rowMaskOf(index));
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

  test('takes the value of the lowest tag where only the high half is known, among other values', () => {
    const index = indexOf([
      [78, 1],
      [77, 0x1_0009],
      [76, 2],
      [77, 3],
      [79, 3],
      [76, 3],
      [77, 3],
    ]);

    expect(rowsOf(index, 77, null)).toEqual([3, 6]);
    expect(rowsOf(index, 76, null)).toEqual([2]);
    expect(rowsOf(index, 79, null)).toEqual([4]);
    expect(rowsOf(index, 80, null)).toEqual([]);
  });

  test('tells values of one tag apart by their high halves, in long buckets and short ones', () => {
    const rows = Array.from({ length: 400 }, (_, row) => [1 + ((row * 7) % 5), 0x5_0003] as const);
    const index = indexOf(rows);

    for (const high of [1, 2, 3, 4, 5])
      expect(rowsOf(index, high, 0x5_0003)).toEqual(rows.flatMap((row, at) => (row[0] === high ? [at] : [])));
    expect(rowsOf(index, 6, 3)).toEqual([]);
    expect(rowsOf(index, 3, 4)).toEqual([]);
  });

  test('holds each filled row once, by bucket, tag, high half and row', () => {
    fc.assert(
      fc.property(tokenRows, (tokens) => {
        const { index } = indexOf(tokens);
        const bucket = (row: number): number => Math.floor(tokens[row]![0] / 2 ** (32 - index.bits));
        const plain = tokens
          .flatMap(([high], row) => (high === 0 ? [] : [row]))
          .sort(
            (a, b) =>
              bucket(a) - bucket(b) ||
              tokens[a]![1] - tokens[b]![1] ||
              tokens[a]![0] - tokens[b]![0] ||
              a - b,
          );

        expect([...index.entries]).toEqual(plain.map((row) => tokens[row]![1] * 2 ** index.rowBits + row));
        expect(index.starts.length).toBe(2 ** index.bits + 1);
        expect(index.starts.at(-1)).toBe(plain.length);
        for (const row of plain) {
          const at = plain.indexOf(row);
          expect(index.starts[bucket(row)]).toBeLessThanOrEqual(at);
          expect(index.starts[bucket(row) + 1]).toBeGreaterThan(at);
        }
      }),
    );
  });

  test('has buckets of about 8 entries and takes under 5 bytes an entry', () => {
    const rows = 100_000;
    const high = Uint32Array.from({ length: rows }, (_, row) => Math.imul(row + 1, 0x9e3779b1) >>> 0);
    const { bits, starts, entries } = buildColumnIndex(high, high);

    expect(rows / 2 ** bits).toBeGreaterThan(5);
    expect(rows / 2 ** bits).toBeLessThan(12);
    expect((starts.byteLength + entries.byteLength) / rows).toBeLessThan(5);
  });

  test('leaves a tag what bits the number of a row does not take, 16 at most', () => {
    expect([0, 1, 65_536, 65_537, 1_000_000, 2 ** 20 + 1, 100_000_000].map(rowBitsFor)).toEqual([
      16, 16, 16, 17, 20, 21, 27,
    ]);
  });

  test('finds rows of high numbers by tags of all their bits', () => {
    const rows = 70_000;
    const high = Uint32Array.from({ length: rows }, (_, row) => 1 + (row % 3));
    const low = Uint32Array.from({ length: rows }, (_, row) => 0xffff_fff0 + (row % 5));
    const index = buildColumnIndex(high, low);

    const { start, end } = findRun(index, high, 1, 0, 2, 0xffff_fff4);

    const found = [...index.entries.subarray(start, end)].map((entry) => entry & rowMaskOf(index));
    expect(found).toEqual(Array.from({ length: found.length }, (_, at) => 4 + 15 * at));
    expect(found.at(-1)).toBe(69_994);
  });

  test('takes a token from its own column of a signature of several', () => {
    const high = Uint32Array.from([5, 9, 5]);
    const index = buildColumnIndex(high, new Uint32Array(3));
    const signature = Uint32Array.from([1, 5, 2, 1, 9, 2, 1, 5, 2]);

    expect(findRun(index, signature, 3, 1, 5, 0)).toEqual({ start: 0, end: 2 });
    expect(findRun(index, signature, 3, 1, 9, null)).toEqual({ start: 2, end: 3 });
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
