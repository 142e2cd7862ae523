import type { CellBlock, CellText } from './cell-block.ts';
import { createSlotReader } from './slot.ts';
import { type SlotEntries, storeTokens, type TokenTable } from './token-layout.ts';
import type { Tokeniser } from './tokeniser.ts';
import { TokenlessCount, type TokenlessRows } from './tokenless-rows.ts';

/** Writes one slot's tokens of a block into the table. */
export type SlotTokeniser = (block: CellBlock, text: CellText, table: TokenTable) => TokenlessRows;

/** Make the tokeniser of a slot that the kernel does not know (pieces, three columns joined): the reference, row by row. */
export function createReferenceTokeniser(reference: Tokeniser, laid: SlotEntries): SlotTokeniser {
  const { slot } = laid;
  // The reader sees the slot's own cells and no others.
  const reader = createSlotReader({ ...slot, columns: slot.columns.map((_, at) => at) }, reference);
  return ({ rows }, text, table) => {
    const tokenless = new TokenlessCount();
    for (let row = 0; row < rows; row++) {
      const cells = slot.columns.map((column) => text(row, column));
      const tokens = reader.tokens(cells);
      storeTokens(table, row, laid, tokens);
      if (tokens.length === 0) tokenless.add(slot.kind === 'joined' ? '' : cells[0]!);
    }
    return tokenless;
  };
}
