import { type ColumnIndex, findRun, type Run, rowMaskOf } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import type { Comparison } from './comparison.ts';
import type { RowTokens } from './evidence.ts';

/** Rows of a run this short are candidates for that alone; of longer ones, those that share a second value. */
export const SHORT_RUN = 64;
/** Longest run that is intersected with another. */
export const LONGEST_RUN = 50_000;
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
  /** Ways in: columns that rows can be looked up by, the most identifying first. */
  readonly ways: number;
  /** The one row that has the value of a way; -1 where none or several have it. */
  onlyRow(way: number): number;
  /** Rows that share a rare value. Overwritten by the next call. */
  byRareValue(): Uint32Array;
  /** Those of byRareValue, more of the same, and rows that share two common values (family and given name). */
  byCommonValues(): Uint32Array;
}

/** Two comparisons, by their places, whose values together lead to rows. */
export type ValuePair = readonly [number, number];

/** Where to look: comparisons, by their places, whose rare values lead to rows, and pairs of which two common ones do. */
export interface Ways {
  readonly single: readonly number[];
  readonly pairs: readonly ValuePair[];
}

/** Places of the comparisons that are looked up, the most identifying first; `ways` null: all that have an index. */
export function lookedUp(print: Print, comparisons: readonly Comparison[], ways: Ways | null): number[] {
  const wanted = ways === null ? null : new Set([...ways.single, ...ways.pairs.flat()]);
  return comparisons.flatMap(({ column }, at) =>
    print.indexes[column] && (wanted === null || wanted.has(at)) ? [at] : [],
  );
}

interface FoundRun extends Run {
  readonly entries: ColumnIndex['entries'];
  readonly rowMask: number;
  readonly column: number;
  /** Place of the comparison. */
  readonly at: number;
}

/**
 * Make the finder of one print.
 * @param ways where to look; null: every identifying column that the row has is a way in
 */
export function createCandidateFinder(
  print: Print,
  comparisons: readonly Comparison[],
  ways: Ways | null,
): CandidateFinder {
  const indexed = lookedUp(print, comparisons, ways);
  const found = foundRowsOf(print);
  const width = print.meta.columns.length;
  const ownRuns: (FoundRun[] | null)[] = comparisons.map(() => null);
  let row: RowTokens = [];
  let runs: FoundRun[] | null = null;

  const runsOfSlot = (at: number, slot: number): FoundRun[] => {
    const { column } = comparisons[at]!;
    return row[slot]!.flatMap((token) => {
      const index = print.indexes[column]!;
      const { start, end } = findRun(index, print.signature, width, column, token.high, token.low);
      return end > start
        ? [{ start, end, entries: index.entries, rowMask: rowMaskOf(index), column, at }]
        : [];
    });
  };
  const ownRunsOf = (at: number): FoundRun[] => {
    ownRuns[at] ??= runsOfSlot(at, comparisons[at]!.slot);
    return ownRuns[at];
  };
  const allRuns = (): FoundRun[] => {
    runs ??= indexed
      .flatMap((at) => [
        ...ownRunsOf(at),
        ...comparisons[at]!.alternates.flatMap((slot) => runsOfSlot(at, slot)),
      ])
      .sort(shortestFirst);
    return runs;
  };

  return {
    ways: indexed.length,
    take(taken) {
      row = taken;
      runs = null;
      ownRuns.fill(null);
      found.clear();
    },
    onlyRow(way) {
      const [run, ...others] = ownRunsOf(indexed[way]!);
      return run !== undefined && others.length === 0 && lengthOf(run) === 1 ? rowAt(run, run.start) : -1;
    },
    byRareValue() {
      addShortRuns(found, allRuns(), FIRST_CANDIDATES);
      return found.rows();
    },
    byCommonValues() {
      const common = allRuns()
        .filter((run) => lengthOf(run) > SHORT_RUN && lengthOf(run) <= LONGEST_RUN)
        .slice(0, INTERSECTED_RUNS);
      let chanceRows = 0;
      for (const [at, { shorter, longer, expected }] of tellingPairs(
        common,
        ways?.pairs ?? null,
        print,
      ).entries()) {
        chanceRows += expected;
        if (at > 0 && chanceRows > MOST_CHANCE_ROWS) break;
        intersect(found, shorter, longer);
      }
      addShortRuns(found, allRuns(), MAX_CANDIDATES);
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
function tellingPairs(
  runs: readonly FoundRun[],
  allowed: readonly ValuePair[] | null,
  { meta }: Print,
): RunPair[] {
  const pairs: RunPair[] = [];
  runs.forEach((shorter, at) => {
    for (let i = at + 1; i < runs.length; i++) {
      const longer = runs[i]!;
      if (longer.column === shorter.column || !isAllowed(allowed, shorter.at, longer.at)) continue;
      const related = meta.relations[shorter.column]![longer.column] ?? 0;
      const share = Math.max(related, lengthOf(longer) / meta.rows);
      pairs.push({ shorter, longer, expected: lengthOf(shorter) * share });
    }
  });
  return pairs.sort((a, b) => a.expected - b.expected);
}

function isAllowed(allowed: readonly ValuePair[] | null, a: number, b: number): boolean {
  return (
    allowed === null ||
    allowed.some(([one, other]) => (one === a && other === b) || (one === b && other === a))
  );
}

function addShortRuns(found: FoundRows, runs: readonly FoundRun[], most: number): void {
  for (const run of runs) {
    if (lengthOf(run) > SHORT_RUN) return;
    for (let at = run.start; at < run.end; at++) found.add(rowAt(run, at), most);
  }
}

function rowAt({ entries, rowMask }: FoundRun, at: number): number {
  return entries[at]! & rowMask;
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

/** Rows of both runs. Both ascend, as a run has one tag: the longer is passed through in strides that double. */
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
