import { COLUMN_BYTES, COLUMNS, INDEX_BITS, INDEX_ROWS, INDEX_STARTS, INDEX_TAGS, SIGNATURE, WIDTH } from './plan';

/** The run found by the last seekRun: entries [runStart, runEnd) of the column's rows. */
export let runStart: u32 = 0;
export let runEnd: u32 = 0;

const SCANNED: u32 = 16;

/** Find the rows that have a token (findRun of fingerprints/print/column-index.ts, both halves known). */
export function seekRun(plan: usize, column: u32, high: u32, low: u32): void {
  const at = <usize>load<u32>(plan + COLUMNS) + <usize>column * COLUMN_BYTES;
  const bits = load<u32>(at + INDEX_BITS);
  const starts = <usize>load<u32>(at + INDEX_STARTS);
  const tags = <usize>load<u32>(at + INDEX_TAGS);
  const bucket = (high >>> 1) >>> (31 - bits);
  const last = load<u32>(starts + (<usize>bucket << 2), 4);
  const tag = low & 0xffff;
  let start = load<u32>(starts + (<usize>bucket << 2));
  let end = last;
  while (end - start > SCANNED) {
    const middle = (start + end) >>> 1;
    if (<u32>load<u16>(tags + (<usize>middle << 1)) < tag) start = middle + 1;
    else end = middle;
  }
  while (start < end && <u32>load<u16>(tags + (<usize>start << 1)) < tag) start++;
  if (start === last || <u32>load<u16>(tags + (<usize>start << 1)) !== tag) {
    runStart = runEnd = 0;
    return;
  }
  const rows = <usize>load<u32>(at + INDEX_ROWS);
  const signature = <usize>load<u32>(plan + SIGNATURE) + (<usize>column << 2);
  const stride = <usize>load<u32>(plan + WIDTH) << 2;
  const tagEnd = endOfTag(tags, start, last, tag);
  seekHigh(rows, signature, stride, start, tagEnd, high);
}

/** End of the entries of a tag: in strides that double, then by halves. */
function endOfTag(tags: usize, start: u32, last: u32, tag: u32): u32 {
  let stride: u32 = 1;
  let low = start;
  while (low + stride < last && <u32>load<u16>(tags + (<usize>(low + stride) << 1)) === tag) {
    low += stride;
    stride <<= 1;
  }
  let high = min(last, low + stride);
  low++;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (<u32>load<u16>(tags + (<usize>middle << 1)) === tag) low = middle + 1;
    else high = middle;
  }
  return low;
}

function highOf(rows: usize, signature: usize, stride: usize, at: u32): u32 {
  return load<u32>(signature + <usize>load<u32>(rows + (<usize>at << 2)) * stride);
}

/** Of the entries of one tag those of one high half: mostly all. */
function seekHigh(rows: usize, signature: usize, stride: usize, start: u32, end: u32, wanted: u32): void {
  if (highOf(rows, signature, stride, start) === wanted && highOf(rows, signature, stride, end - 1) === wanted) {
    runStart = start;
    runEnd = end;
    return;
  }
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (highOf(rows, signature, stride, middle) < wanted) low = middle + 1;
    else high = middle;
  }
  runStart = low;
  high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (highOf(rows, signature, stride, middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  runEnd = low;
  if (runStart === runEnd) runStart = runEnd = 0;
}
