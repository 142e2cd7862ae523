/** A uniform sample of rows that were seen once, of bounded size (reservoir sampling, Vitter's algorithm R). */
export interface RowSample {
  add(cells: readonly string[]): void;
  rows(): readonly (readonly string[])[];
}

/** Make an empty sample. The draw is fixed: the same rows in the same order give the same sample. */
export function createRowSample(size: number): RowSample {
  const kept: (readonly string[])[] = [];
  let seen = 0;
  let state = 0x9e3779b9;
  const below = (bound: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
  return {
    add(cells) {
      seen++;
      if (kept.length < size) {
        kept.push(detached(cells));
        return;
      }
      const place = below(seen);
      if (place < size) kept[place] = detached(cells);
    },
    rows: () => kept,
  };
}

/** Copies of the cells: a slice of a string keeps the whole chunk of the file in memory. */
function detached(cells: readonly string[]): readonly string[] {
  return JSON.parse(JSON.stringify(cells)) as string[];
}
