import type { RowShares } from '../../../fingerprints/estimate/mixture.ts';
import { seededRandom } from '../../fields/generated-people.ts';

/** A row of a suspect whose truth is known, and the evidence that it brings. */
export interface SimulatedRow {
  readonly truth: 'present' | 'relative' | 'stranger';
  readonly sameBits: number;
  readonly relativeBits: number;
}

/** P(a column agrees | what the row is), of a table of names, birth date, telephone and town. */
const COLUMNS = [
  { present: 0.9, relative: 0.02, stranger: 0.01 },
  { present: 0.93, relative: 0.05, stranger: 0.0005 },
  { present: 0.92, relative: 0.7, stranger: 0.004 },
  { present: 0.6, relative: 0.5, stranger: 0.002 },
  { present: 0.9, relative: 0.85, stranger: 0.05 },
] as const;

/**
 * Rows drawn from the very model that the estimate assumes: columns agree independently, with known probabilities, so
 * that the likelihood ratios are true. `shares` are those of the truth.
 */
export function simulatedRows(seed: number, count: number, shares: RowShares): SimulatedRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const drawn = random();
    const truth =
      drawn < shares.present ? 'present' : drawn < shares.present + shares.relative ? 'relative' : 'stranger';
    let sameBits = 0;
    let relativeBits = 0;
    for (const column of COLUMNS) {
      const agrees = random() < column[truth];
      const of = (who: SimulatedRow['truth']): number => (agrees ? column[who] : 1 - column[who]);
      sameBits += Math.log2(of('present') / of('stranger'));
      relativeBits += Math.log2(of('relative') / of('stranger'));
    }
    return { truth, sameBits, relativeBits };
  });
}
