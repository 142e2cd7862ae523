import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearShareOf } from '../../../fingerprints/print/near-share.ts';
import {
  buildSpellingIndex,
  createSpellingCollector,
  type SpellingIndex,
} from '../../../fingerprints/print/spelling-index.ts';
import { seededRandom } from '../../fields/generated-people.ts';

/** An index of groups of values that share one blurred spelling. */
function spellingOf(groups: readonly (readonly number[])[]): SpellingIndex {
  const collector = createSpellingCollector();
  groups.forEach((values, at) => {
    for (const value of values) collector.add((Math.imul(at + 1, 2_654_435_761) >>> 0) + 1, value);
  });
  return buildSpellingIndex(collector.finish());
}

/** Pairs of rows of different values that share a spelling, counted one by one. */
function plainPairs(groups: readonly (readonly number[])[], countOf: (value: number) => number): number {
  let pairs = 0;
  for (const values of groups)
    for (let i = 0; i < values.length; i++)
      for (let j = i + 1; j < values.length; j++) pairs += countOf(values[i]!) * countOf(values[j]!);
  return pairs;
}

describe('nearShareOf', () => {
  test('is the share of pairs of rows whose values are near, three added, over all pairs of filled rows', () => {
    const groups = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(groups, fc.integer({ min: 41, max: 500 }), (known, filled) => {
        const countOf = (value: number): number => 1 + (value % 7);

        const share = nearShareOf(spellingOf(known), countOf, filled);

        const plain = (plainPairs(known, countOf) + 3) / ((filled * (filled - 1)) / 2);
        expect(share).toBeCloseTo(Math.min(0.5, plain), 12);
      }),
    );
  });

  test('estimates a long index from a sample without bias, whatever the sizes of its groups', () => {
    const random = seededRandom(41);
    const groups = Array.from({ length: 120_000 }, (_, at) =>
      Array.from({ length: 1 + Math.floor(random() * random() * 9) }, (_, place) => 10 * at + place + 1),
    );
    const countOf = (value: number): number => 1 + (value % 3);
    const filled = 1_000_000;

    const share = nearShareOf(spellingOf(groups), countOf, filled);

    const plain = plainPairs(groups, countOf) / ((filled * (filled - 1)) / 2);
    expect(share / plain).toBeGreaterThan(0.95);
    expect(share / plain).toBeLessThan(1.05);
  });

  test('is 0 where near agreement is not weighed', () => {
    expect(nearShareOf(null, () => 1, 100)).toBe(0);
    expect(nearShareOf(spellingOf([]), () => 1, 0)).toBe(0);
  });

  test('is never 0 where it is, however rare near values are', () => {
    expect(nearShareOf(spellingOf([[1], [2]]), () => 1, 1_000)).toBeCloseTo(3 / 499_500, 12);
    expect(nearShareOf(spellingOf([[1]]), () => 1, 1)).toBe(0.5);
  });
});
