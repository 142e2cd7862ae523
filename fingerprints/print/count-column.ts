import { buildGroupedIndex, findRun, type GroupedIndex } from './column-index.ts';
import { groupSizes, type Spread, spreadOf } from './column-statistics.ts';
import { type FrequencyTable, frequenciesOf, frequencyOf, sizesOf } from './frequency-table.ts';
import { nearShareOf } from './near-share.ts';
import { agreeingPairs } from './relations.ts';
import { buildSpellingIndex, type SpellingIndex, type SpellingPairs } from './spelling-index.ts';
import { countTokens, type TokenCounts } from './token-counts.ts';

/** The tokens of one column by row. */
export interface ColumnTokens {
  /** High halves; 0 = empty or unreadable. */
  readonly high: Uint32Array;
  /** The last 16 bits of the low halves; null for a column that rows are never looked up by. */
  readonly tags: Uint16Array | null;
  /** Identifying bits from which rows are looked up by the column. */
  readonly leastBits: number;
  /** Near spellings of its values; null where near agreement is not weighed. */
  readonly spellings: SpellingPairs | null;
}

/** What the tokens of one column show by themselves. Arrays and numbers only: it may be made on another thread. */
export interface CountedTokens {
  /** Null where rows are not looked up by the column; then `frequencies` counts. */
  readonly grouped: GroupedIndex | null;
  readonly frequencies: FrequencyTable | null;
  readonly distinct: number;
  readonly spread: Spread;
  /** Pairs of rows that agree: see agreeingPairs. */
  readonly agreeing: Uint32Array;
  readonly spelling: SpellingIndex | null;
  /** See nearShareOf. */
  readonly nearShare: number;
}

/** A column of fewer different values is counted before it is sorted, which may show that it need not be. */
const FEW_VALUES = 4096;

/** Count the values of a column, and index it where they tell people apart. Nothing but its tokens goes in. */
export function countColumn(tokens: ColumnTokens): CountedTokens {
  const { high } = tokens;
  const values = countValues(tokens);
  const spelling = tokens.spellings === null ? null : buildSpellingIndex(tokens.spellings);
  return {
    ...values,
    agreeing: agreeingPairs(high),
    spelling,
    nearShare: nearShareOf(spelling, rowCounter(high, values), filledRows(high)),
  };
}

function filledRows(high: Uint32Array): number {
  let filled = 0;
  for (let row = 0; row < high.length; row++) if (high[row] !== 0) filled++;
  return filled;
}

type CountedValues = Omit<CountedTokens, 'agreeing' | 'spelling' | 'nearShare'>;

function countValues({ high, tags, leastBits }: ColumnTokens): CountedValues {
  const few = countTokens(high, tags === null ? Number.POSITIVE_INFINITY : FEW_VALUES);
  if (few !== null && (tags === null || identifyingBits(few) < leastBits)) return withTable(few);
  const grouped = buildGroupedIndex(high, tags!);
  const spread = spreadOf(groupSizes(grouped, null));
  if (spread.identifyingBits >= leastBits)
    return { grouped, frequencies: null, distinct: spread.distinct, spread };
  return withTable(countTokens(high, Number.POSITIVE_INFINITY)!);
}

function identifyingBits(counts: TokenCounts): number {
  return spreadOf(sizesOf(counts)).identifyingBits;
}

function withTable(counts: TokenCounts): CountedValues {
  const { table, distinct, sizes, mostLeftOut } = frequenciesOf(counts);
  const spread = withLeftOut(spreadOf(sizes), sizes, mostLeftOut);
  return { grouped: null, frequencies: table, distinct, spread };
}

/** A value that a full frequency table does not name may stand in as many rows as those it had no room for. */
function withLeftOut(spread: Spread, sizes: ReadonlyMap<number, number>, mostLeftOut: number): Spread {
  if (mostLeftOut === 1) return spread;
  let filled = 0;
  for (const [size, values] of sizes) filled += size * values;
  return { ...spread, singleShare: Math.max(spread.singleShare, mostLeftOut / filled) };
}

/** Says how many rows have a value of the column, of which the high half is known. */
function rowCounter(high: Uint32Array, { grouped, frequencies }: CountedValues): (token: number) => number {
  if (grouped === null) return (token) => frequencyOf(frequencies!, token);
  return (token) => {
    const run = findRun(grouped.index, high, 1, 0, token, null);
    return run.end - run.start;
  };
}
