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

/** A whole number from 0. @throws {InvalidArgumentError} */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Write a whole number.');
  return Number(value);
}
const SIZE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Bytes, from 64 KiB: '8MiB', '2000000'. Units are those of the settings. @throws {InvalidArgumentError} */
export function parseSize(value: string): number {
  const [, count, unit] = /^(\d{1,12})\s*([kmg]ib|b)?$/i.exec(value) ?? [];
  const bytes = Number(count) * (SIZE_UNITS[(unit ?? '').toLowerCase()] ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes < LEAST_ESTIMATE_BYTES)
    throw new InvalidArgumentError('Write it as bytes or with a unit, such as 8MiB; at least 64KiB.');
  return bytes;
}

/** Of fewer an estimate would say hardly anything. */
const LEAST_ESTIMATE_BYTES = 64 * 1024;
