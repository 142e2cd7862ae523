import type { SlotReader } from '../engine/slot.ts';
import type { SpellingTokeniser } from '../engine/tokeniser.ts';
import type { Print } from '../print/print.ts';
import { nearValues } from '../print/spelling-index.ts';
import type { Comparison } from './comparison.ts';
import type { NearSets } from './evidence.ts';

/** Blurs a row's names and dates and says which values of a print are one slip away. */
export type NearSetFinder = (cells: readonly string[]) => NearSets | null;

/** Make the finder for one print. It returns null where no compared column keeps spellings. */
export function createNearSetFinder(
  print: Print,
  comparisons: readonly Comparison[],
  readers: readonly SlotReader[],
  tokeniser: SpellingTokeniser,
): NearSetFinder {
  const spelled = comparisons.map((comparison) => print.spellings[comparison.column] ?? null);
  if (spelled.every((spelling) => spelling === null)) return () => null;
  return (cells) =>
    comparisons.map((comparison, at) => {
      const spelling = spelled[at];
      if (!spelling) return null;
      const reader = readers[comparison.slot]!;
      const { field } = reader.slot.reading;
      const blurred = reader
        .canonicals(cells)
        .flatMap((canonical) => [...tokeniser.spellings(field, canonical)]);
      return blurred.length === 0 ? null : nearValues(spelling, blurred);
    });
}
