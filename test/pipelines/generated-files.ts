import { LABORATORY_A, type Laboratory, LEAK_SPELLING } from '../../src/demo/laboratories.ts';
import { type Fact, type Layout, writeRow } from '../../src/demo/layouts.ts';
import type { Person } from '../../src/demo/person.ts';
import { population } from '../../src/demo/population.ts';
import { writeDelimited } from '../../src/demo/write-delimited.ts';

const SEED = 20_261_122;
const LEAKED: readonly Fact[] = [
  'email',
  'city',
  'fullName',
  'phone',
  'birthDate',
  'postcode',
  'street',
  'nir',
];
const LEAK: Layout = {
  columns: LEAKED.map((fact) => ({ name: fact, fact })),
  spelling: LEAK_SPELLING,
};

/** Generated people; those of other places in the population are strangers to each other's households. */
export function people(count: number, from = 0): readonly Person[] {
  return [...population(SEED, count, { from })];
}

/** Column names and cells of a laboratory's table. */
export function tableOf(
  patients: readonly Person[],
  laboratory: Laboratory = LABORATORY_A,
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  return {
    header: laboratory.layout.columns.map(({ name }) => name),
    rows: patients.map((person) => writeRow(laboratory.layout, laboratory, person)),
  };
}

/** Cells of leaked rows: other columns, other spellings, names merged. */
export function leakOf(leaked: readonly Person[]): readonly (readonly string[])[] {
  return leaked.map((person) => writeRow(LEAK, LABORATORY_A, person));
}

/** Write a laboratory's table as `;`-separated windows-1252 with a header. */
export async function writeTable(
  path: string,
  patients: readonly Person[],
  laboratory: Laboratory = LABORATORY_A,
): Promise<void> {
  const { header, rows } = tableOf(patients, laboratory);
  await writeDelimited(path, header, rows, {
    delimiter: ';',
    encoding: 'windows-1252',
    lineEnd: '\r\n',
    isCompressed: path.endsWith('.gz'),
  });
}

/** Write a leak, tab-separated, without header unless one is given. */
export async function writeLeak(
  path: string,
  leaked: readonly Person[],
  header: readonly string[] | null = null,
): Promise<void> {
  await writeDelimited(path, header, leakOf(leaked), {
    delimiter: '\t',
    encoding: 'utf-8',
    lineEnd: '\n',
    isCompressed: path.endsWith('.gz'),
  });
}
