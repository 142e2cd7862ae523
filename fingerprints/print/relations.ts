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
 * they agree on column i),
 * from pairs of rows half a group apart (neighbours of a sorted table are alike). Null where column i has too few such pairs.
 */
export function countRelations(
  columns: readonly Uint32Array[],
  householdOf: Uint32Array | null,
): (number | null)[][] {
  const most = Math.min(
    PAIRS,
    Math.max(2 * FEWEST_PAIRS, Math.floor(MOST_COMPARISONS / columns.length ** 2)),
  );
  return columns.map((column, i) => {
    const pairs = thinned(agreeingPairs(column, householdOf), most);
    return columns.map((other, j) => (i === j ? 1 : agreement(pairs, other)));
  });
}

function agreeingPairs(column: Uint32Array, householdOf: Uint32Array | null): number[] {
  const step = Math.max(1, Math.floor(column.length / SAMPLED_ROWS));
  const tokens = new Uint32Array(Math.floor(column.length / step));
  for (let i = 0; i < tokens.length; i++) tokens[i] = column[i * step]!;
  const order = rowsByToken(tokens, null);
  const pairs: number[] = [];
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && tokens[order[end]!] === tokens[order[start]!]) end++;
    const half = (end - start) >> 1;
    for (let i = start; i < start + half; i++) {
      const a = order[i]! * step;
      const b = order[i + half]! * step;
      if (householdOf === null || householdOf[a] !== householdOf[b]) pairs.push(a, b);
    }
    start = end;
  }
  return pairs;
}

/** Evenly spread over the tokens' order, which is the order of a hash: as good as drawn at random. */
function thinned(pairs: number[], most: number): number[] {
  const step = Math.ceil(pairs.length / 2 / most);
  if (step <= 1) return pairs;
  return pairs.filter((_, at) => (at >> 1) % step === 0);
}

function agreement(pairs: readonly number[], column: Uint32Array): number | null {
  let compared = 0;
  let agreeing = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const left = column[pairs[at]!]!;
    const right = column[pairs[at + 1]!]!;
    if (left === 0 || right === 0) continue;
    compared++;
    if (left === right) agreeing++;
  }
  return compared < FEWEST_PAIRS ? null : (agreeing + 0.5) / (compared + 1);
}
