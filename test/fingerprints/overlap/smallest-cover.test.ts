import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Combination, rowsInAny } from '../../../fingerprints/overlap/combinations.ts';
import { smallestCover } from '../../../fingerprints/overlap/smallest-cover.ts';
import { processorMs } from '../../processor-time.ts';

const SOURCES = 10;
const ALL = new Set(Array.from({ length: SOURCES }, (_, at) => at));

/** Any rows in any of up to ten sources. */
const combinations: fc.Arbitrary<Combination[]> = fc.array(
  fc.record({
    prints: fc
      .uniqueArray(fc.integer({ min: 0, max: SOURCES - 1 }), { minLength: 1, maxLength: 4 })
      .map((prints) => prints.sort((a, b) => a - b)),
    rows: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 14 },
);

/** The size of the smallest set, by trying all of them, and the most rows that sets of this size hold in sum. */
function bruteForce(sets: readonly Combination[]): { size: number; weight: number } {
  const totals = [...ALL].map((source) => rowsInAny(sets, new Set([source])));
  let best = { size: Number.POSITIVE_INFINITY, weight: 0 };
  for (let mask = 0; mask < 2 ** SOURCES; mask++) {
    const chosen = [...ALL].filter((source) => (mask & (1 << source)) !== 0);
    if (!sets.every(({ prints }) => prints.some((print) => chosen.includes(print)))) continue;
    const weight = chosen.reduce((sum, source) => sum + totals[source]!, 0);
    if (chosen.length < best.size || (chosen.length === best.size && weight > best.weight))
      best = { size: chosen.length, weight };
  }
  return best;
}

describe('the smallest cover', () => {
  test('is as small as any set that explains all rows, and of those the one whose sources hold most', () => {
    fc.assert(
      fc.property(combinations, (sets) => {
        const { sources, rows, method } = smallestCover(sets, ALL);

        const chosen = new Set(sources.map(({ source }) => source));
        const weight = [...chosen].reduce((sum, source) => sum + rowsInAny(sets, new Set([source])), 0);
        expect(method).toBe('exact');
        expect(rowsInAny(sets, chosen)).toBe(rows);
        expect(rows).toBe(rowsInAny(sets, ALL));
        expect({ size: sources.length, weight }).toEqual(bruteForce(sets));
      }),
      { numRuns: 150 },
    );
  });

  test('counts each row with the first source that has it', () => {
    fc.assert(
      fc.property(combinations, (sets) => {
        const { sources, rows } = smallestCover(sets, ALL);

        const before = new Set<number>();
        for (const { source, addedRows } of sources) {
          const known = rowsInAny(sets, before);
          before.add(source);
          expect(addedRows).toBe(rowsInAny(sets, before) - known);
        }
        expect(sources.reduce((sum, { addedRows }) => sum + addedRows, 0)).toBe(rows);
      }),
    );
  });

  test('is smaller than the greedy one where that is misled', () => {
    // Greedy takes 2, the largest, and then needs 0 and 1 all the same.
    const sets = [
      { prints: [0, 2], rows: 40 },
      { prints: [1, 2], rows: 40 },
      { prints: [0], rows: 30 },
      { prints: [1], rows: 30 },
    ];

    const { sources } = smallestCover(sets, ALL);

    expect(sources).toEqual([
      { source: 0, addedRows: 70 },
      { source: 1, addedRows: 70 },
    ]);
  });

  test('leaves out prints that are no sources', () => {
    const sets = [
      { prints: [0, 7], rows: 5 },
      { prints: [7], rows: 9 },
    ];

    expect(smallestCover(sets, new Set([0]))).toEqual({
      sources: [{ source: 0, addedRows: 5 }],
      rows: 5,
      method: 'exact',
    });
  });

  test('leaves out a source with fewer rows than chance may bring, and its rows', () => {
    const sets = [
      { prints: [0], rows: 90 },
      { prints: [1], rows: 4 },
    ];

    const cover = smallestCover(sets, ALL, (source) => (source === 1 ? 5 : 1));

    expect(cover).toMatchObject({ sources: [{ source: 0, addedRows: 90 }], rows: 90 });
  });

  test('is greedy, and says so, where the search would take too long', () => {
    // Every pair of 60 sources has rows of its own: all covers but one source are smallest.
    const sets: Combination[] = [];
    for (let a = 0; a < 60; a++) for (let b = a + 1; b < 60; b++) sets.push({ prints: [a, b], rows: 1 });

    const begun = process.cpuUsage();
    const { sources, rows, method } = smallestCover(sets, new Set(Array.from({ length: 60 }, (_, at) => at)));

    expect({ method, rows, sources: sources.length }).toEqual({
      method: 'greedy',
      rows: sets.length,
      sources: 59,
    });
    expect(processorMs(begun)).toBeLessThan(5000);
  });

  test('is empty where nothing is explained', () => {
    expect(smallestCover([], ALL)).toEqual({ sources: [], rows: 0, method: 'exact' });
  });
});
