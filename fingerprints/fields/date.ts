import { isRealDate } from './calendar-date.ts';
import { parseDate } from './date-parse.ts';
import { dateVariants } from './date-variants.ts';
import { FRENCH_HABITS } from './default-reading.ts';
import type { ColumnReading, Field } from './field.ts';
import { shareOf } from './share-of.ts';

/** Day of the calendar. */
export const date: Field = {
  id: 'date',
  title:
    'Date: ISO, day or month first, compact, in words (French, English), spreadsheet serial; time parts are dropped',
  scope: 'person',
  // Birth dates of 68 million residents over some 36,000 days, ages unevenly frequent (INSEE, pyramide des âges).
  identifyingBits: 14.5,
  headerWords: [
    'date',
    'dates',
    'dt',
    'jour',
    'day',
    'date naissance',
    'date de naissance',
    'datenaissance',
    'datenaiss',
    'datnaiss',
    'dtnaiss',
    'date naiss',
    'dt naiss',
    'naissance',
    'naiss',
    'ne le',
    'nee le',
    'ddn',
    'dn',
    'dob',
    'birth date',
    'birthdate',
    'date of birth',
    'birthday',
    'birth day',
    'born',
    'bday',
    'date deces',
    'date entree',
    'date sortie',
    'date creation',
    'created at',
    'updated at',
    'modified at',
    'timestamp',
    'date prelevement',
    'date inscription',
    'date expiration',
    'expiration date',
  ],
  fit,
  canonical,
  variants: dateVariants,
};

/**
 * ISO 'YYYY-MM-DD'; 'YYYY-MM' or 'YYYY' when only that stands there. Understood: any separators, day or month first as
 * the column has it, compact (8, 6 digits; 7 where a leading 0 was lost; 12 and 14 with time), month names and
 * abbreviations in French and English, ordinals, ISO with time and zone, serial days where the column has them.
 * Times are dropped; 22 and 23 h sharp in universal time are midnight in Paris, hence the next day, for France.
 * Null for days that do not exist and years outside 1800 to 2199.
 */
function canonical(cell: string, reading: ColumnReading): string | null {
  const day = cell.length === 10 ? cell : hasPlainTime(cell) ? cell.slice(0, 10) : null;
  const plain = day === null ? plainCompact(cell) : plainDate(day, reading.dayMonthOrder === 'month-first');
  return plain ?? parseDate(cell, reading);
}

/** 'YYYYMMDD'. */
function plainCompact(cell: string): string | null {
  if (cell.length !== 8 || !isRealDate(digitsAt(cell, 0, 4), digitsAt(cell, 4, 2), digitsAt(cell, 6, 2)))
    return null;
  return `${cell.slice(0, 4)}-${cell.slice(4, 6)}-${cell.slice(6)}`;
}

/** Ten signs, a blank or T, 'HH:MM' before 22 h: the time changes nothing and is cut. */
function hasPlainTime(cell: string): boolean {
  if (cell.length < 16 || cell.length > 35 || cell.charCodeAt(13) !== 58) return false;
  const between = cell.charCodeAt(10);
  const hour = digitsAt(cell, 11, 2);
  return (between === 32 || between === 84) && hour >= 0 && hour < 22 && digitsAt(cell, 14, 2) >= 0;
}

/** 'YYYY-MM-DD' and 'DD/MM/YYYY' without regular expressions: nearly all dates there are. Null leaves it to the parser. */
function plainDate(cell: string, isMonthFirst: boolean): string | null {
  if (isSeparator(cell.charCodeAt(4)) && cell.charCodeAt(4) === cell.charCodeAt(7)) {
    const [y, m, d] = [digitsAt(cell, 0, 4), digitsAt(cell, 5, 2), digitsAt(cell, 8, 2)];
    if (!isRealDate(y, m, d)) return null;
    return cell.charCodeAt(4) === 45 ? cell : `${cell.slice(0, 4)}-${cell.slice(5, 7)}-${cell.slice(8)}`;
  }
  if (!isSeparator(cell.charCodeAt(2)) || cell.charCodeAt(2) !== cell.charCodeAt(5)) return null;
  const [a, b, y] = [digitsAt(cell, 0, 2), digitsAt(cell, 3, 2), digitsAt(cell, 6, 4)];
  if (!(isMonthFirst ? isRealDate(y, a, b) : isRealDate(y, b, a))) return null;
  const first = cell.slice(0, 2);
  const second = cell.slice(3, 5);
  return isMonthFirst ? `${cell.slice(6)}-${first}-${second}` : `${cell.slice(6)}-${second}-${first}`;
}

function isSeparator(code: number): boolean {
  return code === 47 || code === 45 || code === 46 || code === 32;
}

/** Value of `count` digits from `at` on; -1 where one of them is no digit. */
function digitsAt(cell: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = cell.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Cells with separators or month names, and compact dates of 8 digits, are dates; shorter runs of digits may be anything. */
function fit(cells: readonly string[]): number {
  const wholeShare = shareOf(
    cells,
    (cell) => isWritten(cell) && (canonical(cell, FRENCH_HABITS)?.length ?? 0) === 10,
  );
  const partialShare = shareOf(
    cells,
    (cell) => isWritten(cell) && (canonical(cell, FRENCH_HABITS)?.length ?? 10) < 10,
  );
  const compactShare = shareOf(
    cells,
    (cell) => /^\s*\d{8}(?:\d{4}|\d{6})?\s*$/.test(cell) && isPlausible(cell),
  );
  const bareShare = shareOf(cells, (cell) => /^\s*\d{4,7}(?:\.\d+)?\s*$/.test(cell) && isPlausible(cell));
  return Math.min(1, wholeShare * 0.97 + partialShare * 0.8 + compactShare * 0.92 + bareShare * 0.2);
}

function isWritten(cell: string): boolean {
  return (
    cell.length >= 5 && cell.length <= 80 && /\d/.test(cell) && /\d[/\-.: ]\d|[a-zéû]{3}|T\d\d:/i.test(cell)
  );
}

/** Years people and their papers have. */
function isPlausible(cell: string): boolean {
  const iso = canonical(cell.trim(), { ...FRENCH_HABITS, excelSerials: true });
  return iso !== null && iso >= '1900' && iso < '2050';
}
