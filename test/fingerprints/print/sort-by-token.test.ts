import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsByToken } from '../../../fingerprints/print/sort-by-token.ts';

/** Halves that collide often: few values, at the edges of the digits the sort works on, and any. */
const half = fc.oneof(
  fc.constantFrom(0, 1, 2, 2 ** 11, 2 ** 22, 2 ** 31, 2 ** 32 - 1),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
);
const tokenRows = fc.array(fc.tuple(half, half), { maxLength: 200 });

function columnsOf(tokens: readonly (readonly [number, number])[]): { high: Uint32Array; low: Uint32Array } {
  return {
    high: Uint32Array.from(tokens, ([high]) => high),
    low: Uint32Array.from(tokens, ([, low]) => low),
  };
}

describe('rowsByToken', () => {
  test('orders filled rows by high half, low half and row, as a plain sort does', () => {
    fc.assert(
      fc.property(tokenRows, (tokens) => {
        const { high, low } = columnsOf(tokens);

        const plain = tokens
          .map((_, row) => row)
          .filter((row) => high[row] !== 0)
          .sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]! || a - b);
        expect([...rowsByToken(high, low)]).toEqual(plain);
      }),
    );
  });

  test('orders by high half and row where there are no low halves', () => {
    fc.assert(
      fc.property(tokenRows, (tokens) => {
        const { high } = columnsOf(tokens);

        const plain = tokens
          .map((_, row) => row)
          .filter((row) => high[row] !== 0)
          .sort((a, b) => high[a]! - high[b]! || a - b);
        expect([...rowsByToken(high, null)]).toEqual(plain);
      }),
    );
  });

  test('leaves out empty rows, also when all are', () => {
    expect([...rowsByToken(new Uint32Array(5), new Uint32Array(5))]).toEqual([]);
    expect([...rowsByToken(new Uint32Array(0), null)]).toEqual([]);
    expect([...rowsByToken(Uint32Array.of(0, 9, 0, 3), null)]).toEqual([3, 1]);
  });

  test('takes a million equal values in a fraction of a second', () => {
    const high = new Uint32Array(1_000_000).fill(7);

    const order = rowsByToken(high, new Uint32Array(1_000_000).fill(9));

    expect(order[999_999]).toBe(999_999);
  });
});
