import { rowsByToken } from './sort-by-token.ts';

/** How often the values of a column stand in the print, for columns without index: only those that repeat. */
export interface FrequencyTable {
  /** 32-bit tokens, ascending. */
  readonly tokens: Uint32Array;
  /** Rows with that token, at least 2. */
  readonly counts: Uint32Array;
}

/** Most values a table keeps; the rarest of a longer list count as standing once (they nearly do). */
const MAX_ENTRIES = 65_536;

/** Sizes of the groups of equal values of a column, biggest first kept. */
export function buildFrequencyTable(tokens: Uint32Array): { table: FrequencyTable; distinct: number } {
  const order = rowsByToken(tokens, null);
  const groups: { token: number; count: number }[] = [];
  let distinct = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && tokens[order[end]!] === tokens[order[start]!]) end++;
    distinct++;
    if (end - start > 1) groups.push({ token: tokens[order[start]!]!, count: end - start });
    start = end;
  }
  const kept = groups
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_ENTRIES)
    .sort((a, b) => a.token - b.token);
  return {
    table: {
      tokens: Uint32Array.from(kept, (group) => group.token),
      counts: Uint32Array.from(kept, (group) => group.count),
    },
    distinct,
  };
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
