import { describe, expect, test } from 'vitest';
import { fieldFrom, guessColumn, planTableColumns } from '../../src/pipelines/plan-columns.ts';
import { people, tableOf } from './generated-files.ts';

const DEFAULTS = { country: 'FR', currentYear: 2026 };
const { header, rows } = tableOf(people(300));
const COLUMNS = header.map((name) => ({ name, declaredType: null }));
const NO_WISHES = { fields: {}, ignored: [], keyColumn: null };

describe('the plan of a table', () => {
  test('reads each column as what its values are', () => {
    const plan = planTableColumns(COLUMNS, rows, NO_WISHES, DEFAULTS);

    const fields = Object.fromEntries(plan.map(({ name, reading }) => [name, reading.field]));
    expect(fields).toMatchObject({
      NIR: 'nir',
      NOM: 'name',
      PRENOM: 'name',
      DATE_NAISSANCE: 'date',
      ADRESSE: 'street',
      CP: 'postcode',
      VILLE: 'city',
      TEL_MOBILE: 'phone',
      EMAIL: 'email',
    });
  });

  test('leaves out ignored columns and keeps the place of the others in the source', () => {
    const plan = planTableColumns(COLUMNS, rows, { ...NO_WISHES, ignored: [header[0]!] }, DEFAULTS);

    expect(plan.map(({ source }) => source)).toEqual(header.slice(1).map((_, at) => at + 1));
  });

  test('marks the key and only the key', () => {
    const plan = planTableColumns(COLUMNS, rows, { ...NO_WISHES, keyColumn: 'NIR' }, DEFAULTS);

    expect(plan.filter(({ isKey }) => isKey).map(({ name }) => name)).toEqual(['NIR']);
  });

  test('takes a wish over a guess, also where no value is of that field', () => {
    const wishes = { ...NO_WISHES, fields: { VILLE: 'iban' } };

    const plan = planTableColumns(COLUMNS, rows, wishes, DEFAULTS);

    expect(plan.find(({ name }) => name === 'VILLE')!.reading.field).toBe('iban');
  });

  test('names the columns there are when one is wished for that is not', () => {
    const wishes = { ...NO_WISHES, ignored: ['NOPE'] };

    expect(() => planTableColumns(COLUMNS, rows, wishes, DEFAULTS)).toThrow(/'NOPE'.*NUM_DOSSIER, NIR/);
  });
});

test('a column without any value still has a reading', () => {
  expect(guessColumn('X', 0, [[''], ['  ']], DEFAULTS).length).toBeGreaterThan(0);
});

test('a field that does not exist is refused with the list of those that do', () => {
  expect(() => fieldFrom('surname')).toThrow(/'surname'.*nir.*email/);
});
