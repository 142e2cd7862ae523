import { COLUMN_BYTES, COLUMNS, INDEX_BITS, INDEX_ENTRIES, INDEX_STARTS, ROW_BITS, SIGNATURE, WIDTH } from './plan';

/** The run found by the last seekRun: entries [runStart, runEnd) of the column's index. */
export let runStart: u32 = 0;
export let runEnd: u32 = 0;

/** Buckets up to this many bytes are scanned: they hold 8 entries on average. */
const SCANNED: usize = 64;

/**
 * Find the rows that have a token (findRun of fingerprints/print/column-index.ts, both halves known). Here a place is
 * the address of an entry, and an entry has the wanted tag where entry - tag, unsigned, is a row.
 */
export function seekRun(plan: usize, column: u32, high: u32, low: u32): void {
  const at = <usize>load<u32>(plan + COLUMNS) + <usize>column * COLUMN_BYTES;
  const bucket = (high >>> 1) >>> (31 - load<u32>(at + INDEX_BITS));
  const starts = <usize>load<u32>(at + INDEX_STARTS) + (<usize>bucket << 2);
  const entries = <usize>load<u32>(at + INDEX_ENTRIES);
  const rowBits = load<u32>(plan + ROW_BITS);
  const rowMask = ((<u32>1) << rowBits) - 1;
  const tag = low << rowBits;
  const last = entries + (<usize>load<u32>(starts, 4) << 2);
  const start = firstAtLeast(entries + (<usize>load<u32>(starts) << 2), last, tag);
  runStart = runEnd = 0;
  if (start === last || load<u32>(start) - tag > rowMask) return;
  const signature = <usize>load<u32>(plan + SIGNATURE) + (<usize>column << 2);
  const stride = <usize>load<u32>(plan + WIDTH) << 2;
  const end = endOfTag(start, last, tag, rowMask);
  const from = firstHighAtLeast(start, end, rowMask, signature, stride, high);
  if (from === end || highOf(from, rowMask, signature, stride) !== high) return;
  const to = endOfHigh(from, end, rowMask, signature, stride, high);
  runStart = <u32>((from - entries) >>> 2);
  runEnd = <u32>((to - entries) >>> 2);
}

/** First entry of a bucket whose tag is not below one. */
function firstAtLeast(start: usize, last: usize, tag: u32): usize {
  let end = last;
  while (end - start > SCANNED) {
    const middle = start + (((end - start) >>> 3) << 2);
    if (load<u32>(middle) < tag) start = middle + 4;
    else end = middle;
  }
  while (start < end && load<u32>(start) < tag) start += 4;
  return start;
}

/** End of the entries of a tag: mostly the next one, else in strides that double, then by halves. */
function endOfTag(start: usize, last: usize, tag: u32, rowMask: u32): usize {
  let stride: usize = 4;
  let low = start;
  while (low + stride < last && load<u32>(low + stride) - tag <= rowMask) {
    low += stride;
    stride <<= 1;
  }
  let high = min(last, low + stride);
  low += 4;
  while (low < high) {
    const middle = low + (((high - low) >>> 3) << 2);
    if (load<u32>(middle) - tag <= rowMask) low = middle + 4;
    else high = middle;
  }
  return low;
}

function highOf(place: usize, rowMask: u32, signature: usize, stride: usize): u32 {
  return load<u32>(signature + <usize>(load<u32>(place) & rowMask) * stride);
}

/** First of the entries of one tag whose high half is not below one: nearly always the very first. */
function firstHighAtLeast(low: usize, end: usize, rowMask: u32, signature: usize, stride: usize, wanted: u32): usize {
  if (highOf(low, rowMask, signature, stride) >= wanted) return low;
  low += 4;
  while (low < end) {
    const middle = low + (((end - low) >>> 3) << 2);
    if (highOf(middle, rowMask, signature, stride) < wanted) low = middle + 4;
    else end = middle;
  }
  return low;
}

/** End of the entries from `from` on that have its high half: nearly always all of the tag's. */
function endOfHigh(from: usize, end: usize, rowMask: u32, signature: usize, stride: usize, high: u32): usize {
  let low = from + 4;
  if (low === end || highOf(end - 4, rowMask, signature, stride) === high) return end;
  while (low < end) {
    const middle = low + (((end - low) >>> 3) << 2);
    if (highOf(middle, rowMask, signature, stride) <= high) low = middle + 4;
    else end = middle;
  }
  return low;
}
