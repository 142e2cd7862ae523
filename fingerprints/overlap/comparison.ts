/** What became of one column of a pair of rows. Numbers are stored with the verdicts: never renumbered. */
export const OUTCOMES = ['empty', 'agree', 'near', 'swapped', 'disagree'] as const;

/** The outcomes by their number, which is their place above. */
export const EMPTY = 0;
export const AGREE = 1;
export const NEAR = 2;
export const SWAPPED = 3;
export const DISAGREE = 4;

/**
 * P(outcome | the rows are the same person), both cells filled; sums to 1. `disagreeAgain`: P(disagree | same person,
 * and another column of the same group already disagrees): who moved house has another street and another town.
 */
export interface OutcomeShares {
  readonly agree: number;
  readonly near: number;
  readonly swapped: number;
  readonly disagree: number;
  readonly disagreeAgain: number;
}

/** One column of a print and the readings of a suspect's row that are held against it. */
export interface Comparison {
  /** Column of the print. */
  readonly column: number;
  /** Slot that should hold the value. */
  readonly slot: number;
  /** Slots where it may have got by mistake: the other name column, the other telephone. */
  readonly alternates: readonly number[];
  readonly shares: OutcomeShares;
}

/** Shares before anything is known of a suspect: some slips, now and then another value. */
export const DEFAULT_SHARES: OutcomeShares = {
  agree: 0.85,
  near: 0.03,
  swapped: 0.02,
  disagree: 0.1,
  disagreeAgain: 0.5,
};

/** The slots that comparisons read, each once. */
export function comparedSlots(comparisons: readonly Comparison[]): number[] {
  return [...new Set(comparisons.flatMap(({ slot, alternates }) => [slot, ...alternates]))];
}
