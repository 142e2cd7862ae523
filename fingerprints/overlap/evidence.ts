import type { CellTokens } from '../engine/slot.ts';
import type { Print } from '../print/print.ts';
import { AGREE, type Comparison, DISAGREE, EMPTY, NEAR, SWAPPED } from './comparison.ts';
import { bitsOf, createPairWeights, LEAST_SHARE, type PairWeights, SWAPPED_TOO } from './pair-weights.ts';
import { createValueShare } from './value-share.ts';

/** A suspect's row as the scorer takes it: tokens by slot. `low` is null where only half a token is known. */
export type RowTokens = readonly CellTokens[];

/** Values one slip away from the row's, by comparison; null where near agreement is not looked at. */
export type NearSets = readonly (NearSet | null)[];

/** The tokens, high halves, of values one slip away. */
export interface NearSet {
  has(high: number): boolean;
}

/** Evidence of one pair of rows. */
export interface PairScore {
  /** Bits: same person against a stranger. */
  stranger: number;
  /** Bits: same person against a relative of that person. */
  relative: number;
}

/** Weighs rows of a print against one row at a time. */
export interface Scorer {
  /** Set the row that is compared from now on. */
  take(row: RowTokens, near: NearSets | null): void;
  /** Bits of the telling columns that agree, each as if alone: a first look, to choose which rows are worth a second. */
  firstLook(printRow: number): number;
  /** Evidence of the taken row and a row of the print. Reuses `into`. `without`: a comparison to leave out. */
  score(printRow: number, into: PairScore, without?: number): void;
  /**
   * Whether the taken row and a row of the print differ nowhere. Their least evidence is then put into `into`, as if all
   * their values were the most frequent ones: needs no look-up.
   */
  scoreFlawless(printRow: number, into: PairScore): boolean;
  /** Outcomes of the last scored pair, by comparison. Overwritten by the next call. */
  readonly outcomes: Uint8Array;
  /** Bits by comparison of the last pair scored by `explain`. */
  explain(printRow: number): { readonly bits: Float64Array; readonly score: PairScore };
  readonly weights: PairWeights;
}

/**
 * Make the scorer of one print. Comparisons are weighed in their order: the most identifying first, so that what
 * follows from it (the town from the street) adds little.
 *
 * An agreement weighs log2(P(agree | same) / P(agree | other)). Against strangers the second is the value's share,
 * or, when a column agreed that usually brings this one along, that conditional share (print.meta.relations).
 */
