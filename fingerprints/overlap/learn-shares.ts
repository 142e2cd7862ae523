import { groupOf } from '../print/default-shares.ts';
import type { Print } from '../print/print.ts';
import type { Anchor } from './anchors.ts';
import {
  AGREE,
  type Comparison,
  comparedSlots,
  DISAGREE,
  EMPTY,
  NEAR,
  type OutcomeShares,
  SWAPPED,
} from './comparison.ts';
import { createScorer } from './evidence.ts';
import type { SampleNear } from './near-sets.ts';
import type { Sample } from './sample.ts';

/** What is known before the first pair, as if seen on this many pairs. */
const PRIOR: OutcomeShares = { agree: 14, near: 0.5, swapped: 0.25, disagree: 1, disagreeAgain: 2 };
const PRIOR_DISAGREEMENTS = 4;
/** Bits over the print's size, without the column in question, for a pair to teach something of that column. */
const SURE_BITS = 8;

/** More than rounding may take away or add. */
const ROUNDING_BITS = 0.001;

/**
 * Learn from sure pairs how often each column agrees, is one slip off, stands elsewhere or differs. A pair counts for
 * a column only if it is sure without that column; else every column would look better than it is.
 */
export function learnShares(
  print: Print,
  comparisons: readonly Comparison[],
  sample: Sample,
  anchors: readonly Anchor[],
  near: SampleNear,
): Comparison[] {
  const scorer = createScorer(print, comparisons);
  const slots = comparedSlots(comparisons);
  const isHome = comparisons.map(({ column }) => groupOf(print.meta.columns[column]!.reading.field) !== null);
  const needed = Math.log2(Math.max(1, print.meta.persons)) + SURE_BITS;
  const counts = comparisons.map(() => new Float64Array(5));
  const score = { stranger: 0, relative: 0 };
  const again = comparisons.map(() => ({ disagreeing: 0, compared: 0 }));
  for (const { row, printRow } of anchors) {
    const tokens = sample.tokens(row, slots);
    scorer.take(tokens, null);
    scorer.score(printRow, score);
    // Only what differs can be one slip away; blurring a row costs more than all the rest.
    if (scorer.outcomes.includes(DISAGREE)) scorer.take(tokens, near.sets(row));
    const whole = scorer.explain(printRow);
    const outcomes = scorer.outcomes.slice();
    const bits = whole.bits.slice();
    let hasHomeDisagreed = false;
    for (let at = 0; at < comparisons.length; at++) {
      const outcome = outcomes[at]!;
      if (outcome === EMPTY) continue;
      const isSure =
        leavesTheRest(outcome, isHome[at]!) && whole.score.stranger - bits[at]! > needed + ROUNDING_BITS;
      if (!isSure) {
        scorer.score(printRow, score, at);
        if (score.stranger < needed) continue;
      }
      if (isHome[at] && hasHomeDisagreed) {
        again[at]!.compared++;
        if (outcome === DISAGREE) again[at]!.disagreeing++;
      }
      counts[at]![outcome]!++;
      if (isHome[at] && outcome === DISAGREE) hasHomeDisagreed = true;
    }
  }
  return comparisons.map((comparison, at) => ({ ...comparison, shares: shares(counts[at]!, again[at]!) }));
}

/**
 * Whether a pair without a column has at least the bits that all the others had with it: agreements weigh more without
 * one that they follow from. Names in each other's place and homes that differ do not stand alone.
 */
function leavesTheRest(outcome: number, isHome: boolean): boolean {
  return outcome === AGREE || outcome === NEAR || (outcome === DISAGREE && !isHome);
}

function shares(
  counts: Float64Array,
  again: { readonly disagreeing: number; readonly compared: number },
): OutcomeShares {
  const agree = counts[AGREE]! + PRIOR.agree;
  const near = counts[NEAR]! + PRIOR.near;
  const swapped = counts[SWAPPED]! + PRIOR.swapped;
  const disagree = counts[DISAGREE]! + PRIOR.disagree;
  const all = agree + near + swapped + disagree;
  return {
    agree: agree / all,
    near: near / all,
    swapped: swapped / all,
    disagree: disagree / all,
    disagreeAgain: (again.disagreeing + PRIOR.disagreeAgain) / (again.compared + PRIOR_DISAGREEMENTS),
  };
}
