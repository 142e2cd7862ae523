import { type ColumnIndex, findRun, type Run, rowMaskOf } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import type { Comparison } from './comparison.ts';
import type { RowTokens } from './evidence.ts';

/** Rows of a run this short are candidates for that alone; of longer ones, those that share a second value. */
const SHORT_RUN = 64;
/** Longest run that is intersected with another. */
const LONGEST_RUN = 50_000;
/** Most runs that are intersected pair by pair. */
const INTERSECTED_RUNS = 6;
/**
 * Rows that other people are expected to bring from all intersections together. The pairs with fewest come first, and
 * the first is always taken.
 * Two dates of one visit share hundreds of rows in a table of 1,000,000; such pairs took most of the time of a check
 * and the places of telling ones.
 */
const MOST_CHANCE_ROWS = 48;
/** Most candidates of a row at first, and when nothing decided; the rarest values come first. */
const FIRST_CANDIDATES = 32;
const MAX_CANDIDATES = 512;

/** Finds rows of a print that may be the same as a given row. Allocates nothing for a row but its runs. */
export interface CandidateFinder {
  /** Set the row that is looked up from now on. */
  take(row: RowTokens): void;
  /** Rows that share a rare value. Overwritten by the next call. */
  byRareValue(): Uint32Array;
  /** Those of byRareValue, more of the same, and rows that share two common values (family and given name). */
  byCommonValues(): Uint32Array;
}

interface FoundRun extends Run {
  readonly entries: ColumnIndex['entries'];
  readonly rowMask: number;
  readonly column: number;
}

/** Make the finder of one print. Every identifying column that the row has is a way in. */
export function createCandidateFinder(print: Print, comparisons: readonly Comparison[]): CandidateFinder {
  const indexed = comparisons.filter((comparison) => print.indexes[comparison.column]);
  const found = foundRowsOf(print);
  let runs: FoundRun[] = [];
  return {
    take(row) {
      found.clear();
      runs = [];
      for (const { column, slot, alternates } of indexed) {
        addRuns(runs, print, column, row, slot);
        for (const alternate of alternates) addRuns(runs, print, column, row, alternate);
      }
      runs.sort(shortestFirst);
    },
    byRareValue() {
      addShortRuns(found, runs, FIRST_CANDIDATES);
      return found.rows();
    },
    byCommonValues() {
      const common = runs
        .filter((run) => lengthOf(run) > SHORT_RUN && lengthOf(run) <= LONGEST_RUN)
        .slice(0, INTERSECTED_RUNS);
      let chanceRows = 0;
      for (const [at, { shorter, longer, expected }] of tellingPairs(common, print).entries()) {
        chanceRows += expected;
        if (at > 0 && chanceRows > MOST_CHANCE_ROWS) break;
        intersect(found, shorter, longer);
      }
      addShortRuns(found, runs, MAX_CANDIDATES);
      return found.rows();
    },
  };
}

interface RunPair {
  readonly shorter: FoundRun;
  readonly longer: FoundRun;
  /** Rows of other people that are expected to be in both. */
  readonly expected: number;
}

/** Runs of different columns in pairs, those first that fewest other people are expected to share. */
function tellingPairs(runs: readonly FoundRun[], { meta }: Print): RunPair[] {
  const pairs: RunPair[] = [];
  runs.forEach((shorter, at) => {
    for (let i = at + 1; i < runs.length; i++) {
      const longer = runs[i]!;
      if (longer.column === shorter.column) continue;
      const related = meta.relations[shorter.column]![longer.column] ?? 0;
      const share = Math.max(related, lengthOf(longer) / meta.rows);
      pairs.push({ shorter, longer, expected: lengthOf(shorter) * share });
    }
  });
  return pairs.sort((a, b) => a.expected - b.expected);
}

function addShortRuns(found: FoundRows, runs: readonly FoundRun[], most: number): void {
  for (const run of runs) {
    if (lengthOf(run) > SHORT_RUN) return;
    for (let at = run.start; at < run.end; at++) found.add(run.entries[at]! & run.rowMask, most);
  }
}

function lengthOf(run: Run): number {
  return run.end - run.start;
}

function shortestFirst(a: Run, b: Run): number {
  return lengthOf(a) - lengthOf(b);
}

/** Row numbers, each once, in the order found. */
interface FoundRows {
  clear(): void;
  /** Takes a row unless it was found before or there are `most` already. */
  add(row: number, most: number): void;
  rows(): Uint32Array;
}

/** One for all finders of a print, which search one after the other: a suspect may have hundreds of sections. */
const FOUND_ROWS = new WeakMap<Print, FoundRows>();

function foundRowsOf(print: Print): FoundRows {
  const known = FOUND_ROWS.get(print) ?? createFoundRows(print.meta.rows);
  FOUND_ROWS.set(print, known);
  return known;
}

/** A row is known by the number of the search that found it last: clearing costs nothing. */
function createFoundRows(rowCount: number): FoundRows {
  const foundIn = new Uint32Array(rowCount);
  const rows = new Uint32Array(MAX_CANDIDATES);
  let search = 0;
  let count = 0;
  return {
    clear() {
      search = (search + 1) >>> 0;
      count = 0;
    },
    add(row, most) {
      if (count >= most || foundIn[row] === search) return;
      foundIn[row] = search;
      rows[count++] = row;
    },
    rows: () => rows.subarray(0, count),
  };
}

function addRuns(runs: FoundRun[], print: Print, column: number, row: RowTokens, slot: number): void {
  const index = print.indexes[column]!;
  for (const token of row[slot]!) {
    const run = findRun(index, print.signature, print.meta.columns.length, column, token.high, token.low);
    if (run.end > run.start)
      runs.push({
        start: run.start,
        end: run.end,
        entries: index.entries,
        rowMask: rowMaskOf(index),
        column,
      });
  }
}

/** Rows of both runs. Both ascend: the longer one is passed through in strides that double until they overshoot. */
function intersect(found: FoundRows, shorter: FoundRun, longer: FoundRun): void {
  const { rowMask } = longer;
  let from = longer.start;
  for (let at = shorter.start; at < shorter.end; at++) {
    const row = shorter.entries[at]! & rowMask;
    let stride = 1;
    let low = from;
    while (from + stride < longer.end && (longer.entries[from + stride]! & rowMask) < row) {
      low = from + stride;
      stride *= 2;
    }
    let high = Math.min(longer.end, from + stride);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((longer.entries[middle]! & rowMask) < row) low = middle + 1;
      else high = middle;
    }
    if (low === longer.end) return;
    if ((longer.entries[low]! & rowMask) === row) found.add(row, MAX_CANDIDATES);
    from = low;
  }
}
