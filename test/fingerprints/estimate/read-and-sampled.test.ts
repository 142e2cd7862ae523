import { describe, expect, test } from 'vitest';
import { planBlocks } from '../../../fingerprints/estimate/block-plan.ts';
import { combineWithRead } from '../../../fingerprints/estimate/read-and-sampled.ts';
import { estimateRowCount } from '../../../fingerprints/estimate/row-count.ts';
import { Random } from '../../../src/demo/random.ts';
import { type BlockedFile, blockedFile, FILES } from './simulated-files.ts';

const BLOCK_BYTES = 32_768;
const BLOCKS = 64;

/** What is known of a file when so many of its blocks were read in order. */
function knownAt(file: BlockedFile, blocksRead: number, seed: number) {
  const random = new Random(seed, 4);
  const offsets = planBlocks(file.bytes, BLOCK_BYTES, BLOCKS, () => random.unit());
  const sum = (counts: readonly number[]): number => counts.slice(0, blocksRead).reduce((a, b) => a + b, 0);
  const rest = offsets
    .filter((offset) => offset >= blocksRead * BLOCK_BYTES)
    .map((offset) => ({
      rows: file.rows[offset / BLOCK_BYTES] ?? 0,
      present: file.present[offset / BLOCK_BYTES] ?? 0,
      bytes: Math.min(BLOCK_BYTES, file.bytes - offset),
    }));
  const restBytes = Math.max(0, file.bytes - blocksRead * BLOCK_BYTES);
  return combineWithRead({ rows: sum(file.rows), present: sum(file.present) }, rest, restBytes);
}

describe('a file that is being read', () => {
  test.each(['ours in every other run of 10,000', 'ours in 90 %, mixed', 'none ours'])(
    'is estimated more narrowly the further it was read, and counted in the end: %s',
    (name) => {
      const file = blockedFile(FILES[name]!, BLOCK_BYTES);
      const places = [0, 0.25, 0.5, 0.75, 0.9, 1].map((at01) => Math.ceil(at01 * file.rows.length));

      const widths = places.map((blocksRead) => {
        let width = 0;
        for (let seed = 0; seed < 50; seed++) {
          const { low, high } = knownAt(file, blocksRead, seed);
          width += (high - low) / 50;
        }
        return width;
      });

      expect(widths.toSorted((a, b) => b - a)).toEqual(widths);
      expect(widths.at(-1)).toBe(0);
      expect(knownAt(file, file.rows.length, 1).share).toBeCloseTo(file.truth, 12);
    },
  );

  test.each([
    'ours in every other run of 10,000',
    'ours in the first half only',
    'ours in one stretch of 0.5 %',
  ])('is covered at the stated rate half-way through: %s', (name) => {
    const file = blockedFile(FILES[name]!, BLOCK_BYTES);
    let covered = 0;
    for (let seed = 0; seed < 1_000; seed++) {
      const { low, high } = knownAt(file, Math.floor(file.rows.length / 3), seed);
      if (low <= file.truth && file.truth <= high) covered++;
    }

    expect(covered).toBeGreaterThanOrEqual(940);
  });

  test('may hold anything in a rest without blocks', () => {
    const { low, high } = combineWithRead({ rows: 10, present: 5 }, [], 1_000_000);

    expect(low).toBeLessThan(0.001);
    expect(high).toBeGreaterThan(0.999);
  });
});

describe('the number of rows', () => {
  test.each(['ours in 50 %, mixed', 'ours in every third run of 5,000, and longer'])(
    'is covered by its interval at the stated rate: %s',
    (name) => {
      const file = blockedFile(FILES[name]!, BLOCK_BYTES);
      const truth = file.rows.reduce((a, b) => a + b, 0);
      let covered = 0;
      for (let seed = 0; seed < 1_000; seed++) {
        const { low, high } = knownAt(file, 0, seed).rows;
        if (low <= truth && truth <= high) covered++;
      }

      expect(covered).toBeGreaterThanOrEqual(940);
    },
  );

  test('is what was counted where the blocks are the whole', () => {
    expect(estimateRowCount([{ rows: 7, bytes: 100 }], 100)).toEqual({ rows: 7, low: 7, high: 7 });
  });

  test('is hardly known from one block', () => {
    expect(estimateRowCount([{ rows: 8, bytes: 128 }], 10_240)).toEqual({ rows: 640, low: 8, high: 10_240 });
  });
});
