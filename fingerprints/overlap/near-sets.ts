import type { SlotReader } from '../engine/slot.ts';
import type { SpellingTokeniser } from '../engine/tokeniser.ts';
import type { Print } from '../print/print.ts';
import { nearValues } from '../print/spelling-index.ts';
import type { Comparison } from './comparison.ts';
import type { NearSets } from './evidence.ts';
import { blurredOf, type Sample } from './sample.ts';

/** Values one slip away from a row's, by comparison: their tokens' high halves, each once; null for none. */
export type NearTokens = readonly (Uint32Array | null)[];

/** Blurs a row's names and dates and says which values of a print are one slip away. */
export type NearFinder = (cells: readonly string[]) => NearTokens | null;

/** Make the finder for one print. It returns null where no compared column keeps spellings. */
export function createNearFinder(
  print: Print,
  comparisons: readonly Comparison[],
  readers: readonly SlotReader[],
  tokeniser: SpellingTokeniser,
): NearFinder {
  const nearOf = spelledComparisons(print, comparisons);
  if (nearOf === null) return () => null;
  return (cells) =>
    comparisons.map(({ slot }, at) => nearOf(at, () => blurredOf(readers[slot]!, cells, tokeniser)));
}

/** The same as the reference takes it. */
export function setsOf(near: NearTokens | null): NearSets | null {
  return near === null ? null : near.map((tokens) => (tokens === null ? null : new Set(tokens)));
}

/** Says of sampled rows which values of a print are one slip away. */
export interface SampleNear {
  /** By comparison; null where no compared column keeps spellings. */
  tokens(row: number): NearTokens | null;
  /** The same, each looked up when it is first asked for. */
  sets(row: number): NearSets | null;
}

/**
 * Make what says it of one print, whatever is compared: what was looked up once is kept, as rows are matched in several
 * rounds. What they are blurred to is kept by the sample.
 */
export function createSampleNear(
  print: Print,
  sample: Sample,
): (comparisons: readonly Comparison[]) => SampleNear {
  const known = new Map<number, (Uint32Array | null)[]>();
  const rowsOf = ({ column, slot }: Comparison): (Uint32Array | null)[] => {
    const use = column * sample.slots.length + slot;
    const rows = known.get(use) ?? [];
    known.set(use, rows);
    return rows;
  };
  return (comparisons) => {
    const nearOf = spelledComparisons(print, comparisons);
    if (nearOf === null) return { tokens: () => null, sets: () => null };
    const found = comparisons.map(rowsOf);
    const near = (at: number, row: number): Uint32Array | null => {
      const rows = found[at]!;
      if (rows[row] === undefined) rows[row] = nearOf(at, () => sample.blurred(comparisons[at]!.slot, row));
      return rows[row];
    };
    return {
      tokens: (row) => comparisons.map((_, at) => near(at, row)),
      sets: (row) => comparisons.map((_, at) => ({ has: (high) => near(at, row)?.includes(high) ?? false })),
    };
  };
}

type SpelledComparisons = (at: number, blurred: () => readonly number[] | Uint32Array) => Uint32Array | null;

/** What is near in each comparison; null where none of their columns keeps spellings. Blurs nothing for the others. */
function spelledComparisons(print: Print, comparisons: readonly Comparison[]): SpelledComparisons | null {
  const spelled = comparisons.map(({ column }) => print.spellings[column] ?? null);
  if (spelled.every((spelling) => spelling === null)) return null;
  return (at, blurredNow) => {
    const spelling = spelled[at];
    if (!spelling) return null;
    const blurred = blurredNow();
    return blurred.length === 0 ? null : nearValues(spelling, blurred);
  };
}
