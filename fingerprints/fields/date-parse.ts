import { isBlank } from './blank.ts';
import { EARLIEST_YEAR, isoDate, isRealDate, LATEST_YEAR, nextDay, serialDate } from './calendar-date.ts';
import type { ColumnReading } from './field.ts';
import { fold } from './fold.ts';
import { MONTH_BY_NAME, WORDS_AROUND_DATES } from './month-names.ts';

const LONGEST_CELL = 80;
const HAS_LETTER = /[A-Z]/;
/** From the time on: 'T23:00:00.000Z', ' 12:30', ' à 12h30', ' 12.00.00.000000 AM', 'T000000'. */
const TIME_TAIL =
  /(?:[T\s,]+(?:A |AT )?\d{1,2}\s?[:H]\s?\d{2}(?!\d).*|\s+\d{1,2}\.\d{2}\.\d{2}(?:\.\d+)?(?:\s?[AP]M)?|(?<=\d)T\d{4,6}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?|\s+\d{1,2}\s?H|\s*[+-]\d{2}:\d{2}|Z)$/;
/** Midnight in Paris, written in universal time by programs that store a date as an instant. */
const PARIS_MIDNIGHT_IN_UTC = /^(\d{4}-\d{2}-\d{2})[T ]2[23]:00:00(?:\.0+)?(?:Z|\+00:?00)$/;
const NUMERIC = /^(\d{1,4})\s*[/\-._ ,]\s*(\d{1,2})\s*[/\-._ ,]\s*(\d{1,4})$/;
const MONTH_AND_YEAR = /^(\d{1,2})\s*[/\-.]\s*(\d{4})$/;
const YEAR_AND_MONTH = /^(\d{4})\s*[/-]\s*(\d{1,2})$/;
const ONLY_DIGITS = /^\d+$/;
const SERIAL = /^\d{1,5}(?:[.,]\d+)?$/;
const WORDS_AND_NUMBERS = /\d+|[A-Z]+/g;
const NOT_A_DATE_SIGN = /[^A-Z0-9\s/\-.,'()_]/;

/** The same for every spelling of a day; see the field for what it promises. */
export function parseDate(cell: string, reading: ColumnReading): string | null {
  if (cell.length > LONGEST_CELL || isBlank(cell)) return null;
  const folded = fold(cell).trim();
  if (reading.country === 'FR') {
    const instant = PARIS_MIDNIGHT_IN_UTC.exec(folded);
    if (instant !== null) return shifted(instant[1]);
  }
  const day = folded.replace(TIME_TAIL, '').trim();
  if (HAS_LETTER.test(day)) return dateInWords(day, reading);
  const parts = NUMERIC.exec(day);
  if (parts !== null) return dateOfParts(parts[1], parts[2], parts[3], reading);
  return ONLY_DIGITS.test(day) || SERIAL.test(day) ? compactDate(day, reading) : partialDate(day);
}

/** 22 h or 23 h universal time, sharp, is the beginning of the next day in Paris. */
function shifted(iso: string): string | null {
  const valid = isoDate(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)));
  return valid === null || valid.length < 10 ? valid : nextDay(valid);
}

function dateOfParts(a: string, b: string, c: string, reading: ColumnReading): string | null {
  const first = Number(a);
  const second = Number(b);
  const third = Number(c);
  if (a.length === 4) return orSwapped(first, second, third, false);
  if (a.length === 3 || c.length === 3 || c.length === 1) return null;
  if (c.length === 2 && first > 31) return orSwapped(fullYear(first, reading), second, third, false);
  const year = c.length === 4 ? third : fullYear(third, reading);
  return orSwapped(year, second, first, reading.dayMonthOrder === 'month-first');
}

/** The column's order, unless the cell cannot be meant so: then the other. */
function orSwapped(year: number, month: number, day: number, isSwapped: boolean): string | null {
  const [m, d] = isSwapped ? [day, month] : [month, day];
  if (isRealDate(year, m, d)) return isoDate(year, m, d);
  if (isRealDate(year, d, m)) return isoDate(year, d, m);
  return isoDate(year, month, day);
}

