/** A uniform sample of rows that were seen once, of bounded size (reservoir sampling, Vitter's algorithm R). */
export interface RowSample {
  add(cells: readonly string[]): void;
  /** As `add`, for a row that is not read yet: the place to put it by `put`, or -1 when it was not drawn. */
  draw(): number;
  /** Put a drawn row. `read` is called by `rows`, unless another row takes the place before. */
  put(place: number, read: () => readonly string[]): void;
  rows(): readonly (readonly string[])[];
}

/** Make an empty sample. The draw is fixed: the same rows in the same order give the same sample. */
export function createRowSample(size: number): RowSample {
  const kept: (readonly string[] | (() => readonly string[]))[] = [];
  let seen = 0;
  let state = 0x9e3779b9;
  const below = (bound: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % (bound >>> 0);
  };
  const draw = (): number => {
    seen++;
    if (seen <= size) return seen - 1;
    const place = below(seen);
    return place < size ? place : -1;
  };
  return {
    draw,
    add(cells) {
      const place = draw();
      if (place >= 0) kept[place] = detached(cells);
    },
    put(place, read) {
      kept[place] = read;
    },
    rows: () => kept.map((row) => (typeof row === 'function' ? row() : row)),
  };
}

/** Copies of the cells: a slice of a string keeps the whole chunk of the file in memory. */
function detached(cells: readonly string[]): readonly string[] {
  return JSON.parse(JSON.stringify(cells)) as string[];
}
