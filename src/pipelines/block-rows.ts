import type { RecordBlock } from '../core/record-scanner.ts';

/** Bytes that a row may have with its places; a longer one is decoded at once. */
const SLOT_BYTES = 1_024;

/**
 * Rows that were taken out of blocks and not decoded yet: most rows that are drawn for a sample are soon replaced by
 * others. All of it is one array, because an array for each row would keep the garbage collector busy.
 */
export class BlockRows {
  readonly #bytes: Uint8Array;
  readonly #text: Buffer;

  constructor(places: number) {
    this.#bytes = new Uint8Array(places * SLOT_BYTES);
    this.#text = Buffer.from(this.#bytes.buffer);
  }

  /**
   * Copy a row to a place; the block may then be given back. `row` is 0-based within the block, whose cells' places are
   * `pairs` (see pairsOf). What is given reads the cells, as long as no other row takes the place.
   */
  take(
    place: number,
    memory: Uint8Array,
    pairs: Uint32Array,
    row: number,
    width: number,
  ): () => readonly string[] {
    if (!this.#copy(place * SLOT_BYTES, memory, pairs, 2 * row * width, width)) {
      const cells = decodeRow(memory, pairs, 2 * row * width, width);
      return () => cells;
    }
    return () => this.#decode(place * SLOT_BYTES, width);
  }

  /** The length of each cell in two bytes, then all bytes. False when they find no room. */
  #copy(slot: number, memory: Uint8Array, pairs: Uint32Array, first: number, width: number): boolean {
    const bytes = this.#bytes;
    const end = slot + SLOT_BYTES;
    let put = slot + 2 * width;
    for (let i = 0; i < 2 * width; i += 2) {
      const from = pairs[first + i]!;
      const length = pairs[first + i + 1]!;
      if (put + length > end) return false;
      bytes[slot + i] = length & 0xff;
      bytes[slot + i + 1] = length >> 8;
      for (let byte = 0; byte < length; byte++) bytes[put++] = memory[from + byte]!;
    }
    return true;
  }

  #decode(slot: number, width: number): readonly string[] {
    const cells: string[] = [];
    let from = slot + 2 * width;
    for (let cell = 0; cell < width; cell++) {
      const length = this.#bytes[slot + 2 * cell]! | (this.#bytes[slot + 2 * cell + 1]! << 8);
      cells.push(this.#text.toString('utf8', from, from + length));
      from += length;
    }
    return cells;
  }
}

/** The places of a block's cells: address and length of each, row by row. */
export function pairsOf(memory: Uint8Array, { place, width, rowCount }: RecordBlock): Uint32Array {
  return new Uint32Array(memory.buffer, memory.byteOffset + place.cells.address, 2 * width * rowCount);
}

function decodeRow(memory: Uint8Array, pairs: Uint32Array, first: number, width: number): readonly string[] {
  const text = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
  return Array.from({ length: width }, (_, cell) => {
    const from = pairs[first + 2 * cell]!;
    return text.toString('utf8', from, from + pairs[first + 2 * cell + 1]!);
  });
}
