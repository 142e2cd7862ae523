import { beforeAll, describe, expect, test } from 'vitest';
import { createSlotReader, type Slot } from '../../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { Ways } from '../../../fingerprints/overlap/candidates.ts';
import { type Comparison, DEFAULT_SHARES } from '../../../fingerprints/overlap/comparison.ts';
import type { RowTokens } from '../../../fingerprints/overlap/evidence.ts';
import { learnWays } from '../../../fingerprints/overlap/learn-ways.ts';
import { createRowMatcher } from '../../../fingerprints/overlap/match-row.ts';
import { matchSample } from '../../../fingerprints/overlap/match-sample.ts';
import { createSample, type Sample } from '../../../fingerprints/overlap/sample.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { PEOPLE_PLAN, personCells, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

const people = somePeople(51, 3_000).map(personCells);
const slots: readonly Slot[] = PEOPLE_PLAN.map(({ reading }, column) => ({
  kind: 'whole',
  columns: [column],
  reading,
}));
const comparisons: readonly Comparison[] = PEOPLE_PLAN.map((_, column) => ({
  column,
  slot: column,
  alternates: [],
  shares: DEFAULT_SHARES,
}));
const [NIR, , , BIRTH] = PEOPLE_PLAN.keys();

let tokeniser: Tokeniser;
let print: Print;

beforeAll(async () => {
  tokeniser = await testTokeniser();
  print = printOfRows(PEOPLE_PLAN, people, tokeniser);
});

function sampleOf(rows: readonly (readonly string[])[]): Sample {
  return createSample(
    rows,
    slots.map((slot) => createSlotReader(slot, tokeniser)),
    tokeniser,
  );
}

function tokensOf(cells: readonly string[]): RowTokens {
  return sampleOf([cells]).tokens(0, [...slots.keys()]);
}

function waysOf(rows: readonly (readonly string[])[]): Ways | null {
  return learnWays(print, comparisons, sampleOf(rows), matchSample);
}

function without(cells: readonly string[], ...columns: number[]): string[] {
  return cells.map((cell, column) => (columns.includes(column) ? '' : cell));
}

describe('the ways that are learned from a sample', () => {
  test('are fewer than all, and lead to every row of the sample', () => {
    const sample = people.slice(0, 1_500);
    const ways = waysOf(sample)!;
    const matcher = createRowMatcher(print, comparisons, ways);
    const found = sample.filter((cells) => matcher.match(tokensOf(cells), () => null) !== null);

    expect(ways.single.length + ways.pairs.length).toBeLessThan(comparisons.length);
    expect(found).toHaveLength(sample.length);
  });

  test('hold more than one way to a row: an identifier that is wrong does not lose it', () => {
    const ways = waysOf(people.slice(0, 1_500))!;

    expect(ways.single).toContain(NIR);
    expect(ways.single.length).toBeGreaterThan(1);
  });

  test('are others where the sample lacks what identifies best', () => {
    const ways = waysOf(people.slice(0, 1_500).map((cells) => without(cells, NIR!)))!;

    expect(ways.single).not.toContain(NIR);
    expect(ways.single).toContain(BIRTH);
  });

  test('are all where the sample has too few people of the print', () => {
    expect(waysOf(people.slice(0, 900))).toBeNull();
  });
});

describe('a row that is beyond doubt', () => {
  test('is found by one way alone, with evidence that is no more than in full', () => {
    const tokens = tokensOf(people[7]!);
    const matcher = createRowMatcher(print, comparisons, { single: [NIR!], pairs: [] });
    const match = matcher.match(tokens, () => null)!;
    const full = { stranger: 0, relative: 0 };
    matcher.scorer.take(tokens, null);
    matcher.scorer.score(match.printRow, full);

    expect(match.printRow).toBe(7);
    expect(match.sameBits).toBeGreaterThan(20);
    expect(match.sameBits).toBeLessThanOrEqual(full.stranger - Math.log2(print.meta.persons));
  });

  test('is not taken for that where it differs: then all its evidence counts', () => {
    const cells = people[7]!.map((cell, column) => (column === BIRTH ? '01/02/1903' : cell));
    const matcher = createRowMatcher(print, comparisons, { single: [NIR!], pairs: [] });
    const match = matcher.match(tokensOf(cells), () => null)!;
    const full = { stranger: 0, relative: 0 };
    matcher.scorer.score(match.printRow, full);

    expect(match.sameBits).toBeCloseTo(full.stranger - Math.log2(print.meta.persons), 6);
  });
});
