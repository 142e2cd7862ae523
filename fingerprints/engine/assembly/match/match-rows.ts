import { findByCommonValues, findByRareValue, foundCount, onlyRow, takeWanted } from './candidates';
import { leastRelative, leastStranger, scoreFlawless } from './flawless';
import { log2, pow } from './host';
import {
  CANDIDATE_BYTES, COMPARISON_BYTES, COMPARISONS, COUNT, DISAGREE, ENTRIES, LIFT_KIN, LIFT_STRANGER, PERSONS,
  SIZE_BITS, TOUCHED_ROWS, WAY_COUNT, WEIGHED, WORK_BEST, WORK_BEST_BITS, WORK_BYTES, WORK_CANDIDATES, WORK_EARLIER,
  WORK_FOUND, WORK_OUTCOMES,
} from './plan';
import { firstLook, layLooks, relative, scorePair, stranger, takeRow } from './score';
import { takeTouches, touchAhead } from './touch-ahead';

// The matcher of fingerprints/overlap/match-row.ts, step by step.

const DECIDED_BITS: f64 = 14;
const SETTLED_BITS: f64 = 20;
const SETTLING_TRIES: u32 = 3;
const FAINT_BITS: f64 = -6;
const TOGETHER_BITS: f64 = 4;
const WEIGHED_AGAIN: u32 = 8;
/** More than rounding may take away or add. */
const ROUNDING_BITS: f64 = 0.001;
/** Bits are kept in 32nds (fingerprints/overlap/verdict-log.ts). */
const BITS_SCALE: f64 = 32;
const LARGEST: f64 = 32_767;
const OUTCOMES_A_WORD: u32 = 8;

// A candidate that was weighed.
const ROW: usize = 0;
const STRANGER: usize = 8;
const RELATIVE: usize = 16;
const LIFT: usize = 24;
const LIFT_FOR_KIN: usize = 32;

let plan: usize = 0;
let work: usize = 0;
let weighedCount: u32 = 0;
/** Found rows that had their first look, and how many of them are the best so far, at WORK_BEST. */
let lookedCount: u32 = 0;
let chosenCount: u32 = 0;
/** Candidates of the first round, at WORK_EARLIER, that the second need not weigh again. */
let earlierCount: u32 = 0;
let bestRow: u32 = 0;
let sameBits: f64 = 0;
let relativeBits: f64 = 0;

/** Bytes of a thread's work area. */
export function matchWorkBytes(): usize {
  return WORK_BYTES;
}

/** 32-bit words of one record, as the verdict log has them. */
function wordsOfRecord(): u32 {
  return 3 + (load<u32>(plan + COUNT) + OUTCOMES_A_WORD - 1) / OUTCOMES_A_WORD;
}

/**
 * Match rows of a suspect against a print.
 * @param ofPlan see plan.ts @param tokens of `rows` rows, ENTRIES entries of u32 high and low each
 * @param firstRow number of the first row @param ofWork matchWorkBytes() bytes of this thread's own, zeroed once
 * @param records room for `rows` records of the verdict log
 * @param undecided room for `rows` u32: places of rows that only near agreement decides; they get no record. 0: near
 *   agreement is not looked at, and all rows are decided
 * @returns records written in its low half, undecided rows in its high half
 */
export function matchRows(
  ofPlan: usize, tokens: usize, rows: u32, firstRow: u32, ofWork: usize, records: usize, undecided: usize,
): u64 {
  plan = ofPlan;
  work = ofWork;
  const stride = <usize>load<u32>(plan + ENTRIES) << 3;
  const recordBytes = <usize>wordsOfRecord() << 2;
  let written: u32 = 0;
  let open: u32 = 0;
  takeTouches(plan, work);
  for (let at: u32 = 0; at < rows; at++) {
    const row = tokens + <usize>at * stride;
    if (at % TOUCHED_ROWS === 0) touchAhead(plan, work, row, min(TOUCHED_ROWS, rows - at));
    takeWanted(plan, work, row);
    takeRow(plan, work, row, 0);
    if (!isSettled(row)) {
      weighAll();
      if (weighedCount === 0) continue;
      if (undecided !== 0 && mayGainByNear()) {
        store<u32>(undecided + (<usize>open << 2), at);
        open++;
        continue;
      }
      if (!summarise()) continue;
    }
    writeRecord(records + <usize>written * recordBytes, firstRow + at);
    written++;
  }
  return (<u64>open << 32) | <u64>written;
}

/**
 * Match one undecided row again, with near agreement.
 * @param near by comparison u32 address and count of the tokens one slip away; 0 for none at all
 * @returns whether a record was written
 */
export function matchNearRow(
  ofPlan: usize, tokens: usize, row: u32, ofWork: usize, near: usize, record: usize,
): bool {
  plan = ofPlan;
  work = ofWork;
  takeWanted(plan, work, tokens);
  takeRow(plan, work, tokens, 0);
  weighAll();
  if (near !== 0) {
    takeRow(plan, work, tokens, near);
    weighAgain();
  }
  if (weighedCount === 0 || !summarise()) return false;
  writeRecord(record, row);
  return true;
}

/** Whether a row that has a value nobody else has differs nowhere, beyond doubt; it is then the best. */
function isSettled(tokens: usize): bool {
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
    bestRow = <u32>row;
    sameBits = leastStranger - sizeBits;
    relativeBits = leastStranger - leastRelative - sizeBits;
    return true;
  }
  return false;
}

