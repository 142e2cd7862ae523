import type { CellToken } from '../engine/slot.ts';
import type { Print } from '../print/print.ts';
import { AGREE, type Comparison, DISAGREE, NEAR, SWAPPED } from './comparison.ts';
import { createScorer } from './evidence.ts';

/** Bits of one pair of rows, by comparison and in sum. */
export interface ExplainedPair {
  readonly bits: readonly number[];
  /** Same person against a stranger. */
  readonly stranger: number;
  /** Same person against a relative. */
  readonly relative: number;
}

/**
 * The evidence again from the outcomes alone, without the suspect: where the cells agreed, the print's own token says
 * which value it was. Rows whose cell could stand for several values (a merged name) come out a little stronger here.
 */
export function explainOutcomes(
  print: Print,
  comparisons: readonly Comparison[],
  printRow: number,
  outcomes: Uint8Array,
): ExplainedPair {
  const width = print.meta.columns.length;
  const replayed = comparisons.map((comparison, at) => ({
    ...comparison,
    slot: 2 * at,
    alternates: [2 * at + 1],
  }));
  const tokens: CellToken[][] = comparisons.flatMap(({ column }, at) => {
    const token = { high: print.signature[printRow * width + column]!, low: null };
    switch (outcomes[at]) {
      case AGREE:
        return [[token], []];
      case SWAPPED:
        return [[OTHER], [token]];
      case NEAR:
      case DISAGREE:
        return [[OTHER], []];
      default:
        return [[], []];
    }
  });
  const near = comparisons.map(({ column }, at) =>
    outcomes[at] === NEAR ? new Set([print.signature[printRow * width + column]!]) : null,
  );
  const scorer = createScorer(print, replayed);
  scorer.take(tokens, near);
  const { bits, score } = scorer.explain(printRow);
  return { bits: [...bits], stranger: score.stranger, relative: score.relative };
}

/** Stands for a value that the row of the print does not have: no token has the high half 0. */
const OTHER: CellToken = { high: 0, low: null };
