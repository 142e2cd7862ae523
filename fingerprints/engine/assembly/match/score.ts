import { log2 } from './host';
import {
  AGAIN_RELATIVE, AGAIN_STRANGER, AGREE, AGREE_SHARE, ALTERNATE_COUNT, ALTERNATES, COLUMN, COLUMN_BITS, COLUMN_BYTES,
  COLUMNS, COMPARISON_BYTES, COMPARISONS, CONDITIONAL, COUNT, DISAGREE, DISAGREE_RELATIVE, DISAGREE_STRANGER, EMPTY,
  ENTRY, ENTRY_COUNT, FLAGS, IS_HOME, IS_NAME, LOOK_BYTES, MOST_COMPARISONS, NEAR, NEAR_RELATIVE, NEAR_STRANGER, RELATIVE_SHARE,
  SIGNATURE, SINGLE_SHARE, SWAPPED, SWAPPED_SHARE, TELLING, WIDTH, WORK_AGREED, WORK_EARLIER,
  WORK_LOGS, WORK_LOOKS, WORK_OUTCOMES, WORK_SHARES,
} from './plan';
import { valueShare } from './value-share';

// The scorer of fingerprints/overlap/evidence.ts, step by step.

const MOST_BITS: f64 = 40;
const LEAST_SHARE: f64 = 9.094947017729282e-13; // 2^-40
const SWAPPED_TOO: f64 = 0.8;

/** Evidence of the last pair that was scored. */
export let stranger: f64 = 0;
export let relative: f64 = 0;

let plan: usize = 0;
let work: usize = 0;
let row: usize = 0;
/** By comparison u32 address and u32 count of tokens one slip away; 0: near agreement is not looked at. */
let near: usize = 0;
let signature: usize = 0;
/** Bytes of a row of the signature. */
let stride: usize = 0;
/** End of what the first look compares. */
let looksEnd: usize = 0;

/** Set the row that is compared from now on: its tokens, entries of u32 high, low. */
export function takeRow(ofPlan: usize, ofWork: usize, tokens: usize, nearSets: usize): void {
  plan = ofPlan;
  work = ofWork;
  row = tokens;
  near = nearSets;
  const count = load<u32>(plan + COUNT);
  assert(count <= <u32>MOST_COMPARISONS);
  for (let at: u32 = 0; at < count; at++) store<f64>(work + WORK_SHARES + (<usize>at << 3), -1);
  signature = <usize>load<u32>(plan + SIGNATURE);
  stride = <usize>load<u32>(plan + WIDTH) << 2;
}

/** Write what the first look at rows compares: each different token of the telling comparisons, in their order. */
export function layLooks(): void {
  const telling = load<u32>(plan + TELLING);
  let comparison = <usize>load<u32>(plan + COMPARISONS);
  let look = work + WORK_LOOKS;
  for (let at: u32 = 0; at < telling; at++, comparison += COMPARISON_BYTES) {
    const entry = load<u32>(comparison + ENTRY);
    const entries = load<u32>(comparison + ENTRY_COUNT);
    for (let i: u32 = 0; i < entries; i++) {
      const high = load<u32>(row + (<usize>(entry + i) << 3));
      // A comparison counts once, and an empty cell of the print agrees with nothing.
      if (high === 0 || (i > 0 && holds(entry, i, high))) continue;
      assert(look + LOOK_BYTES <= work + WORK_EARLIER);
      store<u32>(look, load<u32>(comparison + COLUMN) << 2);
      store<u32>(look, high, 4);
      store<f64>(look, load<f64>(comparison + COLUMN_BITS), 8);
      look += LOOK_BYTES;
    }
  }
  looksEnd = look;
}

/** Whether one of `count` tokens from `entry` on has this high half. */
function holds(entry: u32, count: u32, high: u32): bool {
  const from = row + (<usize>entry << 3);
  for (let i: u32 = 0; i < count; i++) if (load<u32>(from + (<usize>i << 3)) === high) return true;
  return false;
}

function isFilled(entry: u32, count: u32): bool {
  const from = row + (<usize>entry << 3);
  for (let i: u32 = 0; i < count; i++) if (load<u32>(from + (<usize>i << 3)) !== 0) return true;
  return false;
}

function sumOfShares(column: u32, entry: u32, count: u32): f64 {
  const from = row + (<usize>entry << 3);
  let share: f64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const high = load<u32>(from + (<usize>i << 3));
    if (high !== 0) share += valueShare(plan, work, column, high, load<u32>(from + (<usize>i << 3), 4));
  }
  return share;
}

function shareOf(at: u32, comparison: usize): f64 {
  const place = work + WORK_SHARES + (<usize>at << 3);
  const known = load<f64>(place);
  if (known >= 0) return known;
  const column = load<u32>(comparison + COLUMN);
  const entry = load<u32>(comparison + ENTRY);
  const entries = load<u32>(comparison + ENTRY_COUNT);
  let share = sumOfShares(column, entry, entries);
  if (load<u32>(comparison + ALTERNATE_COUNT) > 0 && !isFilled(entry, entries)) {
    share = load<f64>(<usize>load<u32>(plan + COLUMNS) + <usize>column * COLUMN_BYTES + SINGLE_SHARE);
  }
  share = min<f64>(1, max<f64>(LEAST_SHARE, share));
  store<f64>(place, share);
  return share;
}

