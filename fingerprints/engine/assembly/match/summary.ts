import { log2, pow } from './host';
import { PERSONS, SIZE_BITS } from './plan';
import { scorePair } from './score';
import { bitsOfCandidate, candidateRow, isDecided, mostBitsOfCandidate, weighedCount } from './weighed';

const FAINT_BITS: f64 = -6;
const TOGETHER_BITS: f64 = 4;
/** More than rounding may take away or add. */
const ROUNDING_BITS: f64 = 0.001;

/** What the last row came to. */
export let bestRow: u32 = 0;
export let sameBits: f64 = 0;
export let relativeBits: f64 = 0;

/** Whether near agreement could still lift a candidate to where it counts. */
export function mayGainByNear(plan: usize): bool {
  if (isDecided()) return false;
  const sizeBits = load<f64>(plan + SIZE_BITS);
  for (let i: u32 = 0; i < weighedCount; i++) {
    if (mostBitsOfCandidate(i) - sizeBits > FAINT_BITS - TOGETHER_BITS) return true;
  }
  return false;
}

/** Mean likelihood ratios over people, and the best row with its outcomes. Returns whether it is worth remembering. */
export function summarise(plan: usize): bool {
  if (!mayCount(plan)) return false;
  const sizeBits = load<f64>(plan + SIZE_BITS);
  const repeated = repeatedPeople(plan);
  sameBits = bitsOfSum(false, repeated) - sizeBits;
  relativeBits = bitsOfSum(true, repeated) - sizeBits;
  if (sameBits < FAINT_BITS && relativeBits < FAINT_BITS) return false;
  bestRow = candidateRow(0);
  scorePair(bestRow);
  return true;
}

/** Whether all candidates together could be worth remembering: most rows of strangers are not, and sums take longer. */
function mayCount(plan: usize): bool {
  const most = load<f64>(plan + SIZE_BITS) - TOGETHER_BITS + FAINT_BITS - ROUNDING_BITS;
  for (let i: u32 = 0; i < weighedCount; i++) {
    // Not numbers count: they are the sum's to judge.
    if (!(bitsOfCandidate(i, false) < most && bitsOfCandidate(i, true) < most)) return true;
  }
  return false;
}

/** One bit a candidate: whether an earlier one is the same person's. */
function repeatedPeople(plan: usize): u32 {
  const persons = <usize>load<u32>(plan + PERSONS);
  if (persons === 0) return 0;
  let repeated: u32 = 0;
  for (let i: u32 = 1; i < weighedCount; i++) {
    const person = personOf(persons, candidateRow(i));
    for (let j: u32 = 0; j < i; j++) {
      if (personOf(persons, candidateRow(j)) !== person) continue;
      repeated |= (<u32>1) << i;
      break;
    }
  }
  return repeated;
}

function personOf(persons: usize, row: u32): u32 {
  return load<u32>(persons + (<usize>row << 2));
}

/** log2 of the sum of 2^bits over people; the largest is taken out, as 2^1024 is no number any more. */
function bitsOfSum(isForKin: bool, repeated: u32): f64 {
  let largest = -Infinity;
  for (let i: u32 = 0; i < weighedCount; i++) {
    if (((repeated >> i) & 1) !== 0) continue;
    const bits = bitsOfCandidate(i, isForKin);
    if (bits > largest) largest = bits;
  }
  let sum: f64 = 0;
  for (let i: u32 = 0; i < weighedCount; i++) {
    if (((repeated >> i) & 1) === 0) sum += pow(2, bitsOfCandidate(i, isForKin) - largest);
  }
  return largest + log2(sum);
}
