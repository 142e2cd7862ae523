import { findRun } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import { LONGEST_RUN, SHORT_RUN, type ValuePair, type Ways } from './candidates.ts';
import { AGREE, type Comparison, SWAPPED } from './comparison.ts';
import type { RowMatch } from './match-row.ts';
import type { SampleMatcher } from './match-sample.ts';
import { rowsBetween, type Sample } from './sample.ts';
import type { TokenColumn } from './slot-values.ts';

/** Sampled rows that are looked for in every way. */
const LOOKED_FOR = 3_000;
/** Bits over the print's size for a row to teach something: it is probably the person's, or a relative's. */
const PROBABLE_BITS = 3;
/** Fewer such rows teach too little: all ways are kept. With none lost of as many, at most 0.3 % of a suspect's are. */
const ENOUGH_ROWS = 1_000;
/** Ways by which each of them is reached, as far as it can be: two of three may fail. */
const WAYS_A_ROW = 3;
/** Ways by which it must be; the others are not worth a way that they alone would need. */
const LEAST_WAYS = 2;
const WORTHWHILE_SHARE = 0.02;

/** How one row may be reached: by the rare values it shares with its best row, or by two common ones. */
interface RowWays {
  readonly single: readonly number[];
  readonly pairs: readonly ValuePair[];
}

/**
 * Learn from a sample which columns have to be looked up so that no person and no relative is missed who would be found
 * by looking up all: a stranger's row costs as much as there are ways to try. Null where the sample has too few of them.
 */
export function learnWays(
  print: Print,
  comparisons: readonly Comparison[],
  sample: Sample,
  matcher: SampleMatcher,
): Ways | null {
  const matches = matcher({ print, comparisons, ways: null, sample, near: null })(0, LOOKED_FOR);
  const rows = rowsBetween(0, matches.length);
  const lookedUp = comparisons.map(({ slot, alternates }) =>
    [slot, ...alternates].map((place) => sample.column(place, rows)),
  );
  const reached = matches.flatMap((match, row) =>
    match === null || Math.max(match.sameBits, match.relativeBits) < PROBABLE_BITS
      ? []
      : [waysTo(print, comparisons, lookedUp, row, match)],
  );
  if (reached.length < ENOUGH_ROWS) return null;
  const single = chooseWays(
    reached.map((row) => row.single),
    comparisons.map(({ column }) => 1 + print.meta.rows * 2 ** -print.meta.columns[column]!.identifyingBits),
  );
  const pairs = pairsFor(reached.filter((row) => row.single.length < WAYS_A_ROW));
  return { single, pairs };
}

function waysTo(
  print: Print,
  comparisons: readonly Comparison[],
  lookedUp: readonly (readonly TokenColumn[])[],
  row: number,
  { printRow, outcomes }: RowMatch,
): RowWays {
  const single: number[] = [];
  const common: number[] = [];
  for (const [at, { column }] of comparisons.entries()) {
    if (!print.indexes[column] || (outcomes[at] !== AGREE && outcomes[at] !== SWAPPED)) continue;
    const token = print.signature[printRow * print.meta.columns.length + column]!;
    const size = runLength(print, column, token, lowHalfOf(lookedUp[at]!, row, token));
    if (size <= SHORT_RUN) single.push(at);
    else if (size <= LONGEST_RUN) common.push(at);
  }
  return {
    single,
    pairs: common.flatMap((one, i) => common.slice(i + 1).map((other) => [one, other] as const)),
  };
}

/** Low half of a row's first token with this high half; null where it is not known, undefined where there is none. */
function lowHalfOf(columns: readonly TokenColumn[], row: number, wanted: number): number | null | undefined {
  for (const { entries, high, low } of columns)
    for (let at = row * entries; at < (row + 1) * entries; at++)
      if (high[at] === wanted) return low === null ? null : low[at];
  return undefined;
}

function runLength(print: Print, column: number, high: number, low: number | null | undefined): number {
  if (low === undefined) return Number.POSITIVE_INFINITY;
  const run = findRun(print.indexes[column]!, print.signature, print.meta.columns.length, column, high, low);
  return run.end - run.start;
}

/**
 * The cheapest ways, chosen greedily, by which each row is reached often enough.
 * @param costs by way: a look-up, and the rows of strangers that it brings
 */
function chooseWays(rows: readonly (readonly number[])[], costs: readonly number[]): number[] {
  const missing = rows.map((ways) => Math.min(WAYS_A_ROW, ways.length));
  const chosen = new Set<number>();
  for (;;) {
    const best = bestWay(rows, missing, costs, chosen);
    if (best === null) return [...chosen].sort((a, b) => a - b);
    chosen.add(best);
    for (const [at, ways] of rows.entries()) if (ways.includes(best)) missing[at]!--;
  }
}

/** The way that most rows still need for its cost; null where it is not worth it any more. */
function bestWay(
  rows: readonly (readonly number[])[],
  missing: readonly number[],
  costs: readonly number[],
  chosen: ReadonlySet<number>,
): number | null {
  const gains = costs.map(() => 0);
  let hasGain = false;
  const needing = rows.filter((_, at) => missing[at]! > 0).length;
  for (const [at, ways] of rows.entries()) {
    const isUrgent = missing[at]! > WAYS_A_ROW - LEAST_WAYS || ways.length < WAYS_A_ROW;
    if (missing[at]! <= 0 || !(isUrgent || needing > rows.length * WORTHWHILE_SHARE)) continue;
    for (const way of ways) {
      if (chosen.has(way)) continue;
      gains[way]!++;
      hasGain = true;
    }
  }
  if (!hasGain) return null;
  const worth = gains.map((gain, way) => gain / costs[way]!);
  return worth.indexOf(Math.max(...worth));
}

/** All pairs by which a row is reached that rare values hardly lead to. */
function pairsFor(rows: readonly RowWays[]): ValuePair[] {
  const pairs = new Map(rows.flatMap((row) => row.pairs).map((pair) => [pair.join(), pair]));
  return [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d);
}
