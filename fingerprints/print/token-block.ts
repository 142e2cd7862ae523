import type { BuildingColumn } from './building-column.ts';
import { isNewValue } from './building-column.ts';

/** Consecutive rows whose tokens were made elsewhere: by a kernel, on another thread. A few thousand are a good size. */
export interface TokenBlock {
  readonly rows: number;
  /**
   * Row after row and, in a row, in the order of PrintBuilder.slots: the high and the low half of the cell's token.
   * High 0: the cell has none. May be longer than its rows.
   */
  readonly tokens: Uint32Array;
  /** By column: cells that hold something which cannot be read. None in a derived column; all others are empty. */
  readonly unreadable: ArrayLike<number>;
}

/** A value met for the first time in a column that keeps near spellings: its canonical text is wanted. */
export interface NewValue {
  /** Place among PrintBuilder.slots. */
  readonly column: number;
  /** 0-based row of the block that has it. */
  readonly row: number;
  /** High half of its token. */
  readonly token: number;
}

/** Add a block to the columns. Gives the new values by column, then by row. */
export function addBlock(columns: readonly BuildingColumn[], block: TokenBlock): NewValue[] {
  const found: NewValue[] = [];
  columns.forEach((column, at) => {
    const high = column.high.extend(block.rows);
    copyHalves(block.tokens, 2 * at, 2 * columns.length, high);
    const tags = column.tags?.extend(block.rows);
    if (tags !== undefined) copyHalves(block.tokens, 2 * at + 1, 2 * columns.length, tags);
    const unreadable = block.unreadable[at]!;
    column.unreadable += unreadable;
    column.empty += countEmpty(high) - unreadable;
    if (column.spellings !== null) findNewValues(column, at, high, found);
  });
  return found;
}

function copyHalves(tokens: Uint32Array, from: number, stride: number, to: Uint16Array | Uint32Array): void {
  for (let row = 0, at = from; row < to.length; row++, at += stride) to[row] = tokens[at]!;
}

function countEmpty(high: Uint32Array): number {
  let empty = 0;
  for (let row = 0; row < high.length; row++) if (high[row] === 0) empty++;
  return empty;
}

function findNewValues(building: BuildingColumn, column: number, high: Uint32Array, found: NewValue[]): void {
  for (let row = 0; row < high.length; row++) {
    const token = high[row]!;
    if (token !== 0 && isNewValue(building, token)) found.push({ column, row, token });
  }
}
