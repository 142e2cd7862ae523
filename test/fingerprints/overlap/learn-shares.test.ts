import { beforeAll, expect, test } from 'vitest';
import { createSlotReader, type Slot } from '../../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { Anchor } from '../../../fingerprints/overlap/anchors.ts';
import {
  type Comparison,
  DEFAULT_SHARES,
  DISAGREE,
  EMPTY,
} from '../../../fingerprints/overlap/comparison.ts';
import { createScorer } from '../../../fingerprints/overlap/evidence.ts';
import { learnShares } from '../../../fingerprints/overlap/learn-shares.ts';
import { createSampleNear } from '../../../fingerprints/overlap/near-sets.ts';
import { createSample, type Sample } from '../../../fingerprints/overlap/sample.ts';
import { groupOf } from '../../../fingerprints/print/default-shares.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { seededRandom } from '../../fields/generated-people.ts';
import { PEOPLE_PLAN, personCells, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

const SURE_BITS = 8;
const people = somePeople(51, 2_000).map(personCells);
const [NIR, FAMILY, GIVEN, , STREET, POSTCODE, CITY] = PEOPLE_PLAN.keys() as unknown as number[];
const slots: readonly Slot[] = PEOPLE_PLAN.map(({ reading }, column) => ({
  kind: 'whole',
  columns: [column],
  reading,
}));
const other = (column: number): readonly number[] =>
  column === FAMILY ? [GIVEN!] : column === GIVEN ? [FAMILY!] : [];
const comparisons: readonly Comparison[] = PEOPLE_PLAN.map((_, column) => ({
  column,
  slot: column,
  alternates: other(column),
  shares: DEFAULT_SHARES,
}));

/** Rows of the table with so many holes that a column more or less decides, slips, swapped names and other homes. */
const sampled = people.slice(0, 1_000).map((cells, row) => {
  const random = seededRandom(row);
  const changed = cells.map((cell, column) => (column === NIR || random() < 0.45 ? '' : cell));
  if (row % 3 === 0) [changed[FAMILY!], changed[GIVEN!]] = [cells[GIVEN!]!, cells[FAMILY!]!];
  if (row % 5 === 0) changed[FAMILY!] = `${cells[FAMILY!]!.slice(0, 2)}${cells[FAMILY!]!.slice(3)}`;
  if (row % 4 === 0)
    for (const column of [STREET!, POSTCODE!, CITY!]) changed[column] = people[row + 700]![column]!;
  return changed;
});
const anchors: readonly Anchor[] = sampled.map((_, row) => ({ row, printRow: row }));

let print: Print;
let sample: Sample;

beforeAll(async () => {
  const tokeniser: Tokeniser = await testTokeniser();
  print = printOfRows(PEOPLE_PLAN, people, tokeniser);
  const readers = slots.map((slot) => createSlotReader(slot, tokeniser));
  sample = createSample(sampled, readers, tokeniser);
});

/** How often each outcome is seen, by the rule alone: a pair counts where it is sure without the column. */
function plainCounts(): { counts: number[][]; again: { disagreeing: number; compared: number }[] } {
  const scorer = createScorer(print, comparisons);
  const near = createSampleNear(print, sample)(comparisons);
  const isHome = comparisons.map(({ column }) => groupOf(print.meta.columns[column]!.reading.field) !== null);
  const counts = comparisons.map(() => [0, 0, 0, 0, 0]);
  const again = comparisons.map(() => ({ disagreeing: 0, compared: 0 }));
  const score = { stranger: 0, relative: 0 };
  for (const { row, printRow } of anchors) {
    scorer.take(sample.tokens(row, [...slots.keys()]), near.sets(row));
    scorer.score(printRow, score);
    const outcomes = [...scorer.outcomes];
    let hasHomeDisagreed = false;
    outcomes.forEach((outcome, at) => {
      scorer.score(printRow, score, at);
      if (outcome === EMPTY || score.stranger < Math.log2(print.meta.persons) + SURE_BITS) return;
      if (isHome[at] && hasHomeDisagreed) {
        again[at]!.compared++;
        if (outcome === DISAGREE) again[at]!.disagreeing++;
      }
      counts[at]![outcome]!++;
      if (isHome[at] && outcome === DISAGREE) hasHomeDisagreed = true;
    });
  }
  return { counts, again };
}

test('a pair teaches a column its outcome exactly where it is sure without it', () => {
  const learned = learnShares(
    print,
    comparisons,
    sample,
    anchors,
    createSampleNear(print, sample)(comparisons),
  );

  // With what is taken for known before the first pair: 14 + 0.5 + 0.25 + 1 outcomes, 2 disagreements of 4.
  const { counts, again } = plainCounts();
  const seen = (at: number): number => counts[at]!.reduce((sum, count) => sum + count, 0);
  learned.forEach(({ shares }, at) => {
    expect(shares.disagreeAgain).toBeCloseTo((again[at]!.disagreeing + 2) / (again[at]!.compared + 4), 12);
    expect(shares.disagree).toBeCloseTo((counts[at]![DISAGREE]! + 1) / (seen(at) + 15.75), 12);
  });
  expect(seen(FAMILY!)).toBeGreaterThan(100);
  expect(seen(FAMILY!)).toBeLessThan(900);
  expect(counts.reduce((sum, of) => sum + of[DISAGREE]!, 0)).toBeGreaterThan(100);
  expect(again[CITY!]!.compared).toBeGreaterThan(20);
});
