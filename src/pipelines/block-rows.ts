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
   * Copy a row to a place; the block may then be given back. `row` is 0-based within the block. What is given reads the
   * cells, as long as no other row takes the place.
   */
  take(place: number, memory: Uint8Array, block: RecordBlock, row: number): () => readonly string[] {
    const { width } = block;
    const at = memory.byteOffset + block.place.cells.address + 8 * width * row;
    const pairs = new Uint32Array(memory.buffer, at, 2 * width);
    if (!this.#copy(place * SLOT_BYTES, memory, pairs)) {
      const cells = decodeAll(memory, pairs);
      return () => cells;
    }
    return () => this.#decode(place * SLOT_BYTES, width);
  }

  /** The length of each cell in two bytes, then all bytes. False when they find no room. */
  #copy(slot: number, memory: Uint8Array, pairs: Uint32Array): boolean {
    const bytes = this.#bytes;
    const end = slot + SLOT_BYTES;
    let put = slot + pairs.length;
    for (let i = 0; i < pairs.length; i += 2) {
      const from = pairs[i]!;
      const length = pairs[i + 1]!;
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

function decodeAll(memory: Uint8Array, pairs: Uint32Array): readonly string[] {
  const text = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
  return Array.from({ length: pairs.length / 2 }, (_, cell) =>
    text.toString('utf8', pairs[2 * cell], pairs[2 * cell]! + pairs[2 * cell + 1]!),
  );
}
