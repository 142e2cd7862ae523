import { rowsByToken } from './sort-by-token.ts';

/**
 * Candidate index of one column: 64-bit token -> row numbers. Tokens ascending; the rows of token i are
 * rows[starts[i]] up to rows[starts[i + 1]], ascending. Tokens are evenly spread, so a look-up guesses the place.
 */
export interface ColumnIndex {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** One longer than `high`. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** A run of ColumnIndex.rows: [start, end). Empty when start = end. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Build the index from a column's tokens by row; rows with high = 0 are empty and left out. */
export function buildColumnIndex(high: Uint32Array, low: Uint32Array): ColumnIndex {
  const rows = rowsByToken(high, low);
  const distinct = countDistinct(rows, high, low);
  const index = {
    high: new Uint32Array(distinct),
    low: new Uint32Array(distinct),
    starts: new Uint32Array(distinct + 1),
    rows,
  };
  let at = -1;
  for (let i = 0; i < rows.length; i++) {
    if (i === 0 || !sameToken(rows[i - 1]!, rows[i]!, high, low)) {
      at++;
      index.high[at] = high[rows[i]!]!;
      index.low[at] = low[rows[i]!]!;
      index.starts[at] = i;
    }
  }
  index.starts[distinct] = rows.length;
  return index;
}

/** Rows that have a token. `low` null: only the high half is known (a row of another print). */
export function findRun(index: ColumnIndex, high: number, low: number | null): Run {
  let at = firstAtLeast(index.high, high);
  for (; at < index.high.length && index.high[at] === high; at++) {
    if (low === null || index.low[at] === low)
      return { start: index.starts[at]!, end: index.starts[at + 1]! };
  }
  return NOTHING;
}

const NOTHING: Run = { start: 0, end: 0 };
const RANGE = 2 ** 32;
const SCAN = 8;

/** First position whose value is not below `wanted`: guess from the even spread, widen until it brackets, then halve. */
function firstAtLeast(sorted: Uint32Array, wanted: number): number {
  const guess = Math.min(sorted.length - 1, Math.floor((wanted / RANGE) * sorted.length));
  let low = guess;
  let high = guess;
  let step = SCAN;
  while (low > 0 && sorted[low]! >= wanted) {
    low = Math.max(0, low - step);
    step *= 2;
  }
  step = SCAN;
  while (high < sorted.length && sorted[high]! < wanted) {
    high = Math.min(sorted.length, high + step);
    step *= 2;
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sameToken(a: number, b: number, high: Uint32Array, low: Uint32Array): boolean {
  return high[a] === high[b] && low[a] === low[b];
}

function countDistinct(rows: Uint32Array, high: Uint32Array, low: Uint32Array): number {
  let distinct = rows.length === 0 ? 0 : 1;
  for (let i = 1; i < rows.length; i++) if (!sameToken(rows[i - 1]!, rows[i]!, high, low)) distinct++;
  return distinct;
}
