import { beforeAll, describe, expect, test } from 'vitest';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { ComparedPrint } from '../../../fingerprints/overlap/conclude.ts';
import { DIRT_LEVELS, layoutAt } from '../../../src/demo/dirt.ts';
import { LABORATORY_A, LABORATORY_C, type Laboratory } from '../../../src/demo/laboratories.ts';
import { writeRow } from '../../../src/demo/layouts.ts';
import { type KnownTable, makeLeak } from '../../../src/demo/leak.ts';
import type { Person } from '../../../src/demo/person.ts';
import { type LeakTruth, truthOf } from '../../../src/demo/truth.ts';
import { planTableColumns } from '../../../src/pipelines/plan-columns.ts';
import { DEFAULTS } from '../../fields/generated-people.ts';
import { PEOPLE_PLAN, personCells, plannedColumn, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';
import { type Held, holdSuspect } from './hold-suspect.ts';

const SEED = 87;
const everybody = somePeople(SEED, 2_048);

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

function knownTable(name: string, organisation: Laboratory, people: readonly Person[]): KnownTable {
  return { name, organisation, layout: organisation.layout, people };
}

/** The table of a laboratory, fingerprinted as `table add` does. */
function comparedTable({ organisation, layout, people }: KnownTable): ComparedPrint {
  const rows = people.map((person) => writeRow(layout, organisation, person));
  const columns = layout.columns.map(({ name }) => ({ name, declaredType: null }));
  const plan = planTableColumns(columns, rows, { fields: {}, ignored: [], keyColumn: null }, DEFAULTS);
  return { print: printOfRows(plan, rows, tokeniser), kind: 'table', controller: organisation.name };
}

function peoplePrint(people: readonly Person[], changed: Partial<ComparedPrint> = {}): ComparedPrint {
  return {
    print: printOfRows(PEOPLE_PLAN, people.map(personCells), tokeniser),
    kind: 'table',
    controller: 'One',
    ...changed,
  };
}

describe('a leak of two laboratories that share patients', () => {
  // A has 800 people, C 500, of whom 300 are patients of both.
  const tables = [
    knownTable('a', LABORATORY_A, everybody.slice(0, 800)),
    knownTable('c', LABORATORY_C, everybody.slice(500, 1_000)),
  ];
  const leak = makeLeak({
    seed: SEED,
    sources: [
      { table: tables[0]!, share01: 0.6 },
      { table: tables[1]!, share01: 0.4 },
    ],
    strangersShare01: 0.2,
    relativesShareOfStrangers01: 0.25,
    strangers: everybody.slice(1_024),
    repeatedShare01: 0.03,
    layout: layoutAt('reformatted', LABORATORY_A.layout),
    rates: DIRT_LEVELS.reformatted,
  });
  const truth: LeakTruth = truthOf(leak, tables);
  let held: Held;

  beforeAll(async () => {
    held = await holdSuspect(tables.map(comparedTable), [leak.map(({ cells }) => cells)], tokeniser);
  });

  test('counts the rows of each that are present, repeated rows each time', () => {
    truth.tables.forEach(({ leakRowsPresent }, at) => {
      expect(Math.abs(held.tallies[at]!.presentRows - leakRowsPresent)).toBeLessThanOrEqual(2);
    });
    expect(truth.rowsRepeated).toBeGreaterThan(15);
  });

  test('counts the rows of each table that are in the leak, and its people, each once', () => {
    truth.tables.forEach(({ tableRowsPresent, persons }, at) => {
      expect(Math.abs(held.tallies[at]!.foundRows.count() - tableRowsPresent)).toBeLessThanOrEqual(2);
      expect(Math.abs(held.tallies[at]!.foundPersons.count() - persons)).toBeLessThanOrEqual(2);
    });
  });

  test('counts rows that any of them explains once', () => {
    expect(Math.abs(held.rowsExplained - truth.rowsExplained)).toBeLessThanOrEqual(2);
    expect(held.rowsExplained).toBeLessThan(held.tallies[0]!.presentRows + held.tallies[1]!.presentRows);
  });

  test('counts people of both laboratories once', () => {
    expect(Math.abs(held.persons - truth.persons)).toBeLessThanOrEqual(2);
    const perTable = truth.tables.reduce((sum, { persons }) => sum + persons, 0);
    expect(held.persons).toBeLessThan(perTable - 50);
  });

  test('counts the people of each controller', () => {
    expect(
      held.byController.map(({ controller }) => String(controller)).sort((a, b) => a.localeCompare(b)),
    ).toEqual(['Laboratory A', 'Laboratory C']);
    for (const { controller, persons } of held.byController) {
      const expected = truth.tables.find((table) => table.controller === controller)!.persons;
      expect(Math.abs(persons - expected)).toBeLessThanOrEqual(2);
    }
  });

  test('promises few chance rows', () => {
    for (const { expectedByChance, claimedRows } of held.rules)
      expect(expectedByChance).toBeLessThanOrEqual(0.001 * claimedRows);
  });
});

describe('conclude', () => {
  const half = everybody.slice(0, 600);

  test('finds nothing of ours among strangers, and promises hardly anything', async () => {
    const held = await holdSuspect(
      [peoplePrint(half)],
      [everybody.slice(1_024, 1_536).map(personCells)],
      tokeniser,
    );

    expect(held.tallies[0]).toMatchObject({ presentRows: 0 });
    expect(held).toMatchObject({
      rowsExplained: 0,
      persons: 0,
      byController: [{ controller: 'One', persons: 0 }],
    });
    expect(held.rules[0]!.expectedByChance).toBeLessThan(0.001);
  });

  test.each([
    ['without sections', []],
    ['without rows', [[]]],
    ['of empty rows', [[[], [], []]]],
    [
      'of blank cells',
      [
        [
          ['', ''],
          ['', ''],
        ],
      ],
    ],
  ])('finds nothing in a suspect %s', async (_, sections) => {
    const held = await holdSuspect([peoplePrint(half)], sections, tokeniser);

    expect(held).toMatchObject({ rowsExplained: 0, persons: 0 });
    expect(held.tallies[0]!.presentRows).toBe(0);
    expect(held.rules[0]!.expectedByChance).toBe(0);
  });

  test('compares with nothing where nothing is known', async () => {
    const held = await holdSuspect([], [half.map(personCells)], tokeniser);

    expect(held).toMatchObject({ rules: [], tallies: [], rowsExplained: 0, persons: 0, byController: [] });
  });

  test('adds up the sections of a suspect, each with columns of its own', async () => {
    const first = half.slice(0, 200).map(personCells);
    const second = half
      .slice(100, 300)
      .map((person) => [person.email ?? '', person.birthDate, person.family, person.nir]);

    const held = await holdSuspect([peoplePrint(half)], [first, second], tokeniser);

    expect(held.tallies[0]!.presentRows).toBe(400);
    expect(held.rowsExplained).toBe(400);
    expect(held.persons).toBe(300);
    expect(held.tallies[0]!.columns.map((columns) => columns.length)).toEqual([10, 4]);
  });

  test('finds a table in itself: every row, every person', async () => {
    const held = await holdSuspect([peoplePrint(half)], [half.map(personCells)], tokeniser);

    expect(held.tallies[0]!.presentRows).toBe(600);
    expect(held.tallies[0]!.foundRows.count()).toBe(600);
    expect(held.tallies[0]!.foundPersons.count()).toBe(600);
  });

  test('counts both rows of a person who stands twice in the table, and the person once', async () => {
    const doubled = [...half, ...half.slice(0, 40)];

    const held = await holdSuspect([peoplePrint(doubled)], [half.slice(0, 300).map(personCells)], tokeniser);

    expect(held.tallies[0]!.presentRows).toBe(300);
    expect(held.tallies[0]!.foundRows.count()).toBe(340);
    expect(held.persons).toBe(300);
  });

  test('explains no row by a kept suspect, but tells that it is there', async () => {
    const held = await holdSuspect(
      [peoplePrint(half, { kind: 'suspect', controller: null })],
      [half.slice(0, 300).map(personCells)],
      tokeniser,
    );

    expect(held.tallies[0]!.presentRows).toBe(300);
    expect(held).toMatchObject({ rowsExplained: 0, persons: 0, byController: [] });
  });

  test('counts people of an asset who are in no table beside those of the tables, each once', async () => {
    const held = await holdSuspect(
      [
        peoplePrint(half.slice(0, 400)),
        peoplePrint(half.slice(200, 600), { kind: 'asset', controller: null }),
      ],
      [half.map(personCells)],
      tokeniser,
    );

    expect(held).toMatchObject({
      rowsExplained: 600,
      persons: 600,
      byController: [{ controller: 'One', persons: 400 }],
    });
  });

  test('counts a person of two tables once though different rows of the suspect point to each', async () => {
    // One table knows social-security and file numbers, the other accounts; each row of the suspect has only its own.
    const names = [
      plannedColumn(0, 'NOM', 'name', 'family'),
      plannedColumn(1, 'PRENOM', 'name', 'given'),
      plannedColumn(2, 'NAISSANCE', 'date', 'birth'),
    ];
    const namesOf = (person: Person): string[] => [person.family, person.given, person.birthDate];
    const fileOf = (person: Person): string => `DX-${104_729 + person.id * 7}`;
    const accountOf = (person: Person): string =>
      `${String(10_000_000 + person.id)}-aaaa-4bbb-8ccc-1234567890ab`;
    const compared: ComparedPrint[] = [
      {
        print: printOfRows(
          [...names, plannedColumn(3, 'NIR', 'nir'), plannedColumn(4, 'DOSSIER', 'code')],
          half.map((person) => [...namesOf(person), person.nir, fileOf(person)]),
          tokeniser,
        ),
        kind: 'table',
        controller: 'One',
      },
      {
        print: printOfRows(
          [...names, plannedColumn(3, 'COMPTE', 'uuid'), plannedColumn(4, 'CLIENT', 'secret')],
          half.map((person) => [...namesOf(person), accountOf(person), `${person.id}:client`]),
          tokeniser,
        ),
        kind: 'table',
        controller: 'Two',
      },
    ];
    const first = half.map((person) => [person.nir, fileOf(person), '', '']);
    const second = half.map((person) => ['', '', accountOf(person), `${person.id}:client`]);

    const held = await holdSuspect(compared, [[...first, ...second]], tokeniser);

    expect(held.tallies.map(({ presentRows }) => presentRows)).toEqual([600, 600]);
    expect(held.rowsExplained).toBe(1_200);
    expect(held.persons).toBe(600);
  });

  test.each([
    ['names and birth date', [1, 2, 3]],
    ['NIR and birth date', [0, 3]],
    ['mobile, given name and birth date', [2, 3, 8]],
  ])('finds the people of a leak that has only %s, against a table of many columns', async (_, sources) => {
    const table: KnownTable = knownTable('a', LABORATORY_A, half);
    const leak = [...half.slice(100, 400), ...everybody.slice(1_024, 1_324)].map(personCells);

    const held = await holdSuspect(
      [comparedTable(table)],
      [leak.map((cells) => sources.map((source) => cells[source]!))],
      tokeniser,
    );

    const withAll = leak
      .slice(0, 300)
      .filter((cells) => sources.every((source) => cells[source] !== '')).length;
    expect(held.tallies[0]!.presentRows).toBeGreaterThanOrEqual(0.97 * withAll);
    expect(held.tallies[0]!.presentRows).toBeLessThanOrEqual(300);
  });

  test('gives the same conclusion twice', async () => {
    const once = await holdSuspect(
      [peoplePrint(half)],
      [everybody.slice(300, 900).map(personCells)],
      tokeniser,
    );
    const again = await holdSuspect(
      [peoplePrint(half)],
      [everybody.slice(300, 900).map(personCells)],
      tokeniser,
    );

    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    expect(once.tallies[0]!.presentRows).toBe(300);
  });
});
