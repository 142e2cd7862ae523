import { beforeAll, describe, expect, test } from 'vitest';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { type Comparison, DEFAULT_SHARES } from '../../../fingerprints/overlap/comparison.ts';
import { planSection, type SectionPlan } from '../../../fingerprints/overlap/section-matcher.ts';
import { slotsOfSuspect } from '../../../fingerprints/overlap/suspect-slots.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { guessColumn } from '../../../src/pipelines/plan-columns.ts';
import { DEFAULTS, seededRandom } from '../../fields/generated-people.ts';
import { PEOPLE_PLAN, personCells, plannedColumn, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

const SEED = 81;
const people = somePeople(SEED, 2_048);
const strangers = somePeople(SEED, 512, 4_096);
/** The leak: a quarter of the table and as many strangers. */
const leaked = [...people.slice(512, 1_024), ...strangers].map(personCells);

let tokeniser: Tokeniser;
let print: Print;

beforeAll(async () => {
  tokeniser = await testTokeniser();
  print = printOfRows(PEOPLE_PLAN, people.map(personCells), tokeniser);
});

function planOf(of: Print, rows: readonly (readonly string[])[]): SectionPlan {
  const guesses = (rows[0] ?? []).map((_, column) => guessColumn(null, column, rows, DEFAULTS));
  return planSection([of], slotsOfSuspect(guesses), rows, tokeniser);
}

function comparisonOf(plan: SectionPlan, of: Print, name: string): Comparison | undefined {
  return plan.correspondences[0]!.comparisons.find(({ column }) => of.meta.columns[column]!.name === name);
}

/** Name of the print's column -> how and where the suspect has it: 'whole 3', 'joined 1+2'. */
function found(plan: SectionPlan, of: Print): Record<string, string> {
  return Object.fromEntries(
    plan.correspondences[0]!.comparisons.map(({ column, slot }) => {
      const { kind, columns } = plan.slots[slot]!;
      return [of.meta.columns[column]!.name ?? 'full name', `${kind} ${columns.join('+')}`];
    }),
  );
}

describe('correspondence', () => {
  test('finds every column of a leak without header, whatever their order', () => {
    const order = [7, 2, 9, 0, 5, 3, 8, 1, 6, 4];

    const plan = planOf(
      print,
      leaked.map((cells) => order.map((source) => cells[source]!)),
    );

    const expected = PEOPLE_PLAN.map(({ name, source }) => [name, `whole ${order.indexOf(source)}`]);
    expect(found(plan, print)).toEqual(Object.fromEntries(expected));
    expect(plan.correspondences[0]!.anchors).toBeGreaterThan(400);
  });

  test('finds given and family name in the merged names of a leak', () => {
    const merged = leaked.map(([nir, family, given, ...rest]) => [nir!, `${given} ${family}`, ...rest]);

    const plan = planOf(print, merged);

    expect(found(plan, print)).toMatchObject({ NOM: 'pieces 1', PRENOM: 'pieces 1', NAISSANCE: 'whole 2' });
    expect(found(plan, print)).not.toHaveProperty('full name');
  });

  test('finds the merged names of a table in two columns of a leak', () => {
    const table = printOfRows(
      [
        plannedColumn(0, 'PATIENT', 'name', 'full'),
        plannedColumn(1, 'NE_LE', 'date', 'birth'),
        plannedColumn(2, 'MAIL', 'email'),
      ],
      people.map((person) => [`${person.family} ${person.given}`, person.birthDate, person.email ?? '']),
      tokeniser,
    );

    const plan = planOf(
      table,
      leaked.map((cells) => [cells[3]!, cells[1]!, cells[2]!, cells[9]!]),
    );

    expect(found(plan, table)).toEqual({ PATIENT: 'joined 1+2', NE_LE: 'whole 0', MAIL: 'whole 3' });
  });

  test('tells two telephones apart, and looks for each in the other column where they were swapped', () => {
    const random = seededRandom(3);
    const swapped = leaked.map((cells) =>
      random() < 0.08 ? [...cells.slice(0, 7), cells[8]!, cells[7]!, cells[9]!] : cells,
    );

    const plan = planOf(print, swapped);

    const landline = comparisonOf(plan, print, 'FIXE')!;
    const mobile = comparisonOf(plan, print, 'MOBILE')!;
    expect(found(plan, print)).toMatchObject({ FIXE: 'whole 7', MOBILE: 'whole 8' });
    expect(landline.alternates).toEqual([mobile.slot]);
    expect(mobile.alternates).toEqual([landline.slot]);
    expect(mobile.shares.swapped).toBeGreaterThan(0.02);
  });

  test('learns how well each column agrees, is one slip off or differs', () => {
    const random = seededRandom(4);
    const spoiled = leaked.map((cells) => {
      const family = random() < 0.2 ? `${cells[1]!.slice(0, -1)}` : cells[1]!;
      const mobile = random() < 0.3 && cells[8] !== '' ? '0699999999' : cells[8]!;
      return [cells[0]!, family, ...cells.slice(2, 8), mobile, cells[9]!];
    });

    const plan = planOf(print, spoiled);

    expect(comparisonOf(plan, print, 'NIR')!.shares.agree).toBeGreaterThan(0.97);
    expect(comparisonOf(plan, print, 'NOM')!.shares.near).toBeGreaterThan(0.12);
    expect(comparisonOf(plan, print, 'MOBILE')!.shares.disagree).toBeGreaterThan(0.2);
    for (const { shares } of plan.correspondences[0]!.comparisons)
      expect(shares.agree + shares.near + shares.swapped + shares.disagree).toBeCloseTo(1, 12);
  });

  test('falls back to what occurs in the table where too few pairs are sure', () => {
    const plan = planOf(print, [...people.slice(0, 5), ...strangers].map(personCells));

    expect(plan.correspondences[0]!.anchors).toBeLessThan(12);
    expect(comparisonOf(plan, print, 'NIR')).toMatchObject({ alternates: [], shares: DEFAULT_SHARES });
  });

  test('compares nothing that identifies where nothing of the leak occurs in the table', () => {
    const plan = planOf(
      print,
      strangers.map((person) => [person.nir, person.email ?? '', person.mobile ?? '']),
    );

    expect(plan.correspondences[0]).toEqual({ comparisons: [], ways: null, anchors: 0 });
    expect(plan.slots).toEqual([]);
  });

  test('holds no column of a leak against two columns of the table before anything is known', () => {
    const births = people.map(({ birthDate }) => birthDate);
    const table = printOfRows(
      [plannedColumn(0, 'NE_LE', 'date', 'birth'), plannedColumn(1, 'VU_LE', 'date')],
      births.map((birth, at) => [birth, births[(at * 7) % births.length]!]),
      tokeniser,
    );

    const plan = planOf(
      table,
      births.slice(0, 11).map((birth) => [birth]),
    );

    expect(plan.correspondences[0]!.anchors).toBeLessThan(12);
    expect(plan.correspondences[0]!.comparisons.length).toBe(1);
  });

  test('weighs the most identifying column first', () => {
    const { comparisons } = planOf(print, leaked).correspondences[0]!;

    const bits = comparisons.map(({ column }) => print.meta.columns[column]!.identifyingBits);
    expect(bits).toEqual([...bits].sort((a, b) => b - a));
  });

  test('plans nothing for a section without rows, a row without cells, and a print without rows', () => {
    const empty = printOfRows(PEOPLE_PLAN, [], tokeniser);

    expect(planOf(print, []).correspondences).toEqual([{ comparisons: [], ways: null, anchors: 0 }]);
    expect(planOf(print, [[]]).correspondences[0]!.anchors).toBe(0);
    expect(planOf(empty, leaked).correspondences[0]!.anchors).toBe(0);
  });
});
