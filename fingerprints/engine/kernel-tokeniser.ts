import { FIELD_IDS } from '../fields/field.ts';
import { KEY_BYTES } from '../keys.ts';
import { type CellBlock, createCellText } from './cell-block.ts';
import { createColumnTokeniser } from './column-tokeniser.ts';
import { createJoinedTokeniser } from './joined-tokeniser.ts';
import type { Kernel } from './kernel.ts';
import { createReferenceTokeniser } from './reference-tokeniser.ts';
import type { Slot } from './slot.ts';
import { layTokens, type TokenLayout } from './token-layout.ts';
import type { SubkeySource, Tokeniser } from './tokeniser.ts';
import type { TokenlessRows } from './tokenless-rows.ts';

/** Turns blocks of cells into tables of tokens, the same tokens as the reference gives. One thread's own. */
export interface KernelTokeniser {
  readonly layout: TokenLayout;
  /**
   * Write the tokens of a block: a table of `block.rows` rows of `layout.entries` entries.
   * @param tokens address of the table, a multiple of TOKEN_BYTES
   * @returns for each slot how many rows have no token
   * @throws {RangeError} more rows than were agreed on
   */
  tokenise(block: CellBlock, tokens: number): readonly TokenlessRows[];
}

/** What a kernel tokeniser is made of. */
export interface KernelTokeniserParts {
  readonly kernel: Kernel;
  readonly keys: SubkeySource;
  /** Of the same keys: reads the cells that the kernel leaves to it. */
  readonly reference: Tokeniser;
  readonly slots: readonly Slot[];
  /** Address, a multiple of 8, of kernelTokeniserRoom() bytes that stay this tokeniser's. */
  readonly place: number;
  readonly mostRows: number;
}

const ROW_NUMBER_BYTES = 4;

/** Bytes of the kernel's memory that the tokeniser of blocks of at most `mostRows` rows needs. */
export function kernelTokeniserRoom(kernel: Kernel, mostRows: number): number {
  return FIELD_IDS.length * KEY_BYTES + kernel.exports.tokeniseWorkRoom() + 2 * ROW_NUMBER_BYTES * mostRows;
}

/** Make the tokeniser of these slots: lays the fields' subkeys into the kernel's memory. */
export function createKernelTokeniser(parts: KernelTokeniserParts): KernelTokeniser {
  const { kernel, reference, place, mostRows } = parts;
  layKeys(parts);
  const work = place + FIELD_IDS.length * KEY_BYTES;
  const asked = work + kernel.exports.tokeniseWorkRoom();
  const rooms = { keys: place, work, asked, unread: asked + ROW_NUMBER_BYTES * mostRows };
  const layout = layTokens(parts.slots);
  const tokenisers = layout.slots.map((laid) => {
    const { kind, columns } = laid.slot;
    if (kind === 'whole') return createColumnTokeniser(kernel, rooms, reference, laid);
    if (kind === 'joined' && columns.length === 2)
      return createJoinedTokeniser(kernel, rooms, reference, laid);
    return createReferenceTokeniser(reference, laid);
  });
  return {
    layout,
    tokenise(block, tokens) {
      if (block.rows > mostRows)
        throw new RangeError(`a block has at most ${mostRows} rows, not ${block.rows}`);
      const table = { at: tokens, entries: layout.entries, words: new Uint32Array(kernel.memory.buffer) };
      const text = createCellText(kernel.memory, block);
      return tokenisers.map((tokenise) => tokenise(block, text, table));
    },
  };
}

function layKeys({ kernel, keys, place }: KernelTokeniserParts): void {
  const bytes = new Uint8Array(kernel.memory.buffer);
  FIELD_IDS.forEach((field, at) => {
    bytes.set(keys.subkey(`token/${field}`), place + at * KEY_BYTES);
  });
}
