import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random, shuffle } from '../../src/demo/random.ts';

function firstBits(...keys: number[]): number[] {
  const random = new Random(...keys);
  return Array.from({ length: 8 }, () => random.bits());
}

describe('Random', () => {
  test('gives the same sequence for the same keys', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 4 }), (keys) => {
        expect(firstBits(...keys)).toEqual(firstBits(...keys));
      }),
    );
  });

  test('gives another sequence when any key changes, however little or much', () => {
    const sequences = [[1], [2], [1, 0], [1, 1], [0, 1], [-1], [2 ** 32 + 1]].map((keys) =>
      firstBits(...keys).join(),
    );

    expect(new Set(sequences).size).toBe(sequences.length);
  });

  test('keeps the sequence it had in earlier versions, so that a seed means the same data', () => {
    expect(firstBits(1).slice(0, 3)).toEqual([4_145_660_252, 2_491_331_053, 1_055_157_653]);
  });

  test('meets every number of a range about equally often', () => {
    const random = new Random(5);
    const counts = Array.from({ length: 10 }, () => 0);

    for (let draw = 0; draw < 100_000; draw += 1) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] as number) + 1;
    }

    // 10,000 expected, standard deviation 95.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test('stays between both ends, and reaches both', () => {
    const random = new Random(6);

    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));

    expect([...drawn].sort((a, b) => a - b)).toEqual([3, 4, 5, 6]);
  });
});

const ascending = (a: number, b: number): number => a - b;

describe('shuffle', () => {
  test('keeps every member once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
        const shuffled = shuffle([...list], new Random(seed));

        expect(shuffled.sort(ascending)).toEqual([...list].sort(ascending));
      }),
    );
  });

  test('puts each member in the first place about equally often', () => {
    const random = new Random(7);
    const counts = [0, 0, 0, 0];

    for (let round = 0; round < 8_000; round += 1) {
      const first = shuffle([0, 1, 2, 3], random)[0] as number;
      counts[first] = (counts[first] as number) + 1;
    }

    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });
});
