import { findByCommonValues, findByRareValue, foundCount } from './candidates';
import {
  CANDIDATE_BYTES, COMPARISON_BYTES, COMPARISONS, COUNT, DISAGREE, LIFT_KIN, LIFT_STRANGER, SIZE_BITS, WEIGHED,
  WORK_BEST, WORK_BEST_BITS, WORK_CANDIDATES, WORK_EARLIER, WORK_FOUND, WORK_OUTCOMES,
} from './plan';
import { firstLook, layLooks, relative, scorePair, stranger } from './score';

const DECIDED_BITS: f64 = 14;
const WEIGHED_AGAIN: u32 = 8;

// A candidate that was weighed.
const ROW: usize = 0;
const STRANGER: usize = 8;
const RELATIVE: usize = 16;
const LIFT: usize = 24;
const LIFT_FOR_KIN: usize = 32;

/** Candidates that were weighed, best first. */
export let weighedCount: u32 = 0;

let plan: usize = 0;
let work: usize = 0;
/** Found rows that had their first look, and how many of them are the best so far, at WORK_BEST. */
let lookedCount: u32 = 0;
let chosenCount: u32 = 0;
/** Candidates of the first round, at WORK_EARLIER, that the second need not weigh again. */
let earlierCount: u32 = 0;

/** The print's row of a candidate. */
export function candidateRow(place: u32): u32 {
  return load<u32>(candidateAt(place), ROW);
}

/** Bits of a candidate against a stranger: for the person, or for a relative of that person. */
export function bitsOfCandidate(place: u32, isForKin: bool): f64 {
  const candidate = candidateAt(place);
  const bits = load<f64>(candidate, STRANGER);
  return isForKin ? bits - load<f64>(candidate, RELATIVE) : bits;
}

/** Most bits that a candidate may have once near agreement counts. */
export function mostBitsOfCandidate(place: u32): f64 {
  const candidate = candidateAt(place);
  const bits = load<f64>(candidate, STRANGER);
  return max<f64>(
    bits + load<f64>(candidate, LIFT),
    bits - load<f64>(candidate, RELATIVE) + load<f64>(candidate, LIFT_FOR_KIN),
  );
}

function candidateAt(place: u32): usize {
  return work + WORK_CANDIDATES + <usize>place * CANDIDATE_BYTES;
}

/** Find and weigh the candidates of the row that was taken, best first, at WORK_CANDIDATES. */
export function weighAll(ofPlan: usize, ofWork: usize): void {
  plan = ofPlan;
  work = ofWork;
  lookedCount = chosenCount = earlierCount = 0;
  findByRareValue();
  const rare = foundCount;
  chooseAndWeigh();
  if (isDecided()) return;
  findByCommonValues();
  if (foundCount === rare) return;
  earlierCount = weighedCount;
  memory.copy(work + WORK_EARLIER, work + WORK_CANDIDATES, <usize>earlierCount * CANDIDATE_BYTES);
  chooseAndWeigh();
  earlierCount = 0;
}

/** The rows that share most at first look, at most WEIGHED; of equals the first found. Then weighs them. */
function chooseAndWeigh(): void {
  weighedCount = 0;
  if (foundCount <= <u32>WEIGHED) {
    for (let i: u32 = 0; i < foundCount; i++) weighOne(load<u32>(work + WORK_FOUND + (<usize>i << 2)));
    return;
  }
  chooseBest();
  for (let i: u32 = 0; i < chosenCount; i++) weighOne(load<u32>(work + WORK_BEST + (<usize>i << 2)));
}

/** Look at the rows found since the last look: the best of them join the best so far. */
function chooseBest(): void {
  const rows = work + WORK_BEST;
  const bits = work + WORK_BEST_BITS;
  let count = chosenCount;
  if (lookedCount === 0) layLooks();
  for (let i = lookedCount; i < foundCount; i++) {
    const row = load<u32>(work + WORK_FOUND + (<usize>i << 2));
    const look = firstLook(row);
    const isFull = count === <u32>WEIGHED;
    if (isFull && look <= load<f64>(bits + (<usize>(WEIGHED - 1) << 3))) continue;
    let place = isFull ? <u32>WEIGHED - 1 : count;
    for (; place > 0 && load<f64>(bits + (<usize>(place - 1) << 3)) < look; place--) {
      store<u32>(rows + (<usize>place << 2), load<u32>(rows + (<usize>(place - 1) << 2)));
      store<f64>(bits + (<usize>place << 3), load<f64>(bits + (<usize>(place - 1) << 3)));
    }
    store<u32>(rows + (<usize>place << 2), row);
    store<f64>(bits + (<usize>place << 3), look);
    if (!isFull) count++;
  }
  chosenCount = count;
  lookedCount = foundCount;
}

