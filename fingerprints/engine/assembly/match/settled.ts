import { onlyRow } from './candidates';
import { leastRelative, leastStranger, scoreFlawless } from './flawless';
import { SIZE_BITS, WAY_COUNT } from './plan';

const SETTLED_BITS: f64 = 20;
const SETTLING_TRIES: u32 = 3;

/** The row that settled the last one, and its evidence. */
export let settledRow: u32 = 0;
export let settledBits: f64 = 0;
export let settledRelativeBits: f64 = 0;

/** Whether a row that has a value nobody else has differs nowhere, beyond doubt; it is then settledRow. */
export function isSettled(plan: usize, work: usize, tokens: usize): bool {
  const ways = load<u32>(plan + WAY_COUNT);
  const sizeBits = load<f64>(plan + SIZE_BITS);
  let last: i32 = -1;
  let tries: u32 = 0;
  for (let way: u32 = 0; way < ways && tries < SETTLING_TRIES; way++) {
    const row = onlyRow(way);
    if (row < 0 || row === last) continue;
    last = row;
    tries++;
    if (!scoreFlawless(plan, work, tokens, <u32>row)) continue;
    if (leastStranger - sizeBits <= SETTLED_BITS || leastRelative <= SETTLED_BITS) continue;
    settledRow = <u32>row;
    settledBits = leastStranger - sizeBits;
    settledRelativeBits = leastStranger - leastRelative - sizeBits;
    return true;
  }
  return false;
}

