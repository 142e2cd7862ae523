import {
  AGREE, COLUMN, COMPARISON_BYTES, COMPARISONS, COUNT, EMPTY, ENTRY, ENTRY_COUNT, FLAGS, IS_HOME, SIGNATURE,
  SURE_BITS, SURE_CONDITIONAL, WIDTH, WORK_AGREED, WORK_OUTCOMES,
} from './plan';

// scoreFlawless of fingerprints/overlap/evidence.ts, step by step.

/** Least evidence of the last pair that differs nowhere. */
export let leastStranger: f64 = 0;
export let leastRelative: f64 = 0;

/** Whether the row and a row of the print differ nowhere; their evidence is then set, as if all values were common. */
export function scoreFlawless(plan: usize, work: usize, row: usize, printRow: u32): bool {
  const count = load<u32>(plan + COUNT);
  const record = <usize>load<u32>(plan + SIGNATURE) + ((<usize>printRow * <usize>load<u32>(plan + WIDTH)) << 2);
  const conditional = <usize>load<u32>(plan + SURE_CONDITIONAL);
  let sure = <usize>load<u32>(plan + SURE_BITS);
  let comparison = <usize>load<u32>(plan + COMPARISONS);
  let agreements: u32 = 0;
  let hasHome = false;
  leastStranger = 0;
  leastRelative = 0;
  for (let at: u32 = 0; at < count; at++, comparison += COMPARISON_BYTES, sure += 16) {
    const token = load<u32>(record + (<usize>load<u32>(comparison + COLUMN) << 2));
    const outcome = outcomeOf(comparison, row, token);
    store<u8>(work + WORK_OUTCOMES + <usize>at, outcome);
    if (outcome === EMPTY) continue;
    if (outcome !== AGREE) return false;
    let own = load<f64>(sure);
    const known = conditional + ((<usize>at * <usize>count) << 3);
    for (let i: u32 = 0; i < agreements; i++) {
      own = min<f64>(own, load<f64>(known + (<usize>load<u32>(work + WORK_AGREED + (<usize>i << 2)) << 3)));
    }
    store<u32>(work + WORK_AGREED + (<usize>agreements << 2), at);
    agreements++;
    leastStranger += own;
    const isHome = (load<u32>(comparison + FLAGS) & IS_HOME) !== 0;
    if (!(isHome && hasHome)) leastRelative += load<f64>(sure, 8);
    if (isHome) hasHome = true;
  }
  return true;
}

/** AGREE, EMPTY, or -1 for anything that needs a second look. */
function outcomeOf(comparison: usize, row: usize, token: u32): i32 {
  if (token === 0) return EMPTY;
  const from = row + (<usize>load<u32>(comparison + ENTRY) << 3);
  const entries = load<u32>(comparison + ENTRY_COUNT);
  let isFilled = false;
  for (let i: u32 = 0; i < entries; i++) {
    const high = load<u32>(from + (<usize>i << 3));
    if (high === token) return AGREE;
    if (high !== 0) isFilled = true;
  }
  return isFilled ? -1 : EMPTY;
}
