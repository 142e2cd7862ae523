import { rowsByToken } from './sort-by-token.ts';

/** Pairs looked at for each column: enough for a share of one in a thousand. */
const PAIRS = 10_000;
/** Cells compared at most over all pairs of columns, about two seconds: a table of 300 columns has fewer pairs each. */
const MOST_COMPARISONS = 400_000_000;
/** Rows sorted to find agreeing pairs of one column. */
const SAMPLED_ROWS = 200_000;
/** Fewer pairs than this say nothing. */
const FEWEST_PAIRS = 20;

/**
 * relations[i][j] = P(two rows of different households (all rows where none are given) agree on column j, given that
 * they agree on column i). Null where column i has too few such pairs.
 * @param pairs agreeingPairs of each column @param signature the columns' tokens, row after row
 */
export function countRelations(
  pairs: readonly Uint32Array[],
  signature: Uint32Array,
  householdOf: Uint32Array | null,
): (number | null)[][] {
  const width = pairs.length;
  const most = Math.min(PAIRS, Math.max(2 * FEWEST_PAIRS, Math.floor(MOST_COMPARISONS / width ** 2)));
  return pairs.map((agreeing, i) => {
    const counted = countAgreements(thinned(strangersOf(agreeing, householdOf), most), signature, width);
    return Array.from(counted.compared, (compared, j) => {
      if (i === j) return 1;
      return compared < FEWEST_PAIRS ? null : (counted.agreeing[j]! + 0.5) / (compared + 1);
    });
  });
}

/**
 * Pairs of rows (a0, b0, a1, b1 …) that agree on a column, from a sample of the rows: half a group apart, as neighbours
 * of a sorted table are alike.
 */
export function agreeingPairs(column: Uint32Array): Uint32Array {
  const step = Math.max(1, Math.floor(column.length / SAMPLED_ROWS));
  const tokens = new Uint32Array(Math.floor(column.length / step));
  for (let i = 0; i < tokens.length; i++) tokens[i] = column[i * step]!;
  const order = rowsByToken(tokens, null);
  const pairs = new Uint32Array(order.length);
  let count = 0;
  for (let start = 0; start < order.length; ) {
    const token = tokens[order[start]!];
    let end = start + 1;
    while (end < order.length && tokens[order[end]!] === token) end++;
    const half = (end - start) >> 1;
    for (let i = start; i < start + half; i++) {
      pairs[count++] = order[i]! * step;
      pairs[count++] = order[i + half]! * step;
    }
    start = end;
  }
  return pairs.slice(0, count);
}

function strangersOf(pairs: Uint32Array, householdOf: Uint32Array | null): Uint32Array {
  if (householdOf === null) return pairs;
  const strangers = new Uint32Array(pairs.length);
  let count = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    if (householdOf[pairs[at]!] === householdOf[pairs[at + 1]!]) continue;
    strangers[count++] = pairs[at]!;
    strangers[count++] = pairs[at + 1]!;
  }
  return strangers.subarray(0, count);
}

/** Evenly spread over the tokens' order, which is the order of a hash: as good as drawn at random. */
function thinned(pairs: Uint32Array, most: number): Uint32Array {
  const step = Math.ceil(pairs.length / 2 / most);
  if (step <= 1) return pairs;
  const some = new Uint32Array(2 * Math.ceil(pairs.length / 2 / step));
  for (let to = 0; to < some.length; to += 2) {
    some[to] = pairs[to * step]!;
    some[to + 1] = pairs[to * step + 1]!;
  }
  return some;
}

/** By column: how many pairs of rows have a value each, and how many the same. */
export interface Agreements {
  readonly compared: Uint32Array;
  readonly agreeing: Uint32Array;
}

/** Count the agreements of pairs of rows (a0, b0, a1, b1 …) in all columns of a signature. */
export function countAgreements(pairs: Uint32Array, signature: Uint32Array, width: number): Agreements {
  const compared = new Uint32Array(width);
  const agreeing = new Uint32Array(width);
  for (let pair = 0; pair < pairs.length; pair += 2) {
    const a = pairs[pair]! * width;
    const b = pairs[pair + 1]! * width;
    for (let at = 0; at < width; at++) {
      const left = signature[a + at]!;
      const right = signature[b + at]!;
      if (left === 0 || right === 0) continue;
      compared[at]!++;
      if (left === right) agreeing[at]!++;
    }
  }
  return { compared, agreeing };
}
