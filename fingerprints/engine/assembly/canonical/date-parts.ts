import { isRealDate, isYear, writeIsoDate, writeSerialDay } from './calendar-date';
import { EXCEL_SERIALS, lastYearOf2000s, MONTH_FIRST, UNREADABLE } from './reading';
import { signAt } from './signs';

// Dates of numbers already found, as fingerprints/fields/date-parse.ts reads them.

const LONGEST_SERIAL: i32 = 5;

/** Three numbers; which is the year shows by their lengths. */
export function dateOfParts(
  a: usize,
  aLength: i32,
  b: usize,
  bLength: i32,
  c: usize,
  cLength: i32,
  to: usize,
  reading: u32,
): i32 {
  const first = valueOf(a, aLength);
  const second = valueOf(b, bLength);
  const third = valueOf(c, cLength);
  if (aLength === 4) return orSwapped(first, second, third, false, to);
  if (aLength === 3 || cLength === 3 || cLength === 1) return UNREADABLE;
  if (cLength === 2 && first > 31) return orSwapped(fullYear(first, reading), second, third, false, to);
  const year = cLength === 4 ? third : fullYear(third, reading);
  return orSwapped(year, second, first, (reading & MONTH_FIRST) !== 0, to);
}

/** Digits alone: a year, a serial day, or a date of 6, 7 (a leading 0 was lost), 8, 12 or 14 digits. */
export function compactDate(from: usize, count: i32, to: usize, reading: u32): i32 {
  if (count === 4 && isYear(valueOf(from, 4))) {
    store<u32>(to, load<u32>(from));
    return 4;
  }
  if (count <= LONGEST_SERIAL) return serialDay(from, count, to, reading);
  if (count === 14 || count === 12) return yearFirst(from, to);
  if (count === 8) {
    const answer = yearFirst(from, to);
    return answer !== UNREADABLE ? answer : dateOfParts(from, 2, from + 2, 2, from + 4, 4, to, reading);
  }
  if (count === 7) return dateOfParts(from, 1, from + 1, 2, from + 3, 4, to, reading);
  return count === 6 ? sixDigits(from, to, reading) : UNREADABLE;
}

/** The day of a spreadsheet's serial number, where the column has such. */
export function serialDay(from: usize, count: i32, to: usize, reading: u32): i32 {
  if ((reading & EXCEL_SERIALS) === 0) return UNREADABLE;
  return writeSerialDay(valueOf(from, count), to);
}

/** 'YYYY-MM', or 'YYYY' for month 0. */
export function isoMonth(year: usize, month: usize, monthLength: i32, to: usize): i32 {
  return writeIsoDate(valueOf(year, 4), valueOf(month, monthLength), 0, to);
}

/** The number that `count` digits write. */
export function valueOf(from: usize, count: i32): u32 {
  let value: u32 = 0;
  for (let at = 0; at < count; at++) value = value * 10 + signAt(from + at) - 48;
  return value;
}

/** The column's order, unless the cell cannot be meant so: then the other. */
function orSwapped(year: u32, month: u32, day: u32, isSwapped: bool, to: usize): i32 {
  const m = isSwapped ? day : month;
  const d = isSwapped ? month : day;
  if (isRealDate(year, m, d)) return writeIsoDate(year, m, d, to);
  if (isRealDate(year, d, m)) return writeIsoDate(year, d, m, to);
  return writeIsoDate(year, month, day, to);
}

function fullYear(twoDigits: u32, reading: u32): u32 {
  return twoDigits <= <u32>lastYearOf2000s(reading) ? 2000 + twoDigits : 1900 + twoDigits;
}

function yearFirst(from: usize, to: usize): i32 {
  return writeIsoDate(valueOf(from, 4), valueOf(from + 4, 2), valueOf(from + 6, 2), to);
}

/** 'DDMMYY' as the column has it, else 'YYMMDD', else 'YYYYMM'. */
function sixDigits(from: usize, to: usize, reading: u32): i32 {
  const inOrder = dateOfParts(from, 2, from + 2, 2, from + 4, 2, to, reading);
  if (inOrder !== UNREADABLE) return inOrder;
  const year = fullYear(valueOf(from, 2), reading);
  const yearInFront = orSwapped(year, valueOf(from + 2, 2), valueOf(from + 4, 2), false, to);
  return yearInFront !== UNREADABLE ? yearInFront : isoMonth(from, from + 4, 2, to);
}
