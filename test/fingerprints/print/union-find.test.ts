import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUnionFind, numberSets } from '../../../fingerprints/print/union-find.ts';

const COUNT = 30;
const member = fc.integer({ min: 0, max: COUNT - 1 });
const joins = fc.array(fc.tuple(member, member), { maxLength: 60 });

/** The same sets by plain relabelling: everybody of b's set gets a's label. */
function plainSets(pairs: readonly (readonly [number, number])[]): number[] {
  const label = Array.from({ length: COUNT }, (_, at) => at);
  for (const [a, b] of pairs) {
    const [from, to] = [Math.max(label[a]!, label[b]!), Math.min(label[a]!, label[b]!)];
    for (let at = 0; at < COUNT; at++) if (label[at] === from) label[at] = to;
  }
  return label;
}

describe('union-find', () => {
  test('joins exactly those that a chain of pairs connects, led by the smallest', () => {
    fc.assert(
      fc.property(joins, (pairs) => {
        const sets = createUnionFind(COUNT);
        for (const [a, b] of pairs) sets.union(a, b);

        expect(Array.from({ length: COUNT }, (_, at) => sets.find(at))).toEqual(plainSets(pairs));
      }),
    );
  });

  test('numbers the sets without gaps in the order of their first members', () => {
    fc.assert(
      fc.property(joins, (pairs) => {
        const sets = createUnionFind(COUNT);
        for (const [a, b] of pairs) sets.union(a, b);

        const { numberOf, sets: count } = numberSets(sets, COUNT);

        const leaders = [...new Set(plainSets(pairs))];
        expect(count).toBe(leaders.length);
        expect([...numberOf]).toEqual(plainSets(pairs).map((leader) => leaders.indexOf(leader)));
      }),
    );
  });

  test('numbers nobody of nobody', () => {
    expect(numberSets(createUnionFind(0), 0)).toEqual({ numberOf: new Uint32Array(0), sets: 0 });
  });

  test('joins a million in one chain within the time of a test, whichever way it grows', () => {
    const forward = createUnionFind(1_000_000);
    const backward = createUnionFind(1_000_000);
    for (let at = 1; at < 1_000_000; at++) forward.union(at - 1, at);
    for (let at = 999_999; at > 0; at--) backward.union(at - 1, at);

    expect(numberSets(forward, 1_000_000).sets).toBe(1);
    expect(numberSets(backward, 1_000_000).sets).toBe(1);
  });
});
