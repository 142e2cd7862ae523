import { beforeAll, describe, expect, test } from 'vitest';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { PEOPLE_PLAN, personCells, plannedColumn, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

const people = somePeople(71, 2_048);

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

/** The recognisable share of a table with some of the columns of the people. */
function shareWith(names: readonly string[], rows = people.map(personCells)): number {
  const plan = PEOPLE_PLAN.filter(({ name }) => names.includes(name!));
  return printOfRows(plan, rows, tokeniser).meta.recognisableShare;
}

describe('recognisableShare', () => {
  test('is the whole of a table with a number per person', () => {
    expect(shareWith(['NIR', 'NOM', 'PRENOM', 'NAISSANCE'])).toBe(1);
  });

  test('is nearly the whole of a table with names, birth date and home', () => {
    expect(shareWith(['NOM', 'PRENOM', 'NAISSANCE', 'RUE', 'VILLE'])).toBeGreaterThan(0.99);
  });

  test('is nothing of a table with towns and postcodes alone', () => {
    expect(shareWith(['CP', 'VILLE'])).toBe(0);
  });

  test('is nothing of a table of homes, which tell no relative from another', () => {
    expect(shareWith(['NOM', 'RUE', 'CP', 'VILLE', 'FIXE'])).toBe(0);
  });

  test('is the share of the rows that are filled', () => {
    const rows = people.map((person, at) => (at % 4 === 0 ? personCells(person) : PEOPLE_PLAN.map(() => '')));

    expect(shareWith(['NIR', 'NOM', 'PRENOM', 'NAISSANCE'], rows)).toBeCloseTo(0.25, 1);
  });

  test('is nothing of an empty table, of one column of one value, and of no column at all', () => {
    expect(shareWith(['NIR', 'NOM'], [])).toBe(0);
    expect(
      printOfRows([plannedColumn(0, 'a', 'text')], [['x'], ['x']], tokeniser).meta.recognisableShare,
    ).toBe(0);
    expect(printOfRows([], [['x']], tokeniser).meta.recognisableShare).toBe(0);
  });
});
