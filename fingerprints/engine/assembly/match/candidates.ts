import { runEnd, runStart, seekRun } from './find-run';
import {
  ALTERNATE_COUNT, ALTERNATES, COLUMN, COLUMN_BYTES, COLUMNS, COMPARISON_BYTES, COMPARISONS, COUNT, ENTRY, ENTRY_COUNT,
  FOUND_PLACES, INDEX_ENTRIES, MAX_CANDIDATES, MOST_RUNS, NOT_LOOKED_UP, PAIRS, RELATIONS, ROW_BITS, ROWS, RUN_BYTES, WAY_COUNT,
  WAYS, WIDTH, WORK_FOUND, WORK_OWN_RUNS, WORK_PAIRS, WORK_PLACES, WORK_RUNS,
} from './plan';

// The finder of fingerprints/overlap/candidates.ts, step by step.

const SHORT_RUN: u32 = 64;
const LONGEST_RUN: u32 = 50_000;
const INTERSECTED_RUNS: u32 = 6;
const MOST_CHANCE_ROWS: f64 = 48;
const FIRST_CANDIDATES: u32 = 32;

// A run: where its fields stand.
const START: usize = 0;
const END: usize = 4;
const RUN_ENTRIES: usize = 8;
const RUN_COLUMN: usize = 12;
const RUN_AT: usize = 16;

/** Rows found so far; they stand at WORK_FOUND. */
export let foundCount: u32 = 0;

let plan: usize = 0;
let work: usize = 0;
let row: usize = 0;
/** The row of an entry is entry & rowMask. */
let rowMask: u32 = 0;
let runCount: u32 = 0;
let hasRuns: bool = false;
let search: u32 = 0;

/** Set the row that is looked up from now on. */
export function takeWanted(ofPlan: usize, ofWork: usize, tokens: usize): void {
  plan = ofPlan;
  work = ofWork;
  row = tokens;
  rowMask = ((<u32>1) << load<u32>(plan + ROW_BITS)) - 1;
  foundCount = 0;
  hasRuns = false;
  search++;
  const count = load<u32>(plan + COUNT);
  for (let at: u32 = 0; at < count; at++) store<u32>(work + WORK_OWN_RUNS + (<usize>at << 3), NOT_LOOKED_UP);
}

function comparisonAt(at: u32): usize {
  return <usize>load<u32>(plan + COMPARISONS) + <usize>at * COMPARISON_BYTES;
}

/** The run of the comparison's own value, which stands in a single entry, into runStart and runEnd of this thread. */
function seekOwn(at: u32, comparison: usize): void {
  const place = work + WORK_OWN_RUNS + (<usize>at << 3);
  const from = row + (<usize>load<u32>(comparison + ENTRY) << 3);
  const high = load<u32>(from);
  if (high === 0) {
    store<u32>(place, 0);
    store<u32>(place, 0, 4);
    return;
  }
  seekRun(plan, load<u32>(comparison + COLUMN), high, load<u32>(from, 4));
  store<u32>(place, runStart);
  store<u32>(place, runEnd, 4);
}

function rowAt(entries: usize, at: u32): u32 {
  return load<u32>(entries + (<usize>at << 2)) & rowMask;
}

/** The one row that has the value of a way; -1 where none or several have it. */
export function onlyRow(way: u32): i32 {
  const at = load<u32>(<usize>load<u32>(plan + WAYS) + (<usize>way << 2));
  const comparison = comparisonAt(at);
  const column = load<u32>(comparison + COLUMN);
  const places = <usize>load<u32>(<usize>load<u32>(plan + COLUMNS) + <usize>column * COLUMN_BYTES + INDEX_ENTRIES);
  const entries = load<u32>(comparison + ENTRY_COUNT);
  if (entries === 1) {
    const place = work + WORK_OWN_RUNS + (<usize>at << 3);
    if (load<u32>(place) === NOT_LOOKED_UP) seekOwn(at, comparison);
    const start = load<u32>(place);
    return load<u32>(place, 4) - start === 1 ? <i32>rowAt(places, start) : -1;
  }
  let only: i32 = -1;
  const from = row + (<usize>load<u32>(comparison + ENTRY) << 3);
  for (let i: u32 = 0; i < entries; i++) {
    const high = load<u32>(from + (<usize>i << 3));
    if (high === 0) continue;
    seekRun(plan, column, high, load<u32>(from + (<usize>i << 3), 4));
    if (runStart === runEnd) continue;
    if (only >= 0 || runEnd - runStart > 1) return -1;
    only = <i32>rowAt(places, runStart);
  }
  return only;
}

