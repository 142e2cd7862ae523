import { findRun, type Run } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import type { Comparison } from './comparison.ts';
import type { RowTokens } from './evidence.ts';

/** Rows of a run this short are candidates at once. */
const SHORT_RUN = 48;
/** Rows of a run this long are candidates when nothing shorter decided. */
const LONG_RUN = 512;
/** Longest run that is intersected with another. */
const LONGEST_RUN = 50_000;
/** Most runs that are intersected pair by pair. */
const INTERSECTED_RUNS = 4;
/** Most candidates of a row at first, and when nothing decided; the rarest values come first. */
const FIRST_CANDIDATES = 64;
const MAX_CANDIDATES = 768;

/** Finds rows of a print that may be the same as a given row. */
export interface CandidateFinder {
  /** Set the row that is looked up from now on. */
  take(row: RowTokens): void;
  /** Rows that share a rare value. */
  byRareValue(): ReadonlySet<number>;
  /** Rows that share a less rare value, or two common ones (family and given name); those of byRareValue among them. */
  byCommonValues(): ReadonlySet<number>;
}

interface FoundRun extends Run {
  readonly rows: Uint32Array;
  readonly column: number;
}

/** Make the finder of one print. Every identifying column that the row has is a way in. */
export function createCandidateFinder(print: Print, comparisons: readonly Comparison[]): CandidateFinder {
  const indexed = comparisons.filter((comparison) => print.indexes[comparison.column]);
  let runs: FoundRun[] = [];
  return {
    take(row) {
      runs = [];
      for (const { column, slot, alternates } of indexed) {
        addRuns(runs, print, column, row, slot);
        for (const alternate of alternates) addRuns(runs, print, column, row, alternate);
      }
      runs.sort((a, b) => a.end - a.start - (b.end - b.start));
    },
    byRareValue() {
      const found = new Set<number>();
      for (const run of runs) if (run.end - run.start <= SHORT_RUN) addAll(found, run, FIRST_CANDIDATES);
      return found;
    },
    byCommonValues() {
      const found = new Set<number>();
      const usable = runs.filter((run) => run.end - run.start <= LONGEST_RUN);
      const common = usable.slice(0, INTERSECTED_RUNS);
      for (let i = 0; i < common.length; i++)
        for (let j = i + 1; j < common.length; j++)
          if (common[i]!.column !== common[j]!.column && common[j]!.end - common[j]!.start > LONG_RUN)
            intersect(found, common[i]!, common[j]!);
      for (const run of usable) if (run.end - run.start <= LONG_RUN) addAll(found, run, MAX_CANDIDATES);
      return found;
    },
  };
}

function addRuns(runs: FoundRun[], print: Print, column: number, row: RowTokens, slot: number): void {
  const index = print.indexes[column]!;
  for (const token of row[slot]!) {
    const run = findRun(index, token.high, token.low);
    if (run.end > run.start) runs.push({ ...run, rows: index.rows, column });
  }
}

function addAll(found: Set<number>, run: FoundRun, most: number): void {
  for (let at = run.start; at < run.end && found.size < most; at++) found.add(run.rows[at]!);
}

/** Rows of both runs; both ascend, the longer one is halved for each row of the shorter. */
function intersect(found: Set<number>, shorter: FoundRun, longer: FoundRun): void {
  let from = longer.start;
  for (let at = shorter.start; at < shorter.end && found.size < MAX_CANDIDATES; at++) {
    const row = shorter.rows[at]!;
    let low = from;
    let high = longer.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (longer.rows[middle]! < row) low = middle + 1;
      else high = middle;
    }
    if (low < longer.end && longer.rows[low] === row) found.add(row);
    from = low;
  }
}
