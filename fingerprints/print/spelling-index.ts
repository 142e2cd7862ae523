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

/** Places in which a token is looked for around the one foretold; twice as many whenever it is not among them. */
const FIRST_STRIDE = 64;

/** So many are gone through faster than a set of them is made. */
const FEW = 32;

/** Value tokens that share one of the blurred spellings, each once. */
export function nearValues(
  index: SpellingIndex,
  blurredSpellings: readonly number[] | Uint32Array,
): Uint32Array {
  const near: number[] = [];
  for (const blurred of blurredSpellings)
    for (let at = firstOf(index.blurred, blurred); index.blurred[at] === blurred; at++)
      near.push(index.values[at]!);
  return Uint32Array.from(
    near.length > FEW ? new Set(near) : near.filter((one, at) => near.indexOf(one) === at),
  );
}

/** Place of the first token that is not below one. Tokens are random numbers: where one stands can be foretold. */
function firstOf(tokens: Uint32Array, wanted: number): number {
  let low = Math.floor((wanted / 2 ** 32) * tokens.length);
  let high = low;
  for (let stride = FIRST_STRIDE; low > 0 && tokens[low - 1]! >= wanted; stride *= 2)
    low = Math.max(0, low - stride);
  for (let stride = FIRST_STRIDE; high < tokens.length && tokens[high]! < wanted; stride *= 2)
    high = Math.min(tokens.length, high + stride);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tokens[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
