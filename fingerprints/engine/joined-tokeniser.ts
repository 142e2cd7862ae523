import { KEY_BYTES } from '../keys.ts';
import type { TokeniserRooms } from './column-tokeniser.ts';
import { fieldNumber, type Kernel, packReading } from './kernel.ts';
import { createReferenceTokeniser, type SlotTokeniser } from './reference-tokeniser.ts';
import { createSlotReader } from './slot.ts';
import { type SlotEntries, storeTokens } from './token-layout.ts';
import type { Tokeniser } from './tokeniser.ts';
import { TokenlessCount } from './tokenless-rows.ts';

/** Make the tokeniser of two columns read as one: the kernel, and the reference for the rows that it asks about. */
export function createJoinedTokeniser(
  kernel: Kernel,
  rooms: TokeniserRooms,
  reference: Tokeniser,
  laid: SlotEntries,
): SlotTokeniser {
  const [first, second] = laid.slot.columns as readonly [number, number];
  const field = fieldNumber(laid.slot.reading.field);
  const reading = packReading(laid.slot.reading);
  const key = rooms.keys + field * KEY_BYTES;
  const reader = createSlotReader({ ...laid.slot, columns: [0, 1] }, reference);
  const absent = createReferenceTokeniser(reference, laid);
  return (block, text, table) => {
    // The kernel trusts its caller: it would read the next row's cells.
    if (Math.max(first, second) >= block.width) return absent(block, text, table);
    const { cells, rows, width } = block;
    const { at, entries, words } = table;
    const { work, asked } = rooms;
    // biome-ignore format: the order of assembly/tokenise-joined.ts, line by line
    const askedCount = kernel.exports.tokeniseJoined(
      cells, rows, width, first, second,
      field, reading, key,
      at, entries, laid.first,
      work, asked,
    );
    const tokenless = new TokenlessCount();
    tokenless.empty = words[work / 4]!;
    for (const row of words.subarray(asked / 4, asked / 4 + askedCount)) {
      const tokens = reader.tokens([text(row, first), text(row, second)]);
      if (tokens.length === 0) tokenless.empty++;
      else storeTokens(table, row, laid, tokens);
    }
    return tokenless;
  };
}
