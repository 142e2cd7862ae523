import { KEY_BYTES } from '../keys.ts';
import { fieldNumber, type Kernel, packReading } from './kernel.ts';
import { createReferenceTokeniser, type SlotTokeniser } from './reference-tokeniser.ts';
import { createSlotReader } from './slot.ts';
import { type SlotEntries, storeTokens } from './token-layout.ts';
import type { Tokeniser } from './tokeniser.ts';
import { TokenlessCount } from './tokenless-rows.ts';

/** Places in the kernel's memory that the tokenisers of a thread share. */
export interface TokeniserRooms {
  /** Subkeys of 32 bytes, in the order of FIELD_IDS. */
  readonly keys: number;
  /** See tokeniseColumn in assembly/tokenise.ts, also for the two below. */
  readonly work: number;
  readonly asked: number;
  readonly unread: number;
}

/** Make the tokeniser of a column read whole: the kernel, and the reference for the cells that it asks about. */
export function createColumnTokeniser(
  kernel: Kernel,
  rooms: TokeniserRooms,
  reference: Tokeniser,
  laid: SlotEntries,
): SlotTokeniser {
  const [column] = laid.slot.columns as readonly [number];
  const field = fieldNumber(laid.slot.reading.field);
  const reading = packReading(laid.slot.reading);
  const key = rooms.keys + field * KEY_BYTES;
  const reader = createSlotReader({ ...laid.slot, columns: [0] }, reference);
  const absent = createReferenceTokeniser(reference, laid);
  return (block, text, table) => {
    // The kernel trusts its caller: it would read the next row's cells.
    if (column >= block.width) return absent(block, text, table);
    const { cells, rows, width } = block;
    const { at, entries, words } = table;
    const { work, asked, unread } = rooms;
    // biome-ignore format: the order of assembly/tokenise.ts, line by line
    const askedCount = kernel.exports.tokeniseColumn(
      cells, rows, width, column,
      field, reading, key,
      at, entries, laid.first,
      work, asked, unread,
    );
    const tokenless = new TokenlessCount();
    tokenless.empty = words[work / 4]!;
    for (const row of rowNumbers(words, unread, words[work / 4 + 1]!)) tokenless.add(text(row, column));
    for (const row of rowNumbers(words, asked, askedCount)) {
      const cell = text(row, column);
      const tokens = reader.tokens([cell]);
      if (tokens.length === 0) tokenless.add(cell);
      else storeTokens(table, row, laid, tokens);
    }
    return tokenless;
  };
}

function rowNumbers(words: Uint32Array, from: number, count: number): Uint32Array {
  return words.subarray(from / 4, from / 4 + count);
}
