import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTokens } from '../../../fingerprints/print/token-counts.ts';

const token = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

describe('countTokens', () => {
  test('counts the rows of each token and leaves empty cells out', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 200 }), (tokens) => {
        const plain = new Map<number, number>();
        for (const one of tokens) if (one !== 0) plain.set(one, (plain.get(one) ?? 0) + 1);

        const counts = countTokens(Uint32Array.from(tokens), Number.POSITIVE_INFINITY)!;

        expect(counts.distinct).toBe(plain.size);
        for (const [one, rows] of plain) expect(counts.countOf(one)).toBe(rows);
      }),
    );
  });

  test('counts more different tokens than it had places for at first', () => {
    const tokens = Uint32Array.from({ length: 9_000 }, (_, row) => 1 + (row % 4_500) * 1024);

    const counts = countTokens(tokens, 4_500)!;

    expect(counts.distinct).toBe(4_500);
    expect(counts.countOf(1 + 1024 * 4_499)).toBe(2);
  });

  test('gives up where there are more than asked for', () => {
    expect(countTokens(Uint32Array.from([1, 2, 2, 3]), 2)).toBeNull();
    expect(countTokens(Uint32Array.from([1, 2, 2, 0]), 2)).not.toBeNull();
  });
});