/** The candidate as it was weighed in the first round; 0 where it was not. */
function weighedEarlier(row: u32): usize {
  let candidate = work + WORK_EARLIER;
  for (let i: u32 = 0; i < earlierCount; i++, candidate += CANDIDATE_BYTES) {
    if (load<u32>(candidate, ROW) === row) return candidate;
  }
  return 0;
}

function weighOne(row: u32): void {
  assert(weighedCount < <u32>WEIGHED);
  const known = weighedEarlier(row);
  if (known === 0) weighNew(row);
  else {
    insert(
      weighedCount, row, load<f64>(known, STRANGER), load<f64>(known, RELATIVE), load<f64>(known, LIFT),
      load<f64>(known, LIFT_FOR_KIN),
    );
  }
  weighedCount++;
}

function weighNew(row: u32): void {
  scorePair(row);
  const count = load<u32>(plan + COUNT);
  let comparison = <usize>load<u32>(plan + COMPARISONS);
  let lift: f64 = 0;
  let liftForKin: f64 = 0;
  for (let at: u32 = 0; at < count; at++, comparison += COMPARISON_BYTES) {
    if (<i32>load<u8>(work + WORK_OUTCOMES + <usize>at) !== DISAGREE) continue;
    lift += load<f64>(comparison + LIFT_STRANGER);
    liftForKin += load<f64>(comparison + LIFT_KIN);
  }
  insert(weighedCount, row, stranger, relative, lift, liftForKin);
}

/** What candidates are put in order by. */
function rankOf(candidate: usize): f64 {
  return load<f64>(candidate, STRANGER) + min<f64>(0, load<f64>(candidate, RELATIVE));
}

/** Put a candidate in its place among the first `count`: best first, of equals the smaller row. */
function insert(count: u32, row: u32, bits: f64, kin: f64, lift: f64, liftForKin: f64): void {
  const first = work + WORK_CANDIDATES;
  const rank = bits + min<f64>(0, kin);
  let place = first + <usize>count * CANDIDATE_BYTES;
  while (place > first) {
    const before = place - CANDIDATE_BYTES;
    // The difference, as the reference compares: two infinities are equals.
    const behind = rank - rankOf(before);
    if (!(behind > 0 || (!(behind < 0) && row < load<u32>(before, ROW)))) break;
    memory.copy(place, before, CANDIDATE_BYTES);
    place = before;
  }
  store<u32>(place, row, ROW);
  store<f64>(place, bits, STRANGER);
  store<f64>(place, kin, RELATIVE);
  store<f64>(place, lift, LIFT);
  store<f64>(place, liftForKin, LIFT_FOR_KIN);
}

/** Whether the best candidate is beyond doubt. */
export function isDecided(): bool {
  if (weighedCount === 0) return false;
  const best = work + WORK_CANDIDATES;
  return load<f64>(best, STRANGER) - load<f64>(plan + SIZE_BITS) > DECIDED_BITS && load<f64>(best, RELATIVE) > DECIDED_BITS;
}

/** Weigh the best candidates once more, now that near agreement counts. */
export function weighAgain(): void {
  const again = min(WEIGHED_AGAIN, weighedCount);
  const all = weighedCount;
  const first = work + WORK_CANDIDATES;
  const rows = work + WORK_BEST;
  for (let i: u32 = 0; i < again; i++) store<u32>(rows + (<usize>i << 2), candidateRow(i));
  // The others close up; those weighed again find their places among them.
  memory.copy(first, first + <usize>again * CANDIDATE_BYTES, <usize>(all - again) * CANDIDATE_BYTES);
  weighedCount = all - again;
  for (let i: u32 = 0; i < again; i++) weighOne(load<u32>(rows + (<usize>i << 2)));
}
