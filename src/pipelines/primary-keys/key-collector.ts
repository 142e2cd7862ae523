import type { RecordBlock } from '../../core/record-scanner.ts';
import type { Stretch } from '../../formats/file-format.ts';
import { pairsOf } from '../block-rows.ts';

/** Rows whose keys are sealed together: a block is decrypted whole, and most leaks hit most blocks. */
export const ROWS_A_BLOCK = 1024;
/** Bytes before each key: its length, little-endian. */
export const LENGTH_BYTES = 4;
/** Room of the first block; later ones begin with what the one before needed. */
const FIRST_BYTES = 32 * 1024;

/** Takes the primary keys of a table down while it is read, row by row, in blocks that are sealed later. */
export class KeyCollector {
  readonly #column: number;
  readonly #blocks: Uint8Array[] = [];
  #bytes = new Uint8Array(FIRST_BYTES);
  #used = 0;
  #rows = 0;

  /** @param column 0-based place of the key among the cells of a row */
  constructor(column: number) {
    this.#column = column;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Take the keys of a stretch. @param memory where the cells of blocks stand */
  add(stretch: Stretch, memory: () => Uint8Array): void {
    if (stretch.kind === 'block') this.#addBlock(stretch.block, memory());
    else for (const { cells } of stretch.rows) this.#addText(cells[this.#column] ?? '');
  }

  /** All blocks, the last one maybe short. Nothing is added after. */
  blocks(): readonly Uint8Array[] {
    if (this.#used > 0) this.#cut();
    return this.#blocks;
  }

  #addBlock(block: RecordBlock, memory: Uint8Array): void {
    const { rowCount, width } = block;
    const pairs = pairsOf(memory, block);
    for (let row = 0; row < rowCount; row++) {
      const pair = 2 * (row * width + this.#column);
      const length = this.#column < width ? pairs[pair + 1]! : 0;
      const from = pairs[pair] ?? 0;
      const at = this.#begin(length);
      // Keys are short: a loop is quicker than a view for each.
      for (let byte = 0; byte < length; byte++) this.#bytes[at + byte] = memory[from + byte]!;
      this.#end();
    }
  }

  #addText(key: string): void {
    const bytes = Buffer.from(key, 'utf8');
    const at = this.#begin(bytes.length);
    this.#bytes.set(bytes, at);
    this.#end();
  }

  /** Make room for a key and write its length; gives where the key goes. */
  #begin(length: number): number {
    const at = this.#used + LENGTH_BYTES;
    if (at + length > this.#bytes.length) this.#grow(at + length);
    for (let byte = 0; byte < LENGTH_BYTES; byte++)
      this.#bytes[this.#used + byte] = (length >>> (8 * byte)) & 0xff;
    this.#used = at + length;
    return at;
  }

  #end(): void {
    if (++this.#rows % ROWS_A_BLOCK === 0) this.#cut();
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
  }

  #cut(): void {
    this.#blocks.push(this.#bytes.slice(0, this.#used));
    this.#used = 0;
  }
}

/** The same stretches; their keys are taken on the way, while their cells stand. */
export async function* collecting(
  stretches: AsyncIterable<Stretch>,
  collector: KeyCollector,
  memory: () => Uint8Array,
): AsyncGenerator<Stretch> {
  for await (const stretch of stretches) {
    collector.add(stretch, memory);
    yield stretch;
  }
}
