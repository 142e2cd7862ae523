import { createSizeCounter } from './column-statistics.ts';
import { countTokens, type TokenCounts } from './token-counts.ts';

/** How often the values of a column stand in the print, for columns without index: only those that repeat. */
export interface FrequencyTable {
  /** 32-bit tokens, ascending. */
  readonly tokens: Uint32Array;
  /** Rows with that token, at least 2. */
  readonly counts: Uint32Array;
}

/** Most values a table keeps: the most frequent ones. */
const MAX_ENTRIES = 65_536;

/** What a column without index has: its table, and what the table leaves out. */
export interface CountedFrequencies {
  readonly table: FrequencyTable;
  readonly distinct: number;
  /** sizes.get(k): how many values stand in k rows. Of all values, also those that the table leaves out. */
  readonly sizes: ReadonlyMap<number, number>;
  /** Most rows that a value has which the table does not name; 1 where it names all that repeat. */
  readonly mostLeftOut: number;
}

/** Count the groups of equal values of a column; empty cells (0) are left out. */
export function buildFrequencyTable(tokens: Uint32Array): CountedFrequencies {
  return frequenciesOf(countTokens(tokens, Number.POSITIVE_INFINITY)!);
}

/** The table of values counted already. */
export function frequenciesOf(values: TokenCounts): CountedFrequencies {
  const sizes = sizesOf(values);
  const { named, mostLeftOut } = mostFrequent(values, sizes);
  const counts = new Uint32Array(named.length);
  for (let at = 0; at < named.length; at++) counts[at] = values.countOf(named[at]!);
  return { table: { tokens: named, counts }, distinct: values.distinct, sizes, mostLeftOut };
}

/** sizes.get(k): how many values stand in k rows. */
export function sizesOf({ counts }: TokenCounts): Map<number, number> {
  const sizes = createSizeCounter();
  for (let place = 0; place < counts.length; place++) if (counts[place] !== 0) sizes.add(counts[place]!);
  return sizes.sizes();
}

/** The values that repeat, ascending; where they are too many the most frequent, of equals those of the lowest tokens. */
function mostFrequent(
  { tokens, counts }: TokenCounts,
  sizes: ReadonlyMap<number, number>,
): { named: Uint32Array; mostLeftOut: number } {
  const { size, left, repeated } = leastNamed(sizes);
  const named = new Uint32Array(Math.min(MAX_ENTRIES, repeated));
  const equals = new Uint32Array(sizes.get(size) ?? 0);
  let above = 0;
  let equal = 0;
  for (let place = 0; place < counts.length; place++) {
    if (counts[place]! > size) named[above++] = tokens[place]!;
    else if (counts[place] === size) equals[equal++] = tokens[place]!;
  }
  const room = named.length - above;
  named.set(equals.sort().subarray(0, room), above);
  return { named: named.sort(), mostLeftOut: equals.length > room ? size : left };
}

/** The fewest rows that a named value has, the most that one of fewer rows has, and how many values repeat. */
function leastNamed(sizes: ReadonlyMap<number, number>): { size: number; left: number; repeated: number } {
  const descending = [...sizes.keys()].filter((size) => size > 1).sort((a, b) => b - a);
  let repeated = 0;
  let least = 0;
  for (const size of descending) {
    if (repeated < MAX_ENTRIES) least = size;
    repeated += sizes.get(size)!;
  }
  const left = descending.find((size) => size < least) ?? 1;
  return { size: Math.max(2, least), left, repeated };
}

/** Rows with the token; 1 when the table does not name it. */
export function frequencyOf(table: FrequencyTable, token: number): number {
  let low = 0;
  let high = table.tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.tokens[middle]! < token) low = middle + 1;
    else high = middle;
  }
  return table.tokens[low] === token ? table.counts[low]! : 1;
}
