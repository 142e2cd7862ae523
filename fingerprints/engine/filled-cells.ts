import type { RecordBlock } from '../../src/core/record-scanner.ts';
import { BLANK_SIGNS, BLANK_WORDS, isBlank } from '../fields/blank.ts';
import type { Kernel } from './kernel.ts';

// As in assembly/records/count-filled.ts.
const PAIRS_BYTES = 8192;
const WORDS_AT = PAIRS_BYTES;
const MOST_WORDS = 128;

const COLUMNS_AT = WORDS_AT + 4 * MOST_WORDS;
/** Columns that are counted in one row. */
const MOST_COLUMNS = 4096;
const UNSURE_AT = COLUMNS_AT + 4 * MOST_COLUMNS;
/** Cells that are looked at in one go. */
const MOST_CELLS = 16_384;

/** Bytes of kernel memory that a counter keeps for itself. */
export const FILLED_CELLS_ROOM = UNSURE_AT + 4 * MOST_CELLS;

/** Counts the cells of blocks that hold something (see isBlank). */
export interface FilledCells {
  /** Add a block's cells to the counts by column. */
  count(block: RecordBlock, filled: number[]): void;
}

/** Make the counter. `at` is the address of FILLED_CELLS_ROOM bytes, a multiple of 4. */
export function createFilledCells(kernel: Kernel, at: number): FilledCells {
  const words = writeBlanks(kernel, at);
  return {
    count(block, filled) {
      const { width, rowCount } = block;
      for (let column = 0; column < width; column++) filled[column] ??= 0;
      if (width > MOST_COLUMNS) {
        for (let cell = 0; cell < rowCount * width; cell++) countOne(kernel, block, cell, filled);
        return;
      }
      const rowsAtOnce = Math.floor(MOST_CELLS / width);
      for (let row = 0; row < rowCount; row += rowsAtOnce)
        countRows(kernel, at, words, block, row, Math.min(rowsAtOnce, rowCount - row), filled);
    },
  };
}

function countRows(
  kernel: Kernel,
  at: number,
  words: number,
  block: RecordBlock,
  firstRow: number,
  rows: number,
  filled: number[],
): void {
  const { width } = block;
  const firstCell = firstRow * width;
  const counts = new Uint32Array(kernel.memory.buffer, at + COLUMNS_AT, width).fill(0);
  const pairs = block.place.cells.address + 8 * firstCell;
  const asked = kernel.exports.countFilled(at, words, pairs, rows, width, at + COLUMNS_AT, at + UNSURE_AT);
  for (let column = 0; column < width; column++) filled[column]! += counts[column]!;
  const unsure = new Uint32Array(kernel.memory.buffer, at + UNSURE_AT, asked);
  for (const cell of unsure) countOne(kernel, block, firstCell + cell, filled);
}

/** A cell as the reference sees it. */
function countOne(kernel: Kernel, block: RecordBlock, cell: number, filled: number[]): void {
  const pair = new Uint32Array(kernel.memory.buffer, block.place.cells.address + 8 * cell, 2);
  const text = Buffer.from(kernel.memory.buffer, pair[0]!, pair[1]!).toString('utf8');
  if (!isBlank(text)) filled[cell % block.width]!++;
}

/** Write what a cell that holds nothing may begin with. Gives the number of words. */
function writeBlanks(kernel: Kernel, at: number): number {
  const pairs = new Uint8Array(kernel.memory.buffer, at, PAIRS_BYTES).fill(0);
  const mark = (first: number, second: number) => {
    pairs[(first >> 3) | (second << 5)]! |= 1 << (first & 7);
  };
  const markAll = (first: number, from = 0) => {
    for (let second = from; second < 256; second++) mark(first, second);
  };
  for (let first = 0; first < 256; first++) if (first <= 32 || first >= 128) markAll(first);
  for (const sign of BLANK_SIGNS) markAll(sign.charCodeAt(0));
  const starts = new Set(BLANK_WORDS.map((word) => word.slice(0, 4)));
  for (const start of starts) {
    mark(start.charCodeAt(0), start.charCodeAt(1));
    markAll(start.charCodeAt(0), 128);
  }
  const words = new Uint32Array(kernel.memory.buffer, at + WORDS_AT, starts.size);
  words.set([...starts].map((start) => Buffer.from(start.padEnd(4, '\0'), 'latin1').readUInt32LE()));
  return starts.size;
}
