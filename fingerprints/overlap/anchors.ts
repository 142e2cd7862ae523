import type { SlotReader } from '../engine/slot.ts';
import type { Tokeniser } from '../engine/tokeniser.ts';
import type { Print } from '../print/print.ts';
import type { Comparison } from './comparison.ts';
import { createRowMatcher } from './match-row.ts';
import { createNearSetFinder } from './near-sets.ts';
import type { SampledRow } from './sampled-row.ts';

/** A pair of rows that are probably the same person. */
export interface Anchor {
  readonly row: SampledRow;
  readonly printRow: number;
}

/** Bits over the print's size: probably the same. Sure pairs alone would show no disagreement. */
const PROBABLE_BITS = 3;
/** Enough pairs to learn shares of one in five hundred. */
const ENOUGH = 1_500;

/** Match the sample with what is known so far and keep the pairs that stand against strangers and relatives. */
export function findAnchors(
  print: Print,
  comparisons: readonly Comparison[],
  readers: readonly SlotReader[],
  sample: readonly SampledRow[],
  tokeniser: Tokeniser,
): Anchor[] {
  const matcher = createRowMatcher(print, comparisons);
  const near = createNearSetFinder(print, comparisons, readers, tokeniser);
  const anchors: Anchor[] = [];
  for (const row of sample) {
    if (anchors.length >= ENOUGH) break;
    const match = matcher.match(row.tokens, () => near(row.cells));
    if (
      match !== null &&
      match.sameBits >= PROBABLE_BITS &&
      match.sameBits - match.relativeBits >= PROBABLE_BITS
    )
      anchors.push({ row, printRow: match.printRow });
  }
  return anchors;
}