function fullYear(twoDigits: number, reading: ColumnReading): number {
  return twoDigits <= reading.lastYearOf2000s ? 2000 + twoDigits : 1900 + twoDigits;
}

function compactDate(day: string, reading: ColumnReading): string | null {
  const digits = day.length === 7 ? `0${day}` : day;
  if (day.length === 4 && Number(day) >= EARLIEST_YEAR && Number(day) <= LATEST_YEAR) return day;
  if (reading.excelSerials && SERIAL.test(day)) return serialDate(Number(day.replace(',', '.')));
  if (!ONLY_DIGITS.test(day)) return null;
  if (digits.length === 14 || digits.length === 12) return yearFirst(digits.slice(0, 8));
  if (digits.length === 8) return (day.length === 8 ? yearFirst(digits) : null) ?? yearLast(digits, reading);
  if (digits.length !== 6) return null;
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return (
    dateOfParts(a, b, c, reading) ??
    orSwapped(fullYear(Number(a), reading), Number(b), Number(c), false) ??
    isoDate(Number(digits.slice(0, 4)), Number(c), 0)
  );
}

function yearFirst(digits: string): string | null {
  return isoDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
}

function yearLast(digits: string, reading: ColumnReading): string | null {
  return dateOfParts(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), reading);
}

function partialDate(day: string): string | null {
  const monthFirst = MONTH_AND_YEAR.exec(day);
  if (monthFirst !== null) return isoDate(Number(monthFirst[2]), Number(monthFirst[1]), 0);
  const yearFirstParts = YEAR_AND_MONTH.exec(day);
  return yearFirstParts === null ? null : isoDate(Number(yearFirstParts[1]), Number(yearFirstParts[2]), 0);
}

/** '3 mars 1984', 'Sat Mar 03 1984', '03-MAR-84', 'March 3rd, 1984', 'mars 1984'. */
function dateInWords(day: string, reading: ColumnReading): string | null {
  if (NOT_A_DATE_SIGN.test(day)) return null;
  const numbers: string[] = [];
  const months: number[] = [];
  for (const word of day.match(WORDS_AND_NUMBERS) ?? []) {
    const month = MONTH_BY_NAME.get(word);
    if (ONLY_DIGITS.test(word)) numbers.push(word);
    else if (month !== undefined) months.push(month);
    else if (!WORDS_AROUND_DATES.has(word)) return null;
  }
  if (months.length === 0) return withoutWords(day, numbers, reading);
  // 'mar. 3 mars 1984': the first is Tuesday.
  const isTuesdayFirst = months.length === 2 && months[0] === 3;
  const month = isTuesdayFirst ? months[1] : months[0];
  if (months.length > 1 && !isTuesdayFirst) return null;
  return dateOfNumbers(numbers, month, reading);
}

/** 'né le 03/03/1984', 'lundi 3/3/1984': only words around a date in digits. */
function withoutWords(day: string, numbers: readonly string[], reading: ColumnReading): string | null {
  if (numbers.length !== 3 || !/\d\s*$/.test(day)) return null;
  return NUMERIC.test(numbers.join('/')) ? dateOfParts(numbers[0], numbers[1], numbers[2], reading) : null;
}

function dateOfNumbers(numbers: readonly string[], month: number, reading: ColumnReading): string | null {
  if (numbers.length === 1) return isoDate(yearOf(numbers[0], reading), month, 0);
  if (numbers.length !== 2) return null;
  const [a, b] = numbers;
  const isYearFirst = a.length >= 3 || (b.length <= 2 && Number(a) > 31);
  const [day, year] = isYearFirst ? [b, a] : [a, b];
  return day.length > 2 ? null : isoDate(yearOf(year, reading), month, Number(day));
}

function yearOf(digits: string, reading: ColumnReading): number {
  return digits.length === 2 ? fullYear(Number(digits), reading) : Number(digits);
}
