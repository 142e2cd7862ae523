import { rowsByTag } from './sort-by-tag.ts';

/**
 * Candidate index of one column: the rows that have a token, by (bucket, tag, high half, row). A bucket is the first
 * `bits` bits of the token's high half, a tag the last 16 of its low half. The high half itself stands in the print's
 * signature: a look-up knows 48 bits of a token and the index takes 6.5 bytes a row.
 */
export interface ColumnIndex {
  /** Bits of the directory, 0..28: it has 2^bits buckets. */
  readonly bits: number;
  /** Bucket b is the entries [starts[b], starts[b + 1]). */
  readonly starts: Uint32Array;
  /** By entry. */
  readonly tags: Uint16Array;
  /** By entry. */
  readonly rows: Uint32Array;
}

/** A run of ColumnIndex.rows: [start, end). Empty when start = end. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** A run that look-ups write into. */
export interface RunPlace {
  start: number;
  end: number;
}

/** An index, and where the entries of each value begin: entries [groups[g], groups[g + 1]) are those of one. */
export interface GroupedIndex {
  readonly index: ColumnIndex;
  readonly groups: Uint32Array;
}

/**
 * Build the index from a column's tokens by row; rows with high = 0 are empty and left out.
 * @param low low halves, or their last 16 bits
 */
export function buildGroupedIndex(high: Uint32Array, low: Uint16Array | Uint32Array): GroupedIndex {
  let filled = 0;
  for (let row = 0; row < high.length; row++) if (high[row] !== 0) filled++;
  const bits = bitsFor(filled);
  const { starts, tags, rows, groups } = rowsByTag(high, low, filled, bits);
  return { index: { bits, starts, tags, rows }, groups };
}

/** As buildGroupedIndex, where the groups are not wanted. */
export function buildColumnIndex(high: Uint32Array, low: Uint16Array | Uint32Array): ColumnIndex {
  return buildGroupedIndex(high, low).index;
}

/** Entries that a bucket holds on average: it is scanned, and the directory takes 4 bytes a bucket. */
const BUCKET_ENTRIES = 8;
const MOST_BITS = 28;

function bitsFor(entries: number): number {
  return Math.min(MOST_BITS, Math.max(0, Math.round(Math.log2(entries / BUCKET_ENTRIES))));
}

/** The bucket of a token. One shift by 32 - bits would be none at all for a directory of 0 bits. */
export function bucketOf(high: number, bits: number): number {
  return (high >>> 1) >>> (31 - bits);
}

/**
 * Rows that have a token, ascending.
 * `low` null: only the high half is known (a row of another print). Of several values with that high half, which are
 * one in four thousand millions, it is then the one of the lowest tag.
 * @param signature the print's, `width` columns a row @param column the index's place among them
 */
export function findRun(
  index: ColumnIndex,
  signature: Uint32Array,
  width: number,
  column: number,
  high: number,
  low: number | null,
): Run {
  const run = { start: 0, end: 0 };
  seekRun(index, signature, width, column, high, low, run);
  return run;
}

/** As findRun, without an object for each look-up: writes the run, start = end where there is none. */
export function seekRun(
  { bits, starts, tags, rows }: ColumnIndex,
  signature: Uint32Array,
  width: number,
  column: number,
  high: number,
  low: number | null,
  run: RunPlace,
): void {
  const bucket = bucketOf(high, bits);
  const last = starts[bucket + 1]!;
  let start = starts[bucket]!;
  if (low !== null) start = firstTagAtLeast(tags, start, last, low & TAG);
  // One turn for each tag of the bucket, at most one where the tag is known.
  while (start < last) {
    const tag = tags[start]!;
    if (low !== null && tag !== (low & TAG)) break;
    const end = endOfTag(tags, start, last);
    const from = firstHighAtLeast(rows, signature, width, column, start, end, high);
    if (from < end && signature[rows[from]! * width + column] === high) {
      run.start = from;
      run.end = endOfHigh(rows, signature, width, column, from, end, high);
      return;
    }
    start = end;
  }
  run.start = 0;
  run.end = 0;
}

const TAG = 0xffff;
/** Buckets up to this long are scanned. */
const SCANNED = 16;

function firstTagAtLeast(tags: Uint16Array, start: number, end: number, tag: number): number {
  let low = start;
  let high = end;
  while (high - low > SCANNED) {
    const middle = (low + high) >>> 1;
    if (tags[middle]! < tag) low = middle + 1;
    else high = middle;
  }
  while (low < high && tags[low]! < tag) low++;
  return low;
}

/** End of the entries from `start` on that have its tag, in strides that double: most values stand in one row. */
function endOfTag(tags: Uint16Array, start: number, last: number): number {
  const tag = tags[start]!;
  if (tags[last - 1] === tag) return last;
  let low = start + 1;
  let stride = 1;
  while (low < last && tags[low] === tag) {
    if (low + stride < last && tags[low + stride] === tag) {
      low += stride + 1;
      stride *= 2;
    } else if (stride > 1) stride = 1;
    else low++;
  }
  return low;
}

/** First of the entries of one tag whose high half is not below `high`. */
function firstHighAtLeast(
  rows: Uint32Array,
  signature: Uint32Array,
  width: number,
  column: number,
  start: number,
  end: number,
  high: number,
): number {
  let low = start;
  let top = end;
  // Nearly always one value has the tag: its first entry decides.
  if (low < top && signature[rows[low]! * width + column]! >= high) return low;
  while (low < top) {
    const middle = (low + top) >>> 1;
    if (signature[rows[middle]! * width + column]! < high) low = middle + 1;
    else top = middle;
  }
  return low;
}

function endOfHigh(
  rows: Uint32Array,
  signature: Uint32Array,
  width: number,
  column: number,
  start: number,
  end: number,
  high: number,
): number {
  if (signature[rows[end - 1]! * width + column] === high) return end;
  return firstHighAtLeast(rows, signature, width, column, start + 1, end, high + 1);
}
