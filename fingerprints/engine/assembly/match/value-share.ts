import { runEnd, runStart, seekRun } from './find-run';
import {
  COLUMN_BYTES, COLUMNS, FILLED, FREQUENCY_COUNTS, FREQUENCY_LENGTH, FREQUENCY_TOKENS, HOME_COLUMNS, HOME_COUNT,
  INDEX_BITS, INDEX_ENTRIES, NO_INDEX, PERSONS_PER_ROW, REPEATS, ROW_BITS, SHARE_BYTES,
  SHARE_PLACE_BITS, SIGNATURE, SINGLE_SHARE, WIDTH, WORK_KNOWN_SHARES,
} from './plan';

/** Longest run whose rows are looked at one by one. */
const SHORT_RUN: u32 = 24;

/**
 * P(a stranger has this value of a column): fingerprints/overlap/value-share.ts. Shares of common values are remembered
 * in the work area: to count their rows again takes a walk through the print.
 */
export function valueShare(plan: usize, work: usize, column: u32, high: u32, low: u32): f64 {
  const at = <usize>load<u32>(plan + COLUMNS) + <usize>column * COLUMN_BYTES;
  if (load<u32>(at + REPEATS) === 0) return countedShare(plan, at, column, high, low);
  const hash = ((high ^ <u32>at) * 0x9e3779b1) >>> (32 - SHARE_PLACE_BITS);
  const place = work + WORK_KNOWN_SHARES + <usize>hash * SHARE_BYTES;
  if (load<u32>(place) === high && load<u32>(place, 4) === low && load<u32>(place, 8) === <u32>at) {
    return load<f64>(place, 16);
  }
  const share = countedShare(plan, at, column, high, low);
  store<u32>(place, high);
  store<u32>(place, low, 4);
  store<u32>(place, <u32>at, 8);
  store<f64>(place, share, 16);
  return share;
}

function countedShare(plan: usize, at: usize, column: u32, high: u32, low: u32): f64 {
  const personsPerRow = load<f64>(plan + PERSONS_PER_ROW);
  let count: f64;
  if (load<u32>(at + INDEX_BITS) !== NO_INDEX) {
    seekRun(plan, column, high, low);
    const size = runEnd - runStart;
    if (size > 1 && size <= SHORT_RUN) {
      count = <f64>households(plan, column, <usize>load<u32>(at + INDEX_ENTRIES) + (<usize>runStart << 2), size);
    } else count = <f64>size * personsPerRow;
  } else count = <f64>frequencyOf(at, high) * personsPerRow;
  if (count < 1.5) return load<f64>(at + SINGLE_SHARE);
  return min<f64>(1, count / personsPerRow / load<f64>(at + FILLED));
}

function frequencyOf(at: usize, token: u32): u32 {
  const tokens = <usize>load<u32>(at + FREQUENCY_TOKENS);
  const length = load<u32>(at + FREQUENCY_LENGTH);
  let low: u32 = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<u32>(tokens + (<usize>middle << 2)) < token) low = middle + 1;
    else high = middle;
  }
  if (low === length || load<u32>(tokens + (<usize>low << 2)) !== token) return 1;
  return load<u32>(<usize>load<u32>(at + FREQUENCY_COUNTS) + (<usize>low << 2));
}

/** Rows of a run that live in different homes. */
function households(plan: usize, column: u32, entries: usize, size: u32): u32 {
  const rowMask = ((<u32>1) << load<u32>(plan + ROW_BITS)) - 1;
  let count: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const row = load<u32>(entries + (<usize>i << 2)) & rowMask;
    let isNew = true;
    for (let j: u32 = 0; j < i && isNew; j++) {
      if (isSameHome(plan, column, row, load<u32>(entries + (<usize>j << 2)) & rowMask)) isNew = false;
    }
    if (isNew) count++;
  }
  return count;
}

function isSameHome(plan: usize, column: u32, a: u32, b: u32): bool {
  const stride = <usize>load<u32>(plan + WIDTH) << 2;
  const signature = <usize>load<u32>(plan + SIGNATURE);
  const left = signature + <usize>a * stride;
  const right = signature + <usize>b * stride;
  const homes = <usize>load<u32>(plan + HOME_COLUMNS);
  const count = load<u32>(plan + HOME_COUNT);
  for (let i: u32 = 0; i < count; i++) {
    const other = load<u32>(homes + (<usize>i << 2));
    if (other === column) continue;
    const token = load<u32>(left + (<usize>other << 2));
    if (token !== 0 && token === load<u32>(right + (<usize>other << 2))) return true;
  }
  return false;
}