function swappedShare(comparison: usize): f64 {
  const column = load<u32>(comparison + COLUMN);
  const alternates = <usize>load<u32>(comparison + ALTERNATES);
  const count = load<u32>(comparison + ALTERNATE_COUNT);
  let share: f64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const from = row + (<usize>load<u32>(alternates + (<usize>i << 3)) << 3);
    const entries = load<u32>(alternates + (<usize>i << 3), 4);
    for (let j: u32 = 0; j < entries; j++) {
      const high = load<u32>(from + (<usize>j << 3));
      if (high !== 0) share += valueShare(plan, work, column, high, load<u32>(from + (<usize>j << 3), 4));
    }
  }
  return min<f64>(1, max<f64>(LEAST_SHARE, share));
}

function outcomeOf(at: u32, comparison: usize, record: usize): i32 {
  const token = load<u32>(record + (<usize>load<u32>(comparison + COLUMN) << 2));
  if (token === 0) return EMPTY;
  const entry = load<u32>(comparison + ENTRY);
  const entries = load<u32>(comparison + ENTRY_COUNT);
  if (holds(entry, entries, token)) return AGREE;
  const alternates = <usize>load<u32>(comparison + ALTERNATES);
  const count = load<u32>(comparison + ALTERNATE_COUNT);
  for (let i: u32 = 0; i < count; i++) {
    const alternate = alternates + (<usize>i << 3);
    if (holds(load<u32>(alternate), load<u32>(alternate, 4), token)) return SWAPPED;
  }
  if (!isFilled(entry, entries)) return EMPTY;
  return near !== 0 && isNear(at, token) ? NEAR : DISAGREE;
}

function isNear(at: u32, token: u32): bool {
  const set = near + (<usize>at << 3);
  const tokens = <usize>load<u32>(set);
  const count = load<u32>(set, 4);
  for (let i: u32 = 0; i < count; i++) if (load<u32>(tokens + (<usize>i << 2)) === token) return true;
  return false;
}

function bitsOf(pSame: f64, pOther: f64): f64 {
  return min<f64>(MOST_BITS, logOf(pSame / pOther));
}

/** Ratios repeat, as many values stand once: their logarithms are remembered, for the way to the host's is long. */
function logOf(ratio: f64): f64 {
  const key = ~reinterpret<u64>(ratio);
  const place = work + WORK_LOGS + (<usize>((key * 0x9e3779b97f4a7c15) >>> 56) << 4);
  if (load<u64>(place) === key) return load<f64>(place, 8);
  const log = log2(ratio);
  store<u64>(place, key);
  store<f64>(place, log, 8);
  return log;
}

/** Evidence of the taken row and a row of the print, into `stranger` and `relative`; outcomes into the work area. */
export function scorePair(printRow: u32): void {
  const count = load<u32>(plan + COUNT);
  const record = signature + <usize>printRow * stride;
  const conditional = <usize>load<u32>(plan + CONDITIONAL);
  let comparison = <usize>load<u32>(plan + COMPARISONS);
  let agreements: u32 = 0;
  let homeOutcome = EMPTY;
  let hasHomeDisagreed = false;
  let hasNameSwapped = false;
  stranger = 0;
  relative = 0;
  for (let at: u32 = 0; at < count; at++, comparison += COMPARISON_BYTES) {
    const outcome = outcomeOf(at, comparison, record);
    store<u8>(work + WORK_OUTCOMES + <usize>at, outcome);
    if (outcome === EMPTY) continue;
    const flags = load<u32>(comparison + FLAGS);
    const isHome = (flags & IS_HOME) !== 0;
    const followsHome = isHome && homeOutcome === outcome;
    let own: f64;
    let kin: f64;
    if (outcome === AGREE || outcome === SWAPPED) {
      const isName = (flags & IS_NAME) !== 0;
      let pSame: f64;
      let chance: f64;
      if (outcome === AGREE) {
        pSame = load<f64>(comparison + AGREE_SHARE);
        chance = shareOf(at, comparison);
      } else {
        pSame = isName && hasNameSwapped ? SWAPPED_TOO : load<f64>(comparison + SWAPPED_SHARE);
        if (isName) hasNameSwapped = true;
        chance = swappedShare(comparison);
      }
      let pStranger = chance;
      const known = conditional + ((<usize>at * <usize>count) << 3);
      for (let i: u32 = 0; i < agreements; i++) {
        const share = load<f64>(known + (<usize>load<u32>(work + WORK_AGREED + (<usize>i << 2)) << 3));
        if (share > pStranger) pStranger = share;
      }
      own = bitsOf(pSame, pStranger);
      const share = load<f64>(comparison + RELATIVE_SHARE);
      kin = bitsOf(pSame, share * pSame + (1 - share) * chance);
      store<u32>(work + WORK_AGREED + (<usize>agreements << 2), at);
      agreements++;
    } else if (outcome === NEAR) {
      own = load<f64>(comparison + NEAR_STRANGER);
      kin = load<f64>(comparison + NEAR_RELATIVE);
    } else {
      const isAgain = isHome && hasHomeDisagreed;
      own = load<f64>(comparison + (isAgain ? AGAIN_STRANGER : DISAGREE_STRANGER));
      kin = load<f64>(comparison + (isAgain ? AGAIN_RELATIVE : DISAGREE_RELATIVE));
      if (isHome) hasHomeDisagreed = true;
    }
    if (isHome && homeOutcome === EMPTY) homeOutcome = outcome;
    stranger += own;
    if (!followsHome) relative += kin;
  }
}

/** Bits of the telling columns that agree, each as if alone. No branch: whether two rows agree cannot be foretold. */
export function firstLook(printRow: u32): f64 {
  const record = signature + <usize>printRow * stride;
  let sum: f64 = 0;
  for (let look = work + WORK_LOOKS; look < looksEnd; look += LOOK_BYTES) {
    const isSame = load<u32>(record + <usize>load<u32>(look)) === load<u32>(look, 4);
    sum += select<f64>(load<f64>(look, 8), 0, isSame);
  }
  return sum;
}
