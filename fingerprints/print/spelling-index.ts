import { createGrowingColumn } from './growing-column.ts';
import { rowsByToken } from './sort-by-token.ts';

/**
 * Which values of a column are one slip away from a spelling: 32-bit token of a blurred spelling -> 32-bit value
 * tokens. It holds each different value once, however many rows have it.
 */
export interface SpellingIndex {
  /** Tokens of blurred spellings, ascending, one entry a (spelling, value) pair. */
  readonly blurred: Uint32Array;
  /** The value's token (high half) beside it. */
  readonly values: Uint32Array;
}

/** Pairs of a blurred spelling and a value, in any order, side by side. */
export type SpellingPairs = SpellingIndex;

/** Collects pairs while a print is built. */
export interface SpellingCollector {
  add(blurred: number, value: number): void;
  /** The pairs so far, in shared memory: do not add afterwards. */
  finish(): SpellingPairs;
}

/** Make an empty collector. Spellings are never 0 (see Tokeniser.variant). */
export function createSpellingCollector(): SpellingCollector {
  const spellings = createGrowingColumn();
  const tokens = createGrowingColumn();
  return {
    add(blurred, value) {
      spellings.push(blurred);
      tokens.push(value);
    },
    finish: () => ({ blurred: spellings.finish(), values: tokens.finish() }),
  };
}

/** Index collected pairs. */
export function buildSpellingIndex({ blurred, values }: SpellingPairs): SpellingIndex {
  const order = rowsByToken(blurred, values);
  return { blurred: inOrder(blurred, order), values: inOrder(values, order) };
}

function inOrder(values: Uint32Array, order: Uint32Array): Uint32Array {
  const ordered = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) ordered[at] = values[order[at]!]!;
  return ordered;
}

/** Value tokens that share one of the blurred spellings, each once. */
export function nearValues(index: SpellingIndex, blurredSpellings: readonly number[]): Set<number> {
  const near = new Set<number>();
  for (const blurred of blurredSpellings) {
    let low = 0;
    let high = index.blurred.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (index.blurred[middle]! < blurred) low = middle + 1;
      else high = middle;
    }
    for (; index.blurred[low] === blurred; low++) near.add(index.values[low]!);
  }
  return near;
}
