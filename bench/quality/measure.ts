import type { Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { overlapOf, printOf } from './in-memory.ts';
import type { Scenario } from './scenario.ts';

/** How well one scenario was answered. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  /** Rows called present that are not, and how many were promised. */
  readonly falseRows: number;
  readonly expectedByChance: number;
  readonly falseRelatives: number;
  readonly claimed: number;
  /** People found against people of the table in the leak, as a share of the latter. */
  readonly personsError: number;
  /** Relatives in the leak that were called household. */
  readonly householdRows: number;
}

/** Answer a scenario and compare with its truth. A row is right when its person is in the table. */
export async function measure(
  scenario: Scenario,
  tokeniser: Tokeniser,
  maxFalseShare: number,
): Promise<Quality> {
  const print = printOf(scenario.table, tokeniser);
  const { conclusion, verdicts } = await overlapOf([print], scenario.leak, tokeniser, maxFalseShare);
  let claimed = 0;
  let right = 0;
  let falseRelatives = 0;
  let members = 0;
  const people = new Set<number>();
  scenario.truth.forEach((row, at) => {
    const isMember = row.kind === 'member';
    const isPresent = verdicts[0]!.get(at + 1)?.verdict === 'present';
    if (isMember) members++;
    if (isMember) people.add(row.personId);
    if (isPresent) claimed++;
    if (isPresent && isMember) right++;
    if (isPresent && row.kind === 'relative') falseRelatives++;
  });
  return {
    precision: claimed === 0 ? 1 : right / claimed,
    recall: right / members,
    falseRows: claimed - right,
    expectedByChance: conclusion.rules[0]!.expectedByChance,
    falseRelatives,
    claimed,
    personsError: Math.abs(conclusion.tallies[0]!.foundPersons.count() - people.size) / people.size,
    householdRows: conclusion.tallies[0]!.householdRows,
  };
}
