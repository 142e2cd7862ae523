import { type CellTokens, MAX_TOKENS_PER_SLOT, type Slot } from './slot.ts';

/** Bytes of one entry of a token table: high half, then low half, unsigned 32-bit numbers both. */
export const TOKEN_BYTES = 8;

/** Where the tokens of one slot stand in each row of a token table. */
export interface SlotEntries {
  readonly slot: Slot;
  /** 0-based, counted in entries. */
  readonly first: number;
  readonly count: number;
}

/** How a token table is laid out, row by row. Entries without a token are 0. */
export interface TokenLayout {
  readonly slots: readonly SlotEntries[];
  /** Entries of one row, of TOKEN_BYTES each. */
  readonly entries: number;
}

/** A token table in the kernel's memory. */
export interface TokenTable {
  /** Its address. */
  readonly at: number;
  /** Entries of one row. */
  readonly entries: number;
  /** All of the kernel's memory. */
  readonly words: Uint32Array;
}

/** Lay the slots side by side: one entry for a whole or joined slot, MAX_TOKENS_PER_SLOT for pieces. */
export function layTokens(slots: readonly Slot[]): TokenLayout {
  let entries = 0;
  const laid = slots.map((slot) => {
    const first = entries;
    const count = slot.kind === 'pieces' ? MAX_TOKENS_PER_SLOT : 1;
    entries += count;
    return { slot, first, count };
  });
  return { slots: laid, entries };
}

/** Write a slot's tokens of one row, and 0 where there are fewer than its entries. */
export function storeTokens(table: TokenTable, row: number, laid: SlotEntries, tokens: CellTokens): void {
  const from = (table.at + (row * table.entries + laid.first) * TOKEN_BYTES) / 4;
  for (let at = 0; at < laid.count; at++) {
    table.words[from + 2 * at] = tokens[at]?.high ?? 0;
    table.words[from + 2 * at + 1] = tokens[at]?.low ?? 0;
  }
}
