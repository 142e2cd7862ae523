import type { Slot } from '../engine/slot.ts';
import type { Print } from '../print/print.ts';
import type { Ways } from './candidates.ts';
import type { Comparison } from './comparison.ts';
import { createRowMatcher, type RowMatch } from './match-row.ts';
import type { NearSetFinder } from './near-sets.ts';
import type { SampledRow } from './sampled-row.ts';
import { loggedBits } from './verdict-log.ts';

/** What sampled rows are matched with. */
export interface SampleQuestion {
  readonly print: Print;
  readonly comparisons: readonly Comparison[];
  readonly ways: Ways | null;
  /** The slots that the comparisons and the rows' tokens are numbered by. */
  readonly slots: readonly Slot[];
  /** Null where near agreement is not looked at. */
  readonly near: NearSetFinder | null;
}

/** What was found of one sampled row. */
export type Match = RowMatch | null;

/** Matches sampled rows while a section is planned. Bits are as the verdict log keeps them. */
export type SampleMatcher = (question: SampleQuestion) => (rows: readonly SampledRow[]) => Match[];

/** The reference: row by row. */
export const matchSample: SampleMatcher = ({ print, comparisons, ways, near }) => {
  const matcher = createRowMatcher(print, comparisons, ways);
  return (rows) =>
    rows.map((row) => {
      const match = matcher.match(row.tokens, () => near?.(row.cells) ?? null);
      return match === null ? null : { ...match, ...loggedBits(match.sameBits, match.relativeBits) };
    });
};