function addRun(start: u32, end: u32, column: u32, at: u32): void {
  if (start === end) return;
  assert(runCount < <u32>MOST_RUNS);
  const places = load<u32>(<usize>load<u32>(plan + COLUMNS) + <usize>column * COLUMN_BYTES + INDEX_ENTRIES);
  // Shortest first; of equals in the order found.
  const length = end - start;
  let place = work + WORK_RUNS + <usize>runCount * RUN_BYTES;
  const first = work + WORK_RUNS;
  while (place > first && load<u32>(place - RUN_BYTES, END) - load<u32>(place - RUN_BYTES, START) > length) {
    memory.copy(place, place - RUN_BYTES, RUN_BYTES);
    place -= RUN_BYTES;
  }
  store<u32>(place, start, START);
  store<u32>(place, end, END);
  store<u32>(place, places, RUN_ENTRIES);
  store<u32>(place, column, RUN_COLUMN);
  store<u32>(place, at, RUN_AT);
  runCount++;
}

function addRunsOf(entry: u32, entries: u32, column: u32, at: u32): void {
  const from = row + (<usize>entry << 3);
  for (let i: u32 = 0; i < entries; i++) {
    const high = load<u32>(from + (<usize>i << 3));
    if (high === 0) continue;
    seekRun(plan, column, high, load<u32>(from + (<usize>i << 3), 4));
    addRun(runStart, runEnd, column, at);
  }
}

function lookUpAll(): void {
  if (hasRuns) return;
  hasRuns = true;
  runCount = 0;
  const ways = <usize>load<u32>(plan + WAYS);
  const wayCount = load<u32>(plan + WAY_COUNT);
  for (let way: u32 = 0; way < wayCount; way++) {
    const at = load<u32>(ways + (<usize>way << 2));
    const comparison = comparisonAt(at);
    const column = load<u32>(comparison + COLUMN);
    const entries = load<u32>(comparison + ENTRY_COUNT);
    if (entries === 1) {
      const place = work + WORK_OWN_RUNS + (<usize>at << 3);
      if (load<u32>(place) === NOT_LOOKED_UP) seekOwn(at, comparison);
      addRun(load<u32>(place), load<u32>(place, 4), column, at);
    } else addRunsOf(load<u32>(comparison + ENTRY), entries, column, at);
    const alternates = <usize>load<u32>(comparison + ALTERNATES);
    const count = load<u32>(comparison + ALTERNATE_COUNT);
    for (let i: u32 = 0; i < count; i++) {
      const alternate = alternates + (<usize>i << 3);
      addRunsOf(load<u32>(alternate), load<u32>(alternate, 4), column, at);
    }
  }
}

/** Takes a row unless it was found before or there are `most` already. */
function addFound(found: u32, most: u32): void {
  if (foundCount >= most) return;
  const places = work + WORK_PLACES;
  let place = (found * 0x9e3779b1) & (<u32>FOUND_PLACES - 1);
  while (load<u32>(places + (<usize>place << 3), 4) === search) {
    if (load<u32>(places + (<usize>place << 3)) === found) return;
    place = (place + 1) & (<u32>FOUND_PLACES - 1);
  }
  assert(foundCount < <u32>MAX_CANDIDATES);
  store<u32>(places + (<usize>place << 3), found);
  store<u32>(places + (<usize>place << 3), search, 4);
  store<u32>(work + WORK_FOUND + (<usize>foundCount << 2), found);
  foundCount++;
}

function addShortRuns(most: u32): void {
  let run = work + WORK_RUNS;
  for (let i: u32 = 0; i < runCount; i++, run += RUN_BYTES) {
    const start = load<u32>(run, START);
    const end = load<u32>(run, END);
    if (end - start > SHORT_RUN || foundCount >= most) return;
    const entries = <usize>load<u32>(run, RUN_ENTRIES);
    for (let at = start; at < end; at++) addFound(rowAt(entries, at), most);
  }
}

