import type { RecordBlock } from '../../src/core/record-scanner.ts';
import { BLANK_SIGNS, BLANK_WORDS, isBlank } from '../fields/blank.ts';
import type { Kernel } from './kernel.ts';

// As in assembly/records/count-filled.ts.
const PAIRS_BYTES = 8192;
const THIRDS_AT = PAIRS_BYTES;
const WORDS_AT = 2 * PAIRS_BYTES;
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
  const starts = [...new Set(BLANK_WORDS.map((word) => word.slice(0, 4)))];
  const first = new PairBits(new Uint8Array(kernel.memory.buffer, at, PAIRS_BYTES));
  const third = new PairBits(new Uint8Array(kernel.memory.buffer, at + THIRDS_AT, PAIRS_BYTES));
  for (let byte = 0; byte < 256; byte++) {
    if (byte > 32 && byte < 128) continue;
    first.markBefore(byte);
    third.markBefore(byte);
    third.markBehind(byte);
    if (byte >= 128) for (const start of starts) first.mark(start.charCodeAt(0), byte);
  }
  for (const sign of BLANK_SIGNS) first.markBefore(sign.charCodeAt(0));
  for (const start of starts) {
    first.mark(start.charCodeAt(0), start.charCodeAt(1));
    if (start.length > 3) third.mark(start.charCodeAt(2), start.charCodeAt(3));
  }
  const words = new Uint32Array(kernel.memory.buffer, at + WORDS_AT, starts.length);
  words.set(starts.map((start) => Buffer.from(start.padEnd(4, '\0'), 'latin1').readUInt32LE()));
  return starts.length;
}

/** A bit for each pair of bytes. */
class PairBits {
  readonly #bits: Uint8Array;

  constructor(bits: Uint8Array) {
    this.#bits = bits.fill(0);
  }

  mark(first: number, second: number): void {
    this.#bits[(first >> 3) | (second << 5)]! |= 1 << (first & 7);
  }

  /** All pairs that begin with a byte. */
  markBefore(first: number): void {
    for (let second = 0; second < 256; second++) this.mark(first, second);
  }

  /** All pairs that end with a byte. */
  markBehind(second: number): void {
    for (let first = 0; first < 256; first++) this.mark(first, second);
  }
}
