import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenSet } from '../../../fingerprints/print/token-set.ts';

describe('createTokenSet', () => {
  test('knows what was added, and no other token', () => {
    const tokens = fc.array(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { maxLength: 3_000 });
    fc.assert(
      fc.property(tokens, tokens, (added, asked) => {
        const set = createTokenSet();
        for (const token of added) set.add(token);
        const truth = new Set(added);

        expect(set.size()).toBe(truth.size);
        expect(added.every((token) => set.has(token))).toBe(true);
        expect(asked.map((token) => set.has(token))).toEqual(asked.map((token) => truth.has(token)));
      }),
    );
  });

  test('tells a token that is new from one that is not', () => {
    const set = createTokenSet();

    expect([set.add(0xffffffff), set.add(0xffffffff), set.add(1)]).toEqual([true, false, true]);
  });

  test('keeps tokens apart that want the same place', () => {
    const set = createTokenSet();
    for (let high = 1; high < 2_000; high++) set.add(high * 2 ** 20);

    expect(set.size()).toBe(1_999);
    expect(set.has(2_000 * 2 ** 20)).toBe(false);
  });
});
