import { findRun, type Run } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import type { Comparison } from './comparison.ts';
import type { RowTokens } from './evidence.ts';

/** Rows of a run this short are all candidates. */
const SHORT_RUN = 48;
/** Rows of a run this long are candidates when nothing shorter decided. */
const LONG_RUN = 512;
/** Longest run that is intersected with another. */
const LONGEST_RUN = 50_000;
/** Most runs that are intersected pair by pair. */
const INTERSECTED_RUNS = 5;
/** Most candidates of one row. */
const MAX_CANDIDATES = 2_048;

/** Finds rows of a print that may be the same as a given row. */
export interface CandidateFinder {
  /** Rows that share a rare value. */
  byRareValue(row: RowTokens): ReadonlySet<number>;
  /** Rows that share a less rare value, or two common ones (family and given name). */
  byCommonValues(row: RowTokens): ReadonlySet<number>;
}

interface FoundRun extends Run {
  readonly rows: Uint32Array;
  readonly column: number;
}

/** Make the finder of one print. Every identifying column that the row has is a way in. */
export function createCandidateFinder(print: Print, comparisons: readonly Comparison[]): CandidateFinder {
  const indexed = comparisons.filter((comparison) => print.indexes[comparison.column]);
  const runsOf = (row: RowTokens): FoundRun[] => {
    const runs: FoundRun[] = [];
    for (const { column, slot, alternates } of indexed) {
      addRuns(runs, print, column, row, slot);
      for (const alternate of alternates) addRuns(runs, print, column, row, alternate);
    }
    return runs.sort((a, b) => a.end - a.start - (b.end - b.start));
  };
  return {
    byRareValue(row) {
      const found = new Set<number>();
      for (const run of runsOf(row)) if (run.end - run.start <= SHORT_RUN) addAll(found, run);
      return found;
    },
    byCommonValues(row) {
      const found = new Set<number>();
      const runs = runsOf(row).filter((run) => run.end - run.start <= LONGEST_RUN);
      for (const run of runs) if (run.end - run.start <= LONG_RUN) addAll(found, run);
      const common = runs.slice(0, INTERSECTED_RUNS);
      for (let i = 0; i < common.length; i++)
        for (let j = i + 1; j < common.length; j++)
          if (common[i]!.column !== common[j]!.column && common[j]!.end - common[j]!.start > LONG_RUN)
            intersect(found, common[i]!, common[j]!);
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

function addAll(found: Set<number>, run: FoundRun): void {
  for (let at = run.start; at < run.end && found.size < MAX_CANDIDATES; at++) found.add(run.rows[at]!);
}

/** Rows of both runs. Both ascend: the longer one is passed through in strides that double until they overshoot. */
function intersect(found: Set<number>, shorter: FoundRun, longer: FoundRun): void {
  let from = longer.start;
  for (let at = shorter.start; at < shorter.end && found.size < MAX_CANDIDATES; at++) {
    const row = shorter.rows[at]!;
    let stride = 1;
    let low = from;
    while (from + stride < longer.end && longer.rows[from + stride]! < row) {
      low = from + stride;
      stride *= 2;
    }
    let high = Math.min(longer.end, from + stride);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (longer.rows[middle]! < row) low = middle + 1;
      else high = middle;
    }
    if (low === longer.end) return;
    if (longer.rows[low] === row) found.add(row);
    from = low;
  }
}
