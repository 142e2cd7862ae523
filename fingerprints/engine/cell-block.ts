/** Cells in the kernel's memory: row by row `width` pairs of unsigned 32-bit numbers, address and length in bytes. */
export interface CellBlock {
  /** Address of the first pair, a multiple of 4. Every cell is valid UTF-8 with READ_PAST readable bytes behind it. */
  readonly cells: number;
  readonly rows: number;
  readonly width: number;
}

/** The text of a cell; '' when the row has no such column. */
export type CellText = (row: number, column: number) => string;

/** Make the reader of a block's cells, for what the kernel leaves to the reference. Valid as long as the block is. */
export function createCellText(memory: WebAssembly.Memory, { cells, width }: CellBlock): CellText {
  const words = new Uint32Array(memory.buffer);
  // Not TextDecoder, which refuses shared memory and drops a byte order mark.
  const bytes = Buffer.from(memory.buffer);
  return (row, column) => {
    if (column >= width) return '';
    const pair = cells / 4 + 2 * (row * width + column);
    const from = words[pair]!;
    return bytes.toString('utf8', from, from + words[pair + 1]!);
  };
}
