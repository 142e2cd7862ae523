import { describe, expect, test } from 'vitest';
import { DIRT_LEVELS, layoutAt } from '../../src/demo/dirt.ts';
import { LABORATORY_A, LABORATORY_C } from '../../src/demo/laboratories.ts';
import { writeRow } from '../../src/demo/layouts.ts';
import { type KnownTable, type LeakPlan, makeLeak } from '../../src/demo/leak.ts';
import { population } from '../../src/demo/population.ts';
import { truthOf } from '../../src/demo/truth.ts';

const SEED = 51;
const people = [...population(SEED, 4_096)];
const table: KnownTable = {
  name: 'lab_a',
  organisation: LABORATORY_A,
  layout: LABORATORY_A.layout,
  people: people.slice(0, 3_000),
};
const other: KnownTable = {
  name: 'lab_c',
  organisation: LABORATORY_C,
  layout: LABORATORY_C.layout,
  people: people.slice(2_500, 4_096),
};
const plan: LeakPlan = {
  seed: SEED,
  sources: [
    { table, share01: 0.5 },
    { table: other, share01: 0.1 },
  ],
  strangersShare01: 0.5,
  relativesShareOfStrangers01: 0.25,
  strangers: population(SEED, 5_000, { from: 4_096 }),
  repeatedShare01: 0.02,
  layout: layoutAt('clean', LABORATORY_A.layout),
  rates: DIRT_LEVELS.clean,
};
const fresh = (): LeakPlan => ({ ...plan, strangers: population(SEED, 5_000, { from: 4_096 }) });
const leak = makeLeak(fresh());
const different = leak.filter(({ isRepeated }) => !isRepeated);
const truth = truthOf(leak, [table, other]);

describe('makeLeak', () => {
  test('gives the same leak for the same plan', () => {
    expect(makeLeak(fresh())).toEqual(leak);
  });

  test('takes the promised share of each table', () => {
    const copied = (name: string): number =>
      different.filter(({ copiedFrom }) => copiedFrom?.table === name).length;

    expect(copied('lab_a')).toBe(1_500);
    expect(copied('lab_c')).toBe(160);
  });

  test('has the promised shares of strangers and relatives', () => {
    const strangers = different.filter(({ kind }) => kind !== 'member');

    expect(strangers.length).toBe(1_660);
    expect(strangers.filter(({ kind }) => kind === 'relative').length).toBe(415);
  });

  test('repeats the promised share of rows, cell by cell', () => {
    const repeated = leak.filter(({ isRepeated }) => isRepeated);
    const cells = new Set(different.map((row) => row.cells.join('\t')));

    expect(repeated.length / leak.length).toBeCloseTo(0.02, 3);
    expect(repeated.every((row) => cells.has(row.cells.join('\t')))).toBe(true);
  });

  test('never calls someone of a table a stranger, nor a stranger a member', () => {
    const members = new Set([...table.people, ...other.people].map(({ id }) => id));

    for (const { personId, kind } of leak) expect(members.has(personId)).toBe(kind === 'member');
  });

  test('copies the cells of the row it names', () => {
    const row = different.find(({ copiedFrom }) => copiedFrom?.table === 'lab_a');
    const person = table.people[(row?.copiedFrom?.row as number) - 1];

    expect(row?.cells).toEqual(writeRow(table.layout, LABORATORY_A, person as (typeof people)[number]));
  });

  test('names every row a person has in any table', () => {
    for (const { personId, presentIn } of leak) {
      const expected = [
        ...(personId >= 0 && personId < 3_000 ? [{ table: 'lab_a', row: personId + 1 }] : []),
        ...(personId >= 2_500 && personId < 4_096 ? [{ table: 'lab_c', row: personId - 2_500 + 1 }] : []),
      ];
      expect(presentIn).toEqual(expected);
    }
  });

  test('leaves blank what the source does not tell', () => {
    const insurer = plan.layout.columns.findIndex(({ fact }) => fact === 'insurer');
    const fromC = different.filter(({ copiedFrom }) => copiedFrom?.table === 'lab_c');
    const fromA = different.filter(({ copiedFrom }) => copiedFrom?.table === 'lab_a');

    expect(fromC.every(({ cells }) => cells[insurer] === '')).toBe(true);
    expect(fromA.some(({ cells }) => cells[insurer] !== '')).toBe(true);
  });

  test('says relative of a stranger who lives with someone in a table', () => {
    const half = { ...table, people: table.people.filter(({ id }) => id % 2 === 0) };
    const mates = makeLeak({
      ...plan,
      sources: [{ table: half, share01: 0.5 }],
      relativesShareOfStrangers01: 0,
      strangers: people.filter(({ id }) => id % 2 === 1 && id < 3_000),
    });
    const households = new Set(half.people.map(({ householdId }) => householdId));

    for (const { personId, kind } of mates.filter((row) => row.kind !== 'member')) {
      expect(kind).toBe(households.has(people[personId]?.householdId as number) ? 'relative' : 'stranger');
    }
    expect(mates.some(({ kind }) => kind === 'stranger')).toBe(true);
    expect(mates.some(({ kind }) => kind === 'relative')).toBe(true);
  });

  test('says so when there are too few strangers', () => {
    expect(() => makeLeak({ ...plan, strangers: [] })).toThrow(/only 0 were offered/);
  });
});

describe('truthOf', () => {
  test('explains every row once', () => {
    expect(truth.leakRows).toBe(leak.length);
    expect(truth.rowsExplained + truth.rowsUnexplained).toBe(leak.length);
    expect(truth.rowsExplained).toBe(leak.filter(({ presentIn }) => presentIn.length > 0).length);
    expect(truth.rowsRepeated).toBe(leak.filter(({ isRepeated }) => isRepeated).length);
  });

  test('counts each person once', () => {
    const ids = new Set(leak.filter(({ kind }) => kind === 'member').map(({ personId }) => personId));
    const sum = truth.tables.reduce((persons, one) => persons + one.persons, 0);

    expect(truth.persons).toBe(ids.size);
    // 500 people stand in both tables.
    expect(sum).toBeGreaterThan(truth.persons);
  });

  test('counts both directions for each table', () => {
    const [first] = truth.tables;
    const present = leak.filter(({ personId }) => personId >= 0 && personId < 3_000);

    expect(first).toMatchObject({ table: 'lab_a', controller: 'Laboratory A', tableRows: 3_000 });
    expect(first?.leakRowsPresent).toBe(present.length);
    expect(first?.share01).toBe(present.length / leak.length);
    expect(first?.tableRowsPresent).toBe(new Set(present.map(({ personId }) => personId)).size);
    expect(first?.reverseShare01).toBe((first?.tableRowsPresent as number) / 3_000);
  });

  test('is all zero for an empty leak', () => {
    expect(truthOf([], [table])).toMatchObject({ leakRows: 0, persons: 0, rowsExplained: 0 });
    expect(truthOf([], [table]).tables[0]).toMatchObject({ share01: 0, reverseShare01: 0 });
  });
});
