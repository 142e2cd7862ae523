import { rowsByToken } from './sort-by-token.ts';

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
  const order = rowsByToken(tokens, null);
  const groups: { token: number; count: number }[] = [];
  const sizes = new Map<number, number>();
  let distinct = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && tokens[order[end]!] === tokens[order[start]!]) end++;
    const count = end - start;
    distinct++;
    sizes.set(count, (sizes.get(count) ?? 0) + 1);
    if (count > 1) groups.push({ token: tokens[order[start]!]!, count });
    start = end;
  }
  groups.sort((a, b) => b.count - a.count);
  const kept = groups.slice(0, MAX_ENTRIES).sort((a, b) => a.token - b.token);
  const table = {
    tokens: Uint32Array.from(kept, (group) => group.token),
    counts: Uint32Array.from(kept, (group) => group.count),
  };
  return { table, distinct, sizes, mostLeftOut: groups[MAX_ENTRIES]?.count ?? 1 };
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
