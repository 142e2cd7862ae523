import type { Print } from '../print/print.ts';
import type { Ways } from './candidates.ts';
import { type Comparison, comparedSlots } from './comparison.ts';
import { createRowMatcher, type RowMatch } from './match-row.ts';
import type { SampleNear } from './near-sets.ts';
import { rowsBetween, type Sample } from './sample.ts';
import { loggedBits } from './verdict-log.ts';

/** What sampled rows are matched with. */
export interface SampleQuestion {
  readonly print: Print;
  readonly comparisons: readonly Comparison[];
  readonly ways: Ways | null;
  readonly sample: Sample;
  /** Null where near agreement is not looked at. */
  readonly near: SampleNear | null;
}

/** What was found of one sampled row. */
export type Match = RowMatch | null;

/** Matches the sampled rows [from, to) while a section is planned. Bits are as the verdict log keeps them. */
export type SampleMatcher = (question: SampleQuestion) => (from: number, to: number) => Match[];

/** The reference: row by row. */
export const matchSample: SampleMatcher = ({ print, comparisons, ways, sample, near }) => {
  const matcher = createRowMatcher(print, comparisons, ways);
  const slots = comparedSlots(comparisons);
  return (from, to) =>
    rowsBetween(from, Math.min(to, sample.size)).map((row) => {
      const match = matcher.match(sample.tokens(row, slots), () => near?.sets(row) ?? null);
      return match === null ? null : { ...match, ...loggedBits(match.sameBits, match.relativeBits) };
    });
};
