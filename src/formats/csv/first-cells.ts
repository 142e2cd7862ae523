import type { BlockPlace, RecordScanner, Scan } from '../../core/record-scanner.ts';
import { labelStrength01 } from './header-words.ts';

/** Cells whose answer is kept. */
const MOST_KNOWN = 20_000;

/**
 * Sections without a column of values tell labels by the first cell, whose words have to be looked up: no scanner can.
 * Remembers its answers, because such columns repeat.
 */
export class FirstCells {
  readonly #scanner: RecordScanner;
  readonly #known = new Map<string, boolean>();

  constructor(scanner: RecordScanner) {
    this.#scanner = scanner;
  }

  /** How many of the scanned rows stand before the first that may be labels. */
  rowsBeforeLabels(place: BlockPlace, scan: Scan, width: number): number {
    const memory = this.#scanner.memory();
    const bytes = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
    const pairs = new Uint32Array(
      memory.buffer,
      memory.byteOffset + place.cells.address,
      2 * width * scan.rows,
    );
    for (let row = 0; row < scan.rows; row++) {
      const from = pairs[2 * width * row];
      const length = pairs[2 * width * row + 1];
      if (length > 0 && this.#mayBeLabel(bytes.toString('utf8', from, from + length))) return row;
    }
    return scan.rows;
  }

  #mayBeLabel(cell: string): boolean {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const answer = labelStrength01(cell) > 0;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(cell, answer);
    return answer;
  }
}
