import { InvalidArgumentError } from 'commander';

/** Gathers an option that may be given several times, in the order given. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/**
 * Gathers COLUMN=FIELD. The last '=' parts them: a column's name may hold one, a field's cannot.
 * @throws {InvalidArgumentError} without both sides, or when a column is given two fields
 */
export function collectField(
  value: string,
  before: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const at = value.lastIndexOf('=');
  const column = value.slice(0, Math.max(0, at));
  const field = value.slice(at + 1).trim();
  if (at < 1 || column.trim() === '' || field === '') {
    throw new InvalidArgumentError('Write it as COLUMN=FIELD, for example --field NUMSS=nir.');
  }
  if (before !== undefined && Object.hasOwn(before, column) && before[column] !== field) {
    throw new InvalidArgumentError('The column already has another field: give it one.');
  }
  return { ...before, [column]: field };
}

/** A whole number from 1, as rows are counted. @throws {InvalidArgumentError} */
export function parseRowNumber(value: string): number {
  const row = Number(value);
  if (!/^\d{1,15}$/.test(value) || row < 1) {
    throw new InvalidArgumentError('Rows are whole numbers counted from 1.');
  }
  return row;
}

/** A whole number from 0, from which everything generated follows. @throws {InvalidArgumentError} */
export function parseSeed(value: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new InvalidArgumentError('A seed is a whole number from 0 to 999999999.');
  return Number(value);
}
