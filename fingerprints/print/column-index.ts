import { rowsByTag } from './sort-by-tag.ts';

/**
 * Candidate index of one column: the rows that have a token, by (bucket, tag, high half, row). A bucket is the first
 * `bits` bits of the token's high half, a tag as many last bits of its low half as a row's number leaves of a word, 16
 * at most. The high half itself stands in the print's signature: a look-up knows 44 bits of a token in a table of
 * 1,000,000 rows, and the index takes 4.5 bytes a row.
 */
export interface ColumnIndex {
  /** Bits of the directory, 0..28: it has 2^bits buckets. */
  readonly bits: number;
  /** Bucket b is the entries [starts[b], starts[b + 1]). */
  readonly starts: Uint32Array;
  /** Bits of a row's number, 16..31, the same in all indexes of a print: see rowBitsFor. */
  readonly rowBits: number;
  /** tag x 2^rowBits + row. */
  readonly entries: Uint32Array;
}

/** Bits that the row numbers of a print of so many rows take. A tag keeps a bit of its own: at most 2^31 rows. */
export function rowBitsFor(rows: number): number {
  return Math.max(16, 32 - Math.clz32(Math.max(1, rows) - 1));
}

/** The row of an entry is `entry & rowMask`. */
export function rowMaskOf({ rowBits }: Pick<ColumnIndex, 'rowBits'>): number {
  return 2 ** rowBits - 1;
}

/** A run of ColumnIndex.entries: [start, end). Empty when start = end. */
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
  const rowBits = rowBitsFor(high.length);
  const { starts, entries, groups } = rowsByTag(high, low, filled, { bits, rowBits });
  return { index: { bits, starts, rowBits, entries }, groups };
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
  { bits, starts, rowBits, entries }: ColumnIndex,
  signature: Uint32Array,
  width: number,
  column: number,
  high: number,
  low: number | null,
  run: RunPlace,
): void {
  const bucket = bucketOf(high, bits);
  const last = starts[bucket + 1]!;
  const wanted = low === null ? 0 : (low << rowBits) >>> 0;
  const rowMask = 2 ** rowBits - 1;
  let start = starts[bucket]!;
  if (low !== null) start = firstAtLeast(entries, start, last, wanted);
  // One turn for each tag of the bucket, at most one where the tag is known.
  while (start < last) {
    const tag = entries[start]! - (entries[start]! & rowMask);
    if (low !== null && tag !== wanted) break;
    const end = firstAtLeast(entries, start + 1, last, tag + rowMask + 1);
    const from = firstHighAtLeast(entries, rowMask, signature, width, column, start, end, high);
    if (from < end && signature[(entries[from]! & rowMask) * width + column] === high) {
      run.start = from;
      run.end = endOfHigh(entries, rowMask, signature, width, column, from, end, high);
      return;
    }
    start = end;
  }
  run.start = 0;
  run.end = 0;
}

/** Buckets up to this long are scanned. */
const SCANNED = 16;

/** First entry of a tag that is not below one: tags ascend in a bucket. `wanted`: the tag x 2^rowBits. */
function firstAtLeast(entries: Uint32Array, start: number, end: number, wanted: number): number {
  if (start < end && entries[end - 1]! < wanted) return end;
  let low = start;
  let high = end;
  while (high - low > SCANNED) {
    const middle = (low + high) >>> 1;
    if (entries[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  while (low < high && entries[low]! < wanted) low++;
  return low;
}

/** First of the entries of one tag whose high half is not below `high`. */
function firstHighAtLeast(
  entries: Uint32Array,
  rowMask: number,
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
  if (low < top && signature[(entries[low]! & rowMask) * width + column]! >= high) return low;
  while (low < top) {
    const middle = (low + top) >>> 1;
    if (signature[(entries[middle]! & rowMask) * width + column]! < high) low = middle + 1;
    else top = middle;
  }
  return low;
}

function endOfHigh(
  entries: Uint32Array,
  rowMask: number,
  signature: Uint32Array,
  width: number,
  column: number,
  start: number,
  end: number,
  high: number,
): number {
  if (signature[(entries[end - 1]! & rowMask) * width + column] === high) return end;
  return firstHighAtLeast(entries, rowMask, signature, width, column, start + 1, end, high + 1);
}
