import { groupOf } from '../print/default-shares.ts';
import type { Print } from '../print/print.ts';
import type { Comparison } from './comparison.ts';

/** No single column says more than this (a token's own chance collision is 2^-64, a print's 2^-32). */
export const MOST_BITS = 40;
/** No value is taken to be rarer. */
export const LEAST_SHARE = 2 ** -MOST_BITS;
/** P(a name stands in the other's place | the other one does). */
export const SWAPPED_TOO = 0.8;

/**
 * What each outcome of each comparison weighs, as far as it does not depend on the value: bits against a stranger and
 * against a relative, by comparison. The compiled kernel works with the same numbers.
 */
export interface PairWeights {
  readonly isHome: readonly boolean[];
  readonly isName: readonly boolean[];
  /** P(a relative of the row's person has the same value). */
  readonly relativeShare: Float64Array;
  readonly nearStranger: Float64Array;
  readonly nearRelative: Float64Array;
  readonly disagreeStranger: Float64Array;
  readonly disagreeRelative: Float64Array;
  /** The same where another column of the home disagrees already. */
  readonly disagreeAgainStranger: Float64Array;
  readonly disagreeAgainRelative: Float64Array;
  /** P(two people agree on the later comparison | they agree on the earlier), by [later * count + earlier]; 0 unknown. */
  readonly conditional: Float64Array;
  /** Least bits of an agreement, whatever the value: against a stranger, against a relative. */
  readonly sureStranger: Float64Array;
  readonly sureRelative: Float64Array;
  /** Most bits of agreeing on the later comparison once the earlier one agrees, by [later * count + earlier]. */
  readonly sureConditional: Float64Array;
  /** Most bits that a disagreement gains when it turns out to be one slip away; 0 where spellings are not known. */
  readonly liftStranger: Float64Array;
  /** The same for what speaks for a relative against a stranger. */
  readonly liftKin: Float64Array;
}

/** Bits that P(same) says against P(other). */
export function bitsOf(pSame: number, pOther: number): number {
  return Math.min(MOST_BITS, Math.log2(pSame / pOther));
}

/** Work the weights of a print's comparisons out. */
export function createPairWeights(print: Print, comparisons: readonly Comparison[]): PairWeights {
  const { columns, relations } = print.meta;
  const of = (value: (comparison: Comparison, at: number) => number): Float64Array =>
    Float64Array.from(comparisons, value);
  const relativeShare = of(({ column }) => columns[column]!.relativeShare);
  const isHome = comparisons.map(({ column }) => groupOf(columns[column]!.reading.field) !== null);
  const nearShare = of(({ column }) => Math.max(LEAST_SHARE, columns[column]!.nearShare));
  const kin = (at: number, pSame: number, pStranger: number): number =>
    bitsOf(pSame, relativeShare[at]! * pSame + (1 - relativeShare[at]!) * pStranger);
  const commonest = of(({ column }) =>
    Math.max(LEAST_SHARE, columns[column]!.commonestShare, columns[column]!.singleShare),
  );
  const conditional = Float64Array.from({ length: comparisons.length ** 2 }, (_, place) => {
    const earlier = comparisons[place % comparisons.length]!;
    const later = comparisons[Math.floor(place / comparisons.length)]!;
    return relations[earlier.column]![later.column] ?? 0;
  });
  const weights = {
    isHome,
    isName: comparisons.map(({ column }) => columns[column]!.reading.field === 'name'),
    relativeShare,
    nearStranger: of(({ shares }, at) => bitsOf(shares.near, nearShare[at]!)),
    nearRelative: of(({ shares }, at) => kin(at, shares.near, nearShare[at]!)),
    disagreeStranger: of(({ shares }) => bitsOf(shares.disagree, 1)),
    disagreeRelative: of(({ shares }, at) => kin(at, shares.disagree, 1)),
    disagreeAgainStranger: of(({ shares }) => bitsOf(shares.disagreeAgain, 1)),
    disagreeAgainRelative: of(({ shares }, at) => kin(at, shares.disagreeAgain, 1)),
    conditional,
    sureStranger: of(({ shares }, at) => bitsOf(shares.agree, commonest[at]!)),
    sureRelative: of(({ shares }, at) => kin(at, shares.agree, commonest[at]!)),
    sureConditional: conditional.map((share, place) =>
      bitsOf(comparisons[Math.floor(place / comparisons.length)]!.shares.agree, share),
    ),
  };
  return { ...weights, ...liftsOf(print, comparisons, weights) };
}

type Weights = Omit<PairWeights, 'liftStranger' | 'liftKin'>;

/** Most that near agreement may add to a disagreement. */
function liftsOf(
  print: Print,
  comparisons: readonly Comparison[],
  weights: Weights,
): Pick<PairWeights, 'liftStranger' | 'liftKin'> {
  const lifts = comparisons.map(({ column }, at) => {
    if (!print.meta.columns[column]!.hasSpellings) return { stranger: 0, kin: 0 };
    const near = weights.nearStranger[at]!;
    const nearKin = Math.max(near, near - weights.nearRelative[at]!);
    const differing = disagreements(weights, at);
    return {
      stranger: Math.max(0, near - Math.min(...differing.stranger)),
      kin: Math.max(0, nearKin - Math.min(...differing.kin)),
    };
  });
  return {
    liftStranger: Float64Array.from(lifts, ({ stranger }) => stranger),
    liftKin: Float64Array.from(lifts, ({ kin }) => kin),
  };
}

/** All that a disagreement may weigh; for a relative it counts alone where it follows from the home. */
function disagreements(weights: Weights, at: number): { stranger: number[]; kin: number[] } {
  const first = weights.disagreeStranger[at]!;
  const again = weights.disagreeAgainStranger[at]!;
  const firstKin = first - weights.disagreeRelative[at]!;
  if (!weights.isHome[at]) return { stranger: [first], kin: [firstKin] };
  const againKin = again - weights.disagreeAgainRelative[at]!;
  return { stranger: [first, again], kin: [first, again, firstKin, againKin] };
}
