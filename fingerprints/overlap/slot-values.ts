import { seekRun } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';

/** Tokens of one slot of a sample: `entries` a row, row by row; those without token are 0. */
export interface TokenColumn {
  readonly entries: number;
  readonly high: Uint32Array;
  /** Null where only high halves are known. */
  readonly low: Uint32Array | null;
}

/** The different values of a slot's first rows: hundreds of rows may hold the same one, which is looked up once a print. */
export interface SlotValues {
  /** Rows that were looked at. */
  readonly rows: number;
  /** Tokens by value. */
  readonly high: Uint32Array;
  readonly low: Uint32Array | null;
  /** By row that has any: its values are those from `starts[row]` to `starts[row + 1]` of `values`. */
  readonly starts: readonly number[];
  readonly values: readonly number[];
}

/** Gather the different values of a column's first rows. */
export function gatherValues({ entries, high, low }: TokenColumn, rows: number): SlotValues {
  const numbering = createNumbering(rows * entries);
  const starts = [0];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let at = row * entries; at < (row + 1) * entries && high[at] !== 0; at++)
      values.push(numbering.number(high[at]!, low === null ? 0 : low[at]!));
    if (values.length > starts[starts.length - 1]!) starts.push(values.length);
  }
  const different = numbering.tokens();
  return { rows, starts, values, high: different.high, low: low === null ? null : different.low };
}

/** Share of a slot's filled cells whose value occurs in the column; 0 where hardly any is filled. */
export function occurrenceRate(
  print: Print,
  column: number,
  { rows, starts, values, high, low }: SlotValues,
): number {
  const filled = starts.length - 1;
  if (filled < rows / 200) return 0;
  const index = print.indexes[column]!;
  const width = print.meta.columns.length;
  const run = { start: 0, end: 0 };
  const occurs = new Uint8Array(high.length);
  for (let value = 0; value < high.length; value++) {
    seekRun(index, print.signature, width, column, high[value]!, low === null ? null : low[value]!, run);
    occurs[value] = run.end > run.start ? 1 : 0;
  }
  let found = 0;
  for (let row = 0; row < filled; row++) {
    let at = starts[row]!;
    while (at < starts[row + 1]! && occurs[values[at]!] === 0) at++;
    if (at < starts[row + 1]!) found++;
  }
  return found / Math.max(1, filled);
}

/** Numbers tokens from 0 on, equal ones alike. */
interface Numbering {
  number(high: number, low: number): number;
  tokens(): { readonly high: Uint32Array; readonly low: Uint32Array };
}

/** Make the numbering of at most so many tokens. */
function createNumbering(most: number): Numbering {
  const mask = 2 ** Math.ceil(Math.log2(2 * most + 2)) - 1;
  /** Number + 1 by place; 0 is free. A token is as random as its hash would be. */
  const places = new Uint32Array(mask + 1);
  const high = new Uint32Array(most);
  const low = new Uint32Array(most);
  let count = 0;
  return {
    number(ofHigh, ofLow) {
      let place = ofHigh & mask;
      for (; places[place] !== 0; place = (place + 1) & mask) {
        const known = places[place]! - 1;
        if (high[known] === ofHigh && low[known] === ofLow) return known;
      }
      high[count] = ofHigh;
      low[count] = ofLow;
      places[place] = ++count;
      return count - 1;
    },
    tokens: () => ({ high: high.slice(0, count), low: low.slice(0, count) }),
  };
}
