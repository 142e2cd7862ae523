import {
  COLUMN, COLUMN_BYTES, COLUMNS, COMPARISON_BYTES, COMPARISONS, COUNT, ENTRIES, ENTRY, ENTRY_COUNT, INDEX_BITS,
  INDEX_ENTRIES, INDEX_STARTS, NO_INDEX, ROW_BITS, SIGNATURE, TOUCH_BYTES, TOUCHED_ROWS, WIDTH, WORK_TOUCHED,
  WORK_TOUCHES, WORK_TOUCH_SUM,
} from './plan';

// The print is far larger than a processor's caches, and a look-up waits for memory three times: for the bucket's
// place, its entries, and the row they name. Rows that come next are walked through together beforehand, step by step,
// so that their waits overlap: 4.8 -> 3.0 us a row for a leak of 1,000,000 rows, of which half are a print's. Nothing is
// decided here.

// A touched index: where its fields stand.
const STARTS: usize = 0;
const PLACES: usize = 4;
const SHIFT: usize = 8;
const OFFSET: usize = 12;
const LAST: usize = 16;

/** Bytes of a bucket that are scanned: longer ones are a common value's. */
const SCANNED: usize = 64;

let touches: usize = 0;
let touchesEnd: usize = 0;

/** Set the plan whose rows come next. */
export function takeTouches(plan: usize, work: usize): void {
  const count = load<u32>(plan + COUNT);
  let comparison = <usize>load<u32>(plan + COMPARISONS);
  touches = touchesEnd = work + WORK_TOUCHES;
  for (let at: u32 = 0; at < count; at++, comparison += COMPARISON_BYTES) {
    const column = <usize>load<u32>(plan + COLUMNS) + <usize>load<u32>(comparison + COLUMN) * COLUMN_BYTES;
    const bits = load<u32>(column + INDEX_BITS);
    if (bits === NO_INDEX || load<u32>(comparison + ENTRY_COUNT) !== 1) continue;
    const starts = load<u32>(column + INDEX_STARTS);
    const entries = load<u32>(column + INDEX_ENTRIES);
    const length = load<u32>(<usize>starts + (<usize>4 << bits));
    if (length === 0) continue;
    store<u32>(touchesEnd, starts, STARTS);
    store<u32>(touchesEnd, entries, PLACES);
    store<u32>(touchesEnd, entries + ((length - 1) << 2), LAST);
    store<u32>(touchesEnd, 31 - bits, SHIFT);
    store<u32>(touchesEnd, load<u32>(comparison + ENTRY) << 3, OFFSET);
    touchesEnd += TOUCH_BYTES;
  }
}

/** Bring near what the next rows, at most TOUCHED_ROWS, will be looked up in. */
export function touchAhead(plan: usize, work: usize, tokens: usize, rows: u32): void {
  const stride = <usize>load<u32>(plan + ENTRIES) << 3;
  let place = work + WORK_TOUCHED;
  for (let at: u32 = 0; at < rows; at++) {
    const row = tokens + <usize>at * stride;
    for (let touch = touches; touch < touchesEnd; touch += TOUCH_BYTES, place += 4) {
      const bucket = (load<u32>(row + <usize>load<u32>(touch, OFFSET)) >>> 1) >>> load<u32>(touch, SHIFT);
      const start = load<u32>(<usize>load<u32>(touch, STARTS) + (<usize>bucket << 2));
      // The last buckets may be empty: nothing is read behind the index.
      store<u32>(place, min(load<u32>(touch, PLACES) + (start << 2), load<u32>(touch, LAST)));
    }
  }
  const end = place;
  let sum: u32 = 0;
  for (place = work + WORK_TOUCHED; place < end; place += 4) sum += load<u32>(<usize>load<u32>(place));
  store<u32>(work + WORK_TOUCH_SUM, sum + touchRecords(plan, work, tokens, rows));
}

/** Bring near the rows of the print that have the value of the first index: most rows of a leaked table end there. */
function touchRecords(plan: usize, work: usize, tokens: usize, rows: u32): u32 {
  if (touches === touchesEnd) return 0;
  const stride = <usize>load<u32>(plan + ENTRIES) << 3;
  const rowBits = load<u32>(plan + ROW_BITS);
  const rowMask = ((<u32>1) << rowBits) - 1;
  const recordBytes = <usize>load<u32>(plan + WIDTH) << 2;
  const last = <usize>load<u32>(touches, LAST);
  const step = ((touchesEnd - touches) / TOUCH_BYTES) << 2;
  let place = work + WORK_TOUCHED;
  let sum: u32 = 0;
  for (let at: u32 = 0; at < rows; at++, place += step) {
    const tag = load<u32>(tokens + <usize>at * stride + <usize>load<u32>(touches, OFFSET), 4) << rowBits;
    let entry = <usize>load<u32>(place);
    const end = min(last, entry + SCANNED);
    while (entry < end && load<u32>(entry) < tag) entry += 4;
    const found = load<u32>(entry);
    if (found - tag > rowMask) continue;
    const record = <usize>load<u32>(plan + SIGNATURE) + <usize>(found & rowMask) * recordBytes;
    sum += load<u32>(record) + load<u32>(record + recordBytes - 4);
  }
  return sum;
}
