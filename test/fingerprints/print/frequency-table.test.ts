import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFrequencyTable, frequencyOf } from '../../../fingerprints/print/frequency-table.ts';

const tokens = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(2 ** 32 - 1)), {
  maxLength: 150,
});

describe('frequency table', () => {
  test('says how many rows have a value: exactly where it repeats, else 1', () => {
    fc.assert(
      fc.property(tokens, (column) => {
        const { table } = buildFrequencyTable(Uint32Array.from(column));

        for (let token = 1; token <= 13; token++) {
          const count = column.filter((one) => one === token).length;
          expect(frequencyOf(table, token)).toBe(Math.max(1, count));
        }
        const last = column.filter((one) => one === 2 ** 32 - 1).length;
        expect(frequencyOf(table, 2 ** 32 - 1)).toBe(Math.max(1, last));
      }),
    );
  });

  test('counts different values and the sizes of their groups, empty cells aside', () => {
    fc.assert(
      fc.property(tokens, (column) => {
        const { distinct, sizes } = buildFrequencyTable(Uint32Array.from(column));
        const filled = column.filter((token) => token !== 0);

        const counts = new Map<number, number>();
        for (const token of filled) counts.set(token, (counts.get(token) ?? 0) + 1);
        const expected = new Map<number, number>();
        for (const count of counts.values()) expected.set(count, (expected.get(count) ?? 0) + 1);
        expect(distinct).toBe(counts.size);
        expect(new Map(sizes)).toEqual(new Map(expected));
      }),
    );
  });

  test('keeps the most frequent values of a long list, and says how frequent the others may be', () => {
    const values = 70_000;
    const column = new Uint32Array(values * 3 + 5);
    for (let value = 0; value < values; value++)
      for (let copy = 0; copy < 3; copy++) column[3 * value + copy] = value + 1;
    column.fill(values, values * 3);

    const { table, distinct, sizes, mostLeftOut } = buildFrequencyTable(column);

    expect(table.tokens.length).toBe(65_536);
    expect(frequencyOf(table, values)).toBe(8);
    expect(distinct).toBe(values);
    expect(sizes).toEqual(
      new Map([
        [3, values - 1],
        [8, 1],
      ]),
    );
    expect(mostLeftOut).toBe(3);
  });

  test('leaves nothing that repeats out of a short list', () => {
    expect(buildFrequencyTable(Uint32Array.of(1, 1, 2, 2, 3)).mostLeftOut).toBe(1);
    expect(buildFrequencyTable(new Uint32Array(0))).toEqual({
      table: { tokens: new Uint32Array(0), counts: new Uint32Array(0) },
      distinct: 0,
      sizes: new Map(),
      mostLeftOut: 1,
    });
  });
});
