const DIGIT_BITS = 11;
const DIGITS = 3;
const BUCKETS = 1 << DIGIT_BITS;
/** Runs up to this long are sorted by insertion. */
const SHORT_RUN = 24;

/**
 * Order of rows by 64-bit token (high, then low), rows of equal tokens in row order.
 * Radix sort on the high halves; runs of equal high halves, nearly always one value, are ordered by the low ones.
 * Rows whose high half is 0 (empty) are left out. Linear in rows.
 */
export function rowsByToken(high: Uint32Array, low: Uint32Array | null): Uint32Array {
  let order = filledRows(high);
  let spare: Uint32Array = new Uint32Array(order.length);
  for (let digit = 0; digit < DIGITS; digit++) {
    scatter(order, spare, high, digit * DIGIT_BITS);
    [order, spare] = [spare, order];
  }
  if (low !== null) orderRuns(order, high, low);
  return order;
}

function filledRows(high: Uint32Array): Uint32Array {
  let filled = 0;
  for (let row = 0; row < high.length; row++) if (high[row] !== 0) filled++;
  const rows = new Uint32Array(filled);
  let at = 0;
  for (let row = 0; row < high.length; row++) if (high[row] !== 0) rows[at++] = row;
  return rows;
}

function scatter(from: Uint32Array, to: Uint32Array, high: Uint32Array, shift: number): void {
  const starts = new Uint32Array(BUCKETS + 1);
  for (let i = 0; i < from.length; i++) starts[((high[from[i]!]! >>> shift) & (BUCKETS - 1)) + 1]!++;
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1]! += starts[bucket]!;
  for (let i = 0; i < from.length; i++) {
    const row = from[i]!;
    to[starts[(high[row]! >>> shift) & (BUCKETS - 1)]!++] = row;
  }
}

function orderRuns(order: Uint32Array, high: Uint32Array, low: Uint32Array): void {
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    let isOneValue = true;
    while (end < order.length && high[order[end]!] === high[order[start]!]) {
      if (low[order[end]!] !== low[order[start]!]) isOneValue = false;
      end++;
    }
    if (!isOneValue && end - start <= SHORT_RUN) sortByInsertion(order, start, end, low);
    else if (!isOneValue) order.subarray(start, end).sort((a, b) => low[a]! - low[b]! || a - b);
    start = end;
  }
}

function sortByInsertion(order: Uint32Array, start: number, end: number, low: Uint32Array): void {
  for (let i = start + 1; i < end; i++) {
    const row = order[i]!;
    let at = i;
    for (; at > start && low[order[at - 1]!]! > low[row]!; at--) order[at] = order[at - 1]!;
    order[at] = row;
  }
}
