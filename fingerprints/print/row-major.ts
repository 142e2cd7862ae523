/** Rows that are laid out before the next stretch: each column's part of it stays in the cache. */
const STRETCH = 512;

/** Columns of the same length as one array, row after row. `rows` is that length; it may be 0. */
export function rowMajor(columns: readonly Uint32Array[], rows: number): Uint32Array {
  const width = columns.length;
  const laidOut = new Uint32Array(rows * width);
  for (let from = 0; from < rows; from += STRETCH) {
    const to = Math.min(rows, from + STRETCH);
    for (let at = 0; at < width; at++) {
      const column = columns[at]!;
      for (let row = from; row < to; row++) laidOut[row * width + at] = column[row]!;
    }
  }
  return laidOut;
}
