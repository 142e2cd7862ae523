import { type Combination, createCombinationCounts } from './combinations.ts';
import { AGREE, NEAR, SWAPPED } from './comparison.ts';
import type { LoggedMatch } from './verdict-log.ts';

/** Sets of prints of which a row can be from one only, such as the versions of a file: places of prints, by rival. */
export type Rivals = readonly (readonly number[])[];

/** Counts which of some rivals rows fit best. */
export interface RivalFits {
  /** All matches of a row; `isPresent` says of a print whether the row is present in it. */
  add(matches: readonly RivalMatch[], isPresent: (print: number) => boolean): void;
  /** By set of rivals: rows by which rivals fit them best, several where they fit alike. */
  fits(): readonly (readonly Combination[])[];
}

/** What a print has of a row. */
export interface RivalMatch {
  readonly print: number;
  readonly match: Pick<LoggedMatch, 'outcomes'>;
}

/**
 * Count, row by row, the rivals that most cells agree with. Rows that are present in none are left out; where one has
 * the row, the others count by their cells too, whether their own threshold was reached or not: versions of a file have
 * thresholds that differ a little, and a row must not fit one better for that alone.
 */
export function createRivalFits(sets: readonly Rivals[]): RivalFits {
  const counts = sets.map(() => createCombinationCounts());
  const memberships = membershipsOf(sets);
  const best = sets.map(() => ({ cells: 0, rivals: new Set<number>(), isPresent: false }));
  return {
    add(matches, isPresent) {
      const touched = new Set<number>();
      for (const { print, match } of matches) {
        const found = memberships.get(print);
        if (found === undefined) continue;
        const cells = cellsOf(match.outcomes);
        for (const { set, rival } of found) {
          const so = best[set]!;
          touched.add(set);
          so.isPresent ||= isPresent(print);
          if (cells < so.cells) continue;
          if (cells > so.cells) so.rivals.clear();
          so.cells = cells;
          so.rivals.add(rival);
        }
      }
      for (const set of touched) {
        const { isPresent: isCounted, rivals } = best[set]!;
        if (isCounted) counts[set]!.add([...rivals].sort((a, b) => a - b));
        best[set] = { cells: 0, rivals: new Set(), isPresent: false };
      }
    },
    fits: () => counts.map((count) => count.combinations()),
  };
}

function membershipsOf(sets: readonly Rivals[]): Map<number, { set: number; rival: number }[]> {
  const memberships = new Map<number, { set: number; rival: number }[]>();
  for (const [set, rivals] of sets.entries())
    for (const [rival, prints] of rivals.entries())
      for (const print of prints) memberships.set(print, [...(memberships.get(print) ?? []), { set, rival }]);
  return memberships;
}

/** Cells that agree, in halves: a near one counts one half, because the leak's slip is nearer to where it comes from. */
function cellsOf(outcomes: Uint8Array): number {
  let halves = 0;
  for (const outcome of outcomes)
    halves += outcome === AGREE || outcome === SWAPPED ? 2 : outcome === NEAR ? 1 : 0;
  return halves;
}