export function createScorer(print: Print, comparisons: readonly Comparison[]): Scorer {
  const { columns } = print.meta;
  const width = columns.length;
  const count = comparisons.length;
  const weights = createPairWeights(print, comparisons);
  const { isHome, isName, relativeShare } = weights;
  const valueShare = createValueShare(print);
  const outcomes = new Uint8Array(count);
  const bits = new Float64Array(count);
  const shares = new Float64Array(count);
  const agreed = new Int32Array(count);
  let row: RowTokens = [];
  let near: NearSets | null = null;

  const shareOf = (at: number): number => {
    if (shares[at]! >= 0) return shares[at]!;
    const { column, slot, alternates } = comparisons[at]!;
    let share = 0;
    for (const token of row[slot]!) share += valueShare(column, token.high, token.low);
    if (row[slot]!.length === 0 && alternates.length > 0) share = columns[column]!.singleShare;
    shares[at] = Math.min(1, Math.max(LEAST_SHARE, share));
    return shares[at]!;
  };

  const outcomeOf = (at: number, printRow: number): number => {
    const { column, slot, alternates } = comparisons[at]!;
    const token = print.signature[printRow * width + column]!;
    if (token === 0) return EMPTY;
    const own = row[slot]!;
    if (holds(own, token)) return AGREE;
    for (const alternate of alternates) if (holds(row[alternate]!, token)) return SWAPPED;
    if (own.length === 0) return EMPTY;
    return near?.[at]?.has(token) ? NEAR : DISAGREE;
  };

  const weigh = (printRow: number, into: PairScore, without = -1): void => {
    let stranger = 0;
    let relative = 0;
    let agreements = 0;
    let homeOutcome = EMPTY;
    let hasHomeDisagreed = false;
    let hasNameSwapped = false;
    for (let at = 0; at < count; at++) {
      const outcome = at === without ? EMPTY : outcomeOf(at, printRow);
      outcomes[at] = outcome;
      bits[at] = 0;
      if (outcome === EMPTY) continue;
      const followsHome = isHome[at]! && homeOutcome === outcome;
      let own: number;
      let kin: number;
      if (outcome === AGREE || outcome === SWAPPED) {
        const same = comparisons[at]!.shares;
        const pSame =
          outcome === AGREE ? same.agree : isName[at] && hasNameSwapped ? SWAPPED_TOO : same.swapped;
        if (outcome === SWAPPED && isName[at]) hasNameSwapped = true;
        const chance = outcome === AGREE ? shareOf(at) : swappedShare(at);
        let pStranger = chance;
        for (let i = 0; i < agreements; i++) {
          const known = weights.conditional[at * count + agreed[i]!]!;
          if (known > pStranger) pStranger = known;
        }
        own = bitsOf(pSame, pStranger);
        kin = bitsOf(pSame, relativeShare[at]! * pSame + (1 - relativeShare[at]!) * chance);
        agreed[agreements++] = at;
      } else if (outcome === NEAR) {
        own = weights.nearStranger[at]!;
        kin = weights.nearRelative[at]!;
      } else {
        const isAgain = isHome[at]! && hasHomeDisagreed;
        own = isAgain ? weights.disagreeAgainStranger[at]! : weights.disagreeStranger[at]!;
        kin = isAgain ? weights.disagreeAgainRelative[at]! : weights.disagreeRelative[at]!;
        if (isHome[at]) hasHomeDisagreed = true;
      }
      if (isHome[at] && homeOutcome === EMPTY) homeOutcome = outcome;
      bits[at] = own;
      stranger += own;
      if (!followsHome) relative += kin;
    }
    into.stranger = stranger;
    into.relative = relative;
  };

  const scoreFlawless = (printRow: number, into: PairScore): boolean => {
    let stranger = 0;
    let relative = 0;
    let agreements = 0;
    let hasHome = false;
    for (let at = 0; at < count; at++) {
      const { column, slot } = comparisons[at]!;
      const token = print.signature[printRow * width + column]!;
      const isEmpty = token === 0 || row[slot]!.length === 0;
      outcomes[at] = isEmpty ? EMPTY : AGREE;
      if (isEmpty) continue;
      if (!holds(row[slot]!, token)) return false;
      let own = weights.sureStranger[at]!;
      for (let i = 0; i < agreements; i++)
        own = Math.min(own, weights.sureConditional[at * count + agreed[i]!]!);
      agreed[agreements++] = at;
      stranger += own;
      if (!(isHome[at] && hasHome)) relative += weights.sureRelative[at]!;
      if (isHome[at]) hasHome = true;
    }
    into.stranger = stranger;
    into.relative = relative;
    return true;
  };

  const swappedShare = (at: number): number => {
    const { column, alternates } = comparisons[at]!;
    let share = 0;
    for (const alternate of alternates)
      for (const token of row[alternate]!) share += valueShare(column, token.high, token.low);
    return Math.min(1, Math.max(LEAST_SHARE, share));
  };

  const columnBits = Float64Array.from(comparisons, ({ column }) => columns[column]!.identifyingBits);
  const columnOf = Int32Array.from(comparisons, ({ column }) => column);
  const telling = countTelling(print, comparisons);
  const ownToken = new Uint32Array(count);

  return {
    outcomes,
    weights,
    firstLook(printRow) {
      const start = printRow * width;
      let sum = 0;
      for (let at = 0; at < telling; at++) {
        const token = print.signature[start + columnOf[at]!]!;
        if (token === 0) continue;
        const own = ownToken[at]!;
        if (own === SEVERAL ? holds(row[comparisons[at]!.slot]!, token) : own === token)
          sum += columnBits[at]!;
      }
      return sum;
    },
    take(taken, nearSets) {
      for (let at = 0; at < count; at++) {
        const tokens = taken[comparisons[at]!.slot]!;
        ownToken[at] = tokens.length === 1 ? tokens[0]!.high : tokens.length === 0 ? 0 : SEVERAL;
      }
      row = taken;
      near = nearSets;
      shares.fill(-1);
    },
    score: weigh,
    scoreFlawless,
    explain(printRow) {
      const score = { stranger: 0, relative: 0 };
      weigh(printRow, score);
      return { bits, score };
    },
  };
}

/** Columns that say less are left for the second look. */
const TELLING_BITS = 5;

/** How many comparisons the first look takes, from the first on. */
export function countTelling({ meta }: Print, comparisons: readonly Comparison[]): number {
  return comparisons.findLastIndex(({ column }) => meta.columns[column]!.identifyingBits >= TELLING_BITS) + 1;
}

/** Marks a cell that may stand for several values. A token may be the same by chance; it is then looked up as well. */
const SEVERAL = 0xffffffff;

function holds(tokens: CellTokens, high: number): boolean {
  for (let i = 0; i < tokens.length; i++) if (tokens[i]!.high === high) return true;
  return false;
}
