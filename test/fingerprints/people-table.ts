import type { Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import type { FieldId, Role } from '../../fingerprints/fields/field.ts';
import type { PlannedColumn } from '../../fingerprints/print/building-column.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { createPrintBuilder } from '../../fingerprints/print/print-builder.ts';
import type { Person } from '../../src/demo/person.ts';
import { population } from '../../src/demo/population.ts';
import { DEFAULTS } from '../fields/generated-people.ts';

/** A column of a test table, planned by hand. */
export function plannedColumn(
  source: number,
  name: string,
  field: FieldId,
  role: Role | null = null,
  isKey = false,
): PlannedColumn {
  return { source, name, reading: defaultReading(field, DEFAULTS), role, isKey };
}

/** Fingerprint rows of cells with columns planned by hand. */
export function printOfRows(
  plan: readonly PlannedColumn[],
  rows: readonly (readonly string[])[],
  tokeniser: Tokeniser,
): Print {
  const builder = createPrintBuilder(plan, tokeniser, 'test-key');
  for (const cells of rows) builder.addRow(cells);
  return builder.build();
}

/** The columns of a patient table as every layout of the tests has them. */
export const PEOPLE_PLAN: readonly PlannedColumn[] = [
  plannedColumn(0, 'NIR', 'nir'),
  plannedColumn(1, 'NOM', 'name', 'family'),
  plannedColumn(2, 'PRENOM', 'name', 'given'),
  plannedColumn(3, 'NAISSANCE', 'date', 'birth'),
  plannedColumn(4, 'RUE', 'street'),
  plannedColumn(5, 'CP', 'postcode'),
  plannedColumn(6, 'VILLE', 'city'),
  plannedColumn(7, 'FIXE', 'phone'),
  plannedColumn(8, 'MOBILE', 'phone'),
  plannedColumn(9, 'EMAIL', 'email'),
];

/** A generated person as a row of PEOPLE_PLAN. */
export function personCells(person: Person): string[] {
  const { home } = person;
  return [
    person.nir,
    person.family,
    person.given,
    person.birthDate,
    `${home.houseNumber} ${home.street}`,
    home.postcode,
    home.city,
    person.landline ?? '',
    person.mobile ?? '',
    person.email ?? '',
  ];
}

/** Generated people of a seed; `from` a multiple of 512 keeps households whole. */
export function somePeople(seed: number, count: number, from = 0): Person[] {
  return [...population(seed, count, { from })];
}
