import { type EvidenceBin, posteriorOf, type RowShares } from './mixture.ts';

/** How many chance matches are allowed among the rows that are called present. */
export interface FalseDiscoveryLimit {
  /** Expected share 0..1 of chance matches among the rows claimed. */
  readonly maxFalseShare: number;
  /** Expected number of chance matches in the whole comparison; Infinity for no such limit, 0.5 in strict mode. */
  readonly maxFalseRows: number;
}

/** What decides that a row is present. */
export interface PresenceRule {
  readonly shares: RowShares;
  /** Least probability of being present. */
  readonly leastPresent: number;
  /** Expected number of chance matches among the rows this rule claims. */
  readonly expectedByChance: number;
  readonly claimedRows: number;
}

/** A row below this is never claimed, however much room the limit leaves: one in twenty would be wrong. */
const LEAST_CERTAINTY = 0.95;

/**
 * Claim the surest rows first and stop before the expected number of chance matches passes the limit
 * (the sum of local false discovery rates over the rows claimed; Efron 2004).
 */
export function choosePresenceRule(
  bins: readonly EvidenceBin[],
  shares: RowShares,
  limit: FalseDiscoveryLimit,
): PresenceRule {
  // Bins of equal certainty are claimed together: the verdict cannot tell them apart.
  const rowsByCertainty = new Map<number, number>();
  for (const bin of bins) {
    const { present } = posteriorOf(bin.sameBits, bin.relativeBits, shares);
    if (present >= LEAST_CERTAINTY)
      rowsByCertainty.set(present, (rowsByCertainty.get(present) ?? 0) + bin.rows);
  }
  const ranked = [...rowsByCertainty].sort(([a], [b]) => b - a);
  let claimedRows = 0;
  let expectedByChance = 0;
  let leastPresent = 1.1;
  for (const [present, count] of ranked) {
    const rows = claimedRows + count;
    const expected = expectedByChance + count * (1 - present);
    if (expected > limit.maxFalseShare * rows || expected > limit.maxFalseRows) break;
    claimedRows = rows;
    expectedByChance = expected;
    leastPresent = present;
  }
  return { shares, leastPresent, expectedByChance, claimedRows };
}

/** A row that may as well be a stranger's is of no household. */
const UNSURE_OF_HOUSEHOLD = 0.1;

/** The verdict on a row. `household`: it fits relatives of the person and not the person. */
export type Verdict = 'present' | 'household' | 'absent';

/** Judge a row by the rule. The same rows are called present that the rule counted. */
export function judge(sameBits: number, relativeBits: number, rule: PresenceRule): Verdict {
  const posterior = posteriorOf(sameBits, relativeBits, rule.shares);
  if (posterior.present >= rule.leastPresent) return 'present';
  const isOfHousehold = posterior.relative > posterior.stranger && posterior.stranger < UNSURE_OF_HOUSEHOLD;
  return isOfHousehold ? 'household' : 'absent';
}