/** Weigh the candidates, best first, at WORK_CANDIDATES. */
function weighAll(): void {
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

function candidateRow(place: u32): u32 {
  return load<u32>(work + WORK_CANDIDATES + <usize>place * CANDIDATE_BYTES, ROW);
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

function isDecided(): bool {
  if (weighedCount === 0) return false;
  const best = work + WORK_CANDIDATES;
  return load<f64>(best, STRANGER) - load<f64>(plan + SIZE_BITS) > DECIDED_BITS && load<f64>(best, RELATIVE) > DECIDED_BITS;
}

/** Whether near agreement could still lift a candidate to where it counts. */
function mayGainByNear(): bool {
  if (isDecided()) return false;
  const sizeBits = load<f64>(plan + SIZE_BITS);
  for (let i: u32 = 0; i < weighedCount; i++) {
    const candidate = work + WORK_CANDIDATES + <usize>i * CANDIDATE_BYTES;
    const bits = load<f64>(candidate, STRANGER);
    const most = max<f64>(
      bits + load<f64>(candidate, LIFT),
      bits - load<f64>(candidate, RELATIVE) + load<f64>(candidate, LIFT_FOR_KIN),
    );
    if (most - sizeBits > FAINT_BITS - TOGETHER_BITS) return true;
  }
  return false;
}

/** Weigh the best candidates once more, now that near agreement counts. */
function weighAgain(): void {
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

/** Whether all candidates together could be worth remembering: most rows of strangers are not, and sums take longer. */
function mayCount(): bool {
  const most = load<f64>(plan + SIZE_BITS) - TOGETHER_BITS + FAINT_BITS - ROUNDING_BITS;
  for (let i: u32 = 0; i < weighedCount; i++) {
    // Not numbers count: they are the sum's to judge.
    if (!(bitsOfCandidate(i, false) < most && bitsOfCandidate(i, true) < most)) return true;
  }
  return false;
}

/** Mean likelihood ratios over people, and the best row with its outcomes. Returns whether it is worth remembering. */
function summarise(): bool {
  if (!mayCount()) return false;
  const sizeBits = load<f64>(plan + SIZE_BITS);
  sameBits = bitsOfSum(false) - sizeBits;
  relativeBits = bitsOfSum(true) - sizeBits;
  if (sameBits < FAINT_BITS && relativeBits < FAINT_BITS) return false;
  bestRow = candidateRow(0);
  scorePair(bestRow);
  return true;
}

function personOf(row: u32): u32 {
  const persons = <usize>load<u32>(plan + PERSONS);
  return persons === 0 ? row : load<u32>(persons + (<usize>row << 2));
}

/** Whether an earlier candidate is the same person's. */
function isRepeated(place: u32): bool {
  const person = personOf(candidateRow(place));
  for (let i: u32 = 0; i < place; i++) if (personOf(candidateRow(i)) === person) return true;
  return false;
}

function bitsOfCandidate(place: u32, isForKin: bool): f64 {
  const candidate = work + WORK_CANDIDATES + <usize>place * CANDIDATE_BYTES;
  const bits = load<f64>(candidate, STRANGER);
  return isForKin ? bits - load<f64>(candidate, RELATIVE) : bits;
}

/** log2 of the sum of 2^bits over people; the largest is taken out, as 2^1024 is no number any more. */
function bitsOfSum(isForKin: bool): f64 {
  let largest = -Infinity;
  for (let i: u32 = 0; i < weighedCount; i++) {
    if (isRepeated(i)) continue;
    const bits = bitsOfCandidate(i, isForKin);
    if (bits > largest) largest = bits;
  }
  let sum: f64 = 0;
  for (let i: u32 = 0; i < weighedCount; i++) {
    if (!isRepeated(i)) sum += pow(2, bitsOfCandidate(i, isForKin) - largest);
  }
  return largest + log2(sum);
}

/** A record of the verdict log (createVerdictPacker). */
function writeRecord(record: usize, row: u32): void {
  const most = LARGEST / BITS_SCALE;
  const excess = max<f64>(0, max<f64>(sameBits - most, relativeBits - most));
  store<u32>(record, row);
  store<u32>(record, bestRow, 4);
  store<u32>(record, (<u32>scaled(sameBits - excess) & 0xffff) | (<u32>scaled(relativeBits - excess) << 16), 8);
  const count = load<u32>(plan + COUNT);
  const words = wordsOfRecord();
  for (let word: u32 = 3; word < words; word++) store<u32>(record + (<usize>word << 2), 0);
  for (let at: u32 = 0; at < count; at++) {
    const word = record + (<usize>(3 + at / OUTCOMES_A_WORD) << 2);
    const shift = (at % OUTCOMES_A_WORD) << 2;
    store<u32>(word, load<u32>(word) | (<u32>load<u8>(work + WORK_OUTCOMES + <usize>at) << shift));
  }
}

/** Math.round of the bits in 32nds, within what is kept. */
function scaled(bits: f64): i32 {
  const value = bits * BITS_SCALE;
  const up = ceil<f64>(value);
  const rounded = up - (up - 0.5 > value ? 1 : 0);
  return <i32>max<f64>(-LARGEST, min<f64>(LARGEST, rounded));
}
