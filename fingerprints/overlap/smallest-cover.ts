import type { Combination } from './combinations.ts';

/** The fewest sources in which all rows are that are in any of them. */
export interface SmallestCover {
  /** Places of the sources, those that add most rows first. */
  readonly sources: readonly { readonly source: number; readonly addedRows: number }[];
  /** Rows that are in any source. */
  readonly rows: number;
  /** 'exact': no smaller set exists. 'greedy': there may be one; the search was given up. */
  readonly method: 'exact' | 'greedy';
}

/** Combinations that are looked at before the greedy answer is taken: some tenths of a second. */
const MOST_STEPS = 5_000_000;

/**
 * Find the smallest set of sources that explains every row which any source explains (set cover, Karp 1972: exact by
 * branch and bound where that is quick, else greedy, which is at most ln(n) + 1 times as large: Chvátal 1979). Among sets
 * of the same size the one whose sources hold most rows.
 * @param leastRows of a source: one that alone would explain fewer is left out, as chance matches explain nothing
 */
export function smallestCover(
  combinations: readonly Combination[],
  sources: ReadonlySet<number>,
  leastRows: (source: number) => number = () => 1,
): SmallestCover {
  const totals = totalsOf(combinations, sources);
  const usable = new Set(
    [...totals].filter(([source, rows]) => rows >= leastRows(source)).map(([source]) => source),
  );
  const sets = reduced(combinations, usable);
  const rows = sets.reduce((sum, set) => sum + set.rows, 0);
  const greedy = greedyCover(sets);
  const exact = exactCover(sets, greedy.length, totals);
  const chosen = exact.cover ?? greedy;
  return {
    sources: inOrder(sets, chosen),
    rows,
    method: exact.isGivenUp ? 'greedy' : 'exact',
  };
}

function totalsOf(combinations: readonly Combination[], sources: ReadonlySet<number>): Map<number, number> {
  const totals = new Map<number, number>();
  for (const { prints, rows } of combinations)
    for (const print of prints) if (sources.has(print)) totals.set(print, (totals.get(print) ?? 0) + rows);
  return totals;
}

/** Combinations of usable sources only, equal ones together. */
function reduced(combinations: readonly Combination[], usable: ReadonlySet<number>): Combination[] {
  const sets = new Map<string, { prints: number[]; rows: number }>();
  for (const { prints, rows } of combinations) {
    const left = prints.filter((print) => usable.has(print));
    if (left.length === 0) continue;
    const known = sets.get(left.join(' '));
    if (known === undefined) sets.set(left.join(' '), { prints: left, rows });
    else known.rows += rows;
  }
  return [...sets.values()].sort((a, b) => a.prints.length - b.prints.length || b.rows - a.rows);
}

function greedyCover(sets: readonly Combination[]): number[] {
  const cover: number[] = [];
  let open = sets;
  while (open.length > 0) {
    const gains = totalsOf(open, new Set(open.flatMap(({ prints }) => prints)));
    const [best] = [...gains].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]!;
    cover.push(best);
    open = open.filter(({ prints }) => !prints.includes(best));
  }
  return cover;
}

/** Every row needs one of its sources: branch on the row with the fewest. */
function exactCover(
  sets: readonly Combination[],
  most: number,
  totals: ReadonlyMap<number, number>,
): { cover: number[] | null; isGivenUp: boolean } {
  let best: number[] | null = null;
  let bestSize = most;
  let steps = 0;
  const weightOf = (cover: readonly number[]): number =>
    cover.reduce((sum, source) => sum + totals.get(source)!, 0);
  const search = (open: readonly Combination[], chosen: readonly number[]): void => {
    steps += open.length + 1;
    if (steps > MOST_STEPS || chosen.length > bestSize) return;
    const next = open[0];
    if (next === undefined) {
      const isBetter = best === null || chosen.length < bestSize || weightOf(chosen) > weightOf(best);
      if (isBetter) {
        best = [...chosen];
        bestSize = chosen.length;
      }
      return;
    }
    const byRows = [...next.prints].sort((a, b) => totals.get(b)! - totals.get(a)! || a - b);
    for (const source of byRows)
      search(
        open.filter(({ prints }) => !prints.includes(source)),
        [...chosen, source],
      );
  };
  search(sets, []);
  return { cover: best, isGivenUp: steps > MOST_STEPS };
}

function inOrder(sets: readonly Combination[], chosen: readonly number[]): SmallestCover['sources'] {
  const ordered: { source: number; addedRows: number }[] = [];
  let open = sets;
  const left = new Set(chosen);
  while (left.size > 0) {
    const gains = totalsOf(open, left);
    const [source] = [...left].sort((a, b) => (gains.get(b) ?? 0) - (gains.get(a) ?? 0) || a - b);
    ordered.push({ source: source!, addedRows: gains.get(source!) ?? 0 });
    open = open.filter(({ prints }) => !prints.includes(source!));
    left.delete(source!);
  }
  return ordered;
}
