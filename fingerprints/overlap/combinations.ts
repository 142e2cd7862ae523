/** Rows of a suspect that are present in exactly these prints. */
export interface Combination {
  /** Places of the prints, ascending; never empty. */
  readonly prints: readonly number[];
  readonly rows: number;
}

/** Counts by which prints rows are present in. */
export interface CombinationCounts {
  /** A row, or so many, is present in these prints, and in no others. */
  add(prints: readonly number[], rows?: number): void;
  /** Most rows first. */
  combinations(): readonly Combination[];
}

/** Count combinations of prints. Memory grows with the different combinations, not with the rows. */
export function createCombinationCounts(): CombinationCounts {
  const counts = new Map<string, { prints: readonly number[]; rows: number }>();
  return {
    add(prints, rows = 1) {
      if (prints.length === 0) return;
      const key = prints.join(' ');
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { prints: [...prints], rows });
      else known.rows += rows;
    },
    combinations: () => [...counts.values()].sort((a, b) => b.rows - a.rows),
  };
}

/** Rows that are present in at least one of these prints. */
export function rowsInAny(combinations: readonly Combination[], prints: ReadonlySet<number>): number {
  return combinations.reduce(
    (sum, { prints: present, rows }) => sum + (present.some((print) => prints.has(print)) ? rows : 0),
    0,
  );
}