/** Find the rows that share a rare value. */
export function findByRareValue(): void {
  lookUpAll();
  addShortRuns(FIRST_CANDIDATES);
}

/** Find more of the same, and rows that share two common values. */
export function findByCommonValues(): void {
  lookUpAll();
  const pairs = tellingPairs();
  let chanceRows: f64 = 0;
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = work + WORK_PAIRS + (<usize>i << 4);
    chanceRows += load<f64>(pair);
    if (i > 0 && chanceRows > MOST_CHANCE_ROWS) break;
    intersect(<usize>load<u32>(pair, 8), <usize>load<u32>(pair, 12));
  }
  addShortRuns(MAX_CANDIDATES);
}

/** Write the pairs of common runs, those first that fewest other people are expected to share. Returns their number. */
function tellingPairs(): u32 {
  let first: u32 = 0;
  while (first < runCount && lengthOf(runAt(first)) <= SHORT_RUN) first++;
  let last = first;
  while (last < runCount && last - first < INTERSECTED_RUNS && lengthOf(runAt(last)) <= LONGEST_RUN) last++;
  let count: u32 = 0;
  for (let a = first; a < last; a++) {
    for (let b = a + 1; b < last; b++) {
      const shorter = runAt(a);
      const longer = runAt(b);
      if (!isLookedFor(shorter, longer)) continue;
      addPair(count++, expectedRows(shorter, longer), shorter, longer);
    }
  }
  return count;
}

function runAt(place: u32): usize {
  return work + WORK_RUNS + <usize>place * RUN_BYTES;
}

function lengthOf(run: usize): u32 {
  return load<u32>(run, END) - load<u32>(run, START);
}

function isLookedFor(shorter: usize, longer: usize): bool {
  if (load<u32>(shorter, RUN_COLUMN) === load<u32>(longer, RUN_COLUMN)) return false;
  const count = load<u32>(plan + COUNT);
  const place = load<u32>(shorter, RUN_AT) * count + load<u32>(longer, RUN_AT);
  return load<u8>(<usize>load<u32>(plan + PAIRS) + <usize>place) !== 0;
}

function expectedRows(shorter: usize, longer: usize): f64 {
  const place = load<u32>(shorter, RUN_COLUMN) * load<u32>(plan + WIDTH) + load<u32>(longer, RUN_COLUMN);
  const related = load<f64>(<usize>load<u32>(plan + RELATIONS) + (<usize>place << 3));
  const share = max<f64>(related, <f64>lengthOf(longer) / <f64>load<u32>(plan + ROWS));
  return <f64>lengthOf(shorter) * share;
}

function addPair(count: u32, expected: f64, shorter: usize, longer: usize): void {
  const first = work + WORK_PAIRS;
  let place = first + (<usize>count << 4);
  while (place > first && load<f64>(place - 16) > expected) {
    memory.copy(place, place - 16, 16);
    place -= 16;
  }
  store<f64>(place, expected);
  store<u32>(place, <u32>shorter, 8);
  store<u32>(place, <u32>longer, 12);
}

/** Rows of both runs. Both ascend, as a run has one tag: the longer one is passed through in strides that double until they overshoot. */
function intersect(shorter: usize, longer: usize): void {
  const entries = <usize>load<u32>(shorter, RUN_ENTRIES);
  const others = <usize>load<u32>(longer, RUN_ENTRIES);
  const end = load<u32>(shorter, END);
  const otherEnd = load<u32>(longer, END);
  let from = load<u32>(longer, START);
  for (let at = load<u32>(shorter, START); at < end; at++) {
    const wanted = rowAt(entries, at);
    let stride: u32 = 1;
    let low = from;
    while (from + stride < otherEnd && rowAt(others, from + stride) < wanted) {
      low = from + stride;
      stride <<= 1;
    }
    let high = min(otherEnd, from + stride);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rowAt(others, middle) < wanted) low = middle + 1;
      else high = middle;
    }
    if (low === otherEnd) return;
    if (rowAt(others, low) === wanted) addFound(wanted, MAX_CANDIDATES);
    from = low;
  }
}
