import type { ColumnReading } from '../fields/field.ts';
import { FIELD_IDS } from '../fields/field.ts';
import { KEY_BYTES } from '../keys.ts';
import { fieldNumber, type Kernel, packReading, READ_PAST } from './kernel.ts';
import { createSlotReader } from './slot.ts';
import type { CellTokeniser, SubkeySource, Tokeniser } from './tokeniser.ts';

/** Cells that the kernel is given at once. */
const CELLS_AT_ONCE = 512;
/** Longest cell, in characters, that it is given: it leaves longer ones to the reference anyway. */
const LONGEST_CELL = 256;
/** UTF-8 takes at most so many bytes for a character of a string. */
const MOST_BYTES_A_CHARACTER = 3;
const TEXT_BYTES = CELLS_AT_ONCE * LONGEST_CELL;

// How the room is laid out: keys, cells (address and length), tokens, row numbers, text, and what the kernel works in.
const CELLS = FIELD_IDS.length * KEY_BYTES;
const TOKENS = CELLS + 8 * CELLS_AT_ONCE;
const ASKED = TOKENS + 8 * CELLS_AT_ONCE;
const UNREAD = ASKED + 4 * CELLS_AT_ONCE;
const TEXT = UNREAD + 4 * CELLS_AT_ONCE;
const WORK = TEXT + TEXT_BYTES + READ_PAST;

/** Bytes of the kernel's memory that createKernelCells needs. */
export function kernelCellsRoom(kernel: Kernel): number {
  return WORK + kernel.exports.tokeniseWorkRoom();
}

/**
 * Make the kernel's way to the tokens of cells that are strings, such as a sample's. One thread's own.
 * @param keys the same as the reference's @param reference reads the cells that the kernel does not handle
 * @param place address, a multiple of 8, of kernelCellsRoom() bytes that stay its own
 */
export function createKernelCells(
  kernel: Kernel,
  keys: SubkeySource,
  reference: Tokeniser,
  place: number,
): CellTokeniser {
  const bytes = Buffer.from(kernel.memory.buffer, place, WORK);
  const words = new Uint32Array(kernel.memory.buffer, place, WORK / 4);
  FIELD_IDS.forEach((field, at) => {
    bytes.set(keys.subkey(`token/${field}`), at * KEY_BYTES);
  });

  const tokenise = (reading: ColumnReading, count: number): Uint32Array => {
    const field = fieldNumber(reading.field);
    // biome-ignore format: the order of assembly/tokenise.ts, line by line
    const asked = kernel.exports.tokeniseColumn(
      place + CELLS, count, 1, 0,
      field, packReading(reading), place + field * KEY_BYTES,
      place + TOKENS, 1, 0,
      place + WORK, place + ASKED, place + UNREAD,
    );
    return words.subarray(ASKED / 4, ASKED / 4 + asked);
  };

  return {
    cellTokens(reading, cells) {
      const high = new Uint32Array(cells.length);
      const low = new Uint32Array(cells.length);
      const reader = createSlotReader({ kind: 'whole', columns: [0], reading }, reference);
      for (let from = 0; from < cells.length; from += CELLS_AT_ONCE) {
        const count = Math.min(CELLS_AT_ONCE, cells.length - from);
        const left = layCells(cells, from, count, bytes, words, place + TEXT);
        const asked = tokenise(reading, count);
        for (let at = 0; at < count; at++) {
          high[from + at] = words[TOKENS / 4 + 2 * at]!;
          low[from + at] = words[TOKENS / 4 + 2 * at + 1]!;
        }
        for (const at of [...left, ...asked]) {
          const [token] = reader.tokens([cells[from + at]!]);
          high[from + at] = token?.high ?? 0;
          low[from + at] = token?.low ?? 0;
        }
      }
      return { high, low };
    },
  };
}

/** Write cells as UTF-8. Returns those that are left to the reference: they stand there as empty. */
function layCells(
  cells: readonly string[],
  from: number,
  count: number,
  bytes: Buffer,
  words: Uint32Array,
  address: number,
): number[] {
  const left: number[] = [];
  let used = 0;
  for (let at = 0; at < count; at++) {
    const cell = cells[from + at]!;
    const length = writeCell(cell, bytes, TEXT + used, TEXT + TEXT_BYTES);
    if (length < 0) left.push(at);
    words[CELLS / 4 + 2 * at] = address + used;
    words[CELLS / 4 + 2 * at + 1] = Math.max(0, length);
    used += Math.max(0, length);
  }
  return left;
}

/** Bytes written; -1 for a cell that has no room, or that UTF-8 may not hold as it is. */
function writeCell(cell: string, bytes: Buffer, from: number, end: number): number {
  if (cell.length > LONGEST_CELL || from + MOST_BYTES_A_CHARACTER * cell.length > end) return -1;
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at);
    if (code > 127) return hasSurrogates(cell) ? -1 : bytes.write(cell, from, 'utf8');
    bytes[from + at] = code;
  }
  return cell.length;
}

/** Half a pair alone would become another sign in UTF-8; whole pairs are rare enough to be left out with them. */
function hasSurrogates(cell: string): boolean {
  return /[\ud800-\udfff]/.test(cell);
}
