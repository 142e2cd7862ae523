import { expect, test } from 'vitest';
import { planBlocks } from '../../../fingerprints/estimate/block-plan.ts';
import { Random } from '../../../src/demo/random.ts';

function plan(totalBytes: number, blockBytes: number, count: number, seed: number): number[] {
  const random = new Random(seed);
  return planBlocks(totalBytes, blockBytes, count, () => random.unit());
}

test.each([
  [40e9, 65_536, 32],
  [1_000_000, 65_536, 11],
  [1_000_001, 1_000, 700],
  [999_999, 1_000, 999],
])('blocks of %i bytes by %i are %i different ones within the file, in order', (bytes, blockBytes, count) => {
  for (let seed = 0; seed < 50; seed++) {
    const offsets = plan(bytes, blockBytes, count, seed);

    expect(offsets).toHaveLength(count);
    expect(offsets.every((offset) => offset % blockBytes === 0 && offset >= 0 && offset < bytes)).toBe(true);
    expect(offsets.every((offset, at) => at === 0 || offset > offsets[at - 1]!)).toBe(true);
  }
});

test('every part of the file is looked at', () => {
  const offsets = plan(64_000_000, 1_000, 64, 1);

  offsets.forEach((offset, at) => {
    expect(Math.floor(offset / 1_000_000)).toBe(at);
  });
});

test.each([10, 37, 64, 99])('each block is as likely as any other: %i of 100', (count) => {
  const draws = 4_000;
  const taken = Array.from({ length: 100 }, () => 0);
  for (let seed = 0; seed < draws; seed++)
    for (const offset of plan(100_000, 1_000, count, seed)) taken[offset / 1_000]!++;

  const expected = (draws * count) / 100;
  // Blocks in two strata: where both draw the same one, the second takes the next.
  for (const times of taken) expect(Math.abs(times / expected - 1)).toBeLessThan(0.25);
});

test.each([
  [5, 100],
  [0, 10],
])('all blocks are taken where there are no more: %i of %i asked for', (blocks, count) => {
  expect(plan(blocks * 1_000, 1_000, count, 1)).toEqual(
    Array.from({ length: blocks }, (_, at) => at * 1_000),
  );
});

test('draws of other seeds are other draws', () => {
  expect(plan(40e9, 65_536, 32, 1)).not.toEqual(plan(40e9, 65_536, 32, 2));
});
