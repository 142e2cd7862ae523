import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialTail } from '../../../fingerprints/estimate/binomial-tail.ts';

/** The same by adding up. */
function summed(least: number, trials: number, share01: number): number {
  let sum = 0;
  for (let hits = Math.max(0, least); hits <= trials; hits++) {
    let ways = 1;
    for (let at = 0; at < hits; at++) ways = (ways * (trials - at)) / (at + 1);
    sum += ways * share01 ** hits * (1 - share01) ** (trials - hits);
  }
  return sum;
}

test('agrees with the sum of its terms', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (least, trials, share01) => {
        expect(binomialTail(least, trials, share01)).toBeCloseTo(summed(least, trials, share01), 10);
      },
    ),
  );
});

test('knows the edges', () => {
  expect(binomialTail(0, 0, 0.5)).toBe(1);
  expect(binomialTail(1, 0, 0.5)).toBe(0);
  expect(binomialTail(7, 7, 0.5)).toBeCloseTo(1 / 128, 12);
});

test('holds for millions of trials', () => {
  expect(binomialTail(500_000, 1_000_000, 0.5)).toBeCloseTo(0.5, 2);
  expect(binomialTail(510_000, 1_000_000, 0.5)).toBeLessThan(1e-80);
});
