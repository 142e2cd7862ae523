import type { CellBlock } from '../../fingerprints/engine/cell-block.ts';
import { type Kernel, READ_PAST } from '../../fingerprints/engine/kernel.ts';

/** Rows of text as a block of cells in the kernel's memory, from a place on; also gives the place behind it. */
export function writeCells(
  kernel: Kernel,
  place: number,
  rows: readonly (readonly string[])[],
): CellBlock & { end: number } {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const bytes = Buffer.from(kernel.memory.buffer);
  const pairs = new Uint32Array(kernel.memory.buffer, place, 2 * rows.length * width);
  let at = place + pairs.byteLength;
  rows.forEach((row, number) => {
    for (let column = 0; column < width; column++) {
      const length = bytes.write(row[column] ?? '', at, 'utf8');
      pairs.set([at, length], 2 * (number * width + column));
      at += length;
    }
  });
  bytes.fill(0x37, at, at + READ_PAST);
  return { cells: place, rows: rows.length, width, end: (at + READ_PAST + 15) & ~15 };
}
