import type { Skipped } from '../../core/row.ts';

/** Ranges that are spelled out; the rest is only counted, so that the entry stays short whatever the file. */
const MAX_RANGES = 20;

/** Row numbers for one reason, gathered into an entry of the coverage: "rows 12, 40-41 of leak.csv". */
export class RowRanges {
  readonly #ranges: [number, number][] = [];
  #rows = 0;
  #rowsBeyond = 0;

  /** Numbers come in rising order. */
  add(row: number): void {
    this.#rows++;
    const last = this.#ranges.at(-1);
    if (last !== undefined && last[1] === row - 1 && this.#rowsBeyond === 0) last[1] = row;
    else if (this.#ranges.length < MAX_RANGES) this.#ranges.push([row, row]);
    else this.#rowsBeyond++;
  }

  get rows(): number {
    return this.#rows;
  }

  /** The coverage entry, or null when no row was added. */
  toSkipped(reason: string, fileName: string, part = ''): Skipped | null {
    if (this.#rows === 0) return null;
    const spelled = this.#ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
    const more = this.#rowsBeyond > 0 ? ` and ${this.#rowsBeyond} more` : '';
    const noun = this.#rows === 1 ? 'row' : 'rows';
    return { what: `${part}${noun} ${spelled.join(', ')}${more} of ${fileName}`, reason, rows: this.#rows };
  }
}
