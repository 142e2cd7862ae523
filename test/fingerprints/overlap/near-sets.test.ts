import { beforeAll, describe, expect, test } from 'vitest';
import { createSlotReader, type Slot, type SlotReader } from '../../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { type Comparison, DEFAULT_SHARES } from '../../../fingerprints/overlap/comparison.ts';
import { createNearFinder, createSampleNear, setsOf } from '../../../fingerprints/overlap/near-sets.ts';
import { createSample, type Sample } from '../../../fingerprints/overlap/sample.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { PEOPLE_PLAN, personCells, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

const people = somePeople(51, 512).map(personCells);
const [NIR, FAMILY, GIVEN, BIRTH] = PEOPLE_PLAN.keys() as unknown as number[];
const slots: readonly Slot[] = PEOPLE_PLAN.map(({ reading }, column) => ({
  kind: 'whole',
  columns: [column],
  reading,
}));

let tokeniser: Tokeniser;
let print: Print;
let readers: SlotReader[];
let sample: Sample;

beforeAll(async () => {
  tokeniser = await testTokeniser();
  print = printOfRows(PEOPLE_PLAN, people, tokeniser);
  readers = slots.map((slot) => createSlotReader(slot, tokeniser));
  sample = createSample(people, readers, tokeniser);
});

function comparisonsOf(...uses: readonly (readonly [column: number, slot: number])[]): Comparison[] {
  return uses.map(([column, slot]) => ({ column, slot, alternates: [], shares: DEFAULT_SHARES }));
}

describe('what is near the rows of a sample', () => {
  test('is what the finder says of their cells, whatever was compared before', () => {
    const nearOf = createSampleNear(print, sample);

    for (const comparisons of [
      comparisonsOf([FAMILY!, FAMILY!], [GIVEN!, GIVEN!], [NIR!, NIR!], [BIRTH!, BIRTH!]),
      comparisonsOf([GIVEN!, FAMILY!], [FAMILY!, GIVEN!], [BIRTH!, BIRTH!]),
    ]) {
      const find = createNearFinder(print, comparisons, readers, tokeniser);
      const near = nearOf(comparisons);
      for (const row of [7, 3, 7]) {
        const expected = find(people[row]!)!;
        const sets = near.sets(row)!;

        expect(near.tokens(row)).toEqual(expected);
        setsOf(expected)!.forEach((set, at) => {
          for (const tokens of expected)
            for (const token of tokens ?? []) expect(sets[at]!.has(token)).toBe(set?.has(token) ?? false);
        });
      }
      expect(near.tokens(7)!.some((tokens) => tokens !== null && tokens.length > 0)).toBe(true);
    }
  });

  test('is nothing at all where no compared column keeps spellings', () => {
    const near = createSampleNear(print, sample)(comparisonsOf([NIR!, NIR!]));

    expect(near.tokens(0)).toBeNull();
    expect(near.sets(0)).toBeNull();
  });
});
