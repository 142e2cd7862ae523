import { UNREADABLE } from './reading';

// Days as fingerprints/fields/calendar-date.ts has them.

const EARLIEST_YEAR: u32 = 1800;
const LATEST_YEAR: u32 = 2199;
const DASH: u32 = 45;
/** Serial day of 1 March of the year 0 in spreadsheets (1900 system): where 400-year cycles begin. */
const SERIAL_OF_MARCH_0: i32 = -693899;
const DAYS_OF_CYCLE: i32 = 146097;

/** Whether the year is among those understood. */
export function isYear(year: u32): bool {
  return year - EARLIEST_YEAR <= LATEST_YEAR - EARLIEST_YEAR;
}

/** Whether the day exists within the years understood. */
export function isRealDate(year: u32, month: u32, day: u32): bool {
  if (!isYear(year) || month - 1 > 11 || day - 1 > 30) return false;
  if (month !== 2) return day <= 30 + ((month + (month >> 3)) & 1);
  return day < 29 || (day === 29 && isLeapYear(year));
}

/** Writes 'YYYY-MM-DD'; 'YYYY-MM' where the day is 0, 'YYYY' where the month is 0 too. */
export function writeIsoDate(year: u32, month: u32, day: u32, to: usize): i32 {
  if (isRealDate(year, month, day)) return writeDay(year, month, day, to);
  if (day !== 0 || month > 12 || !isYear(year)) return UNREADABLE;
  writeDay(year, month, 1, to);
  return month === 0 ? 4 : 7;
}

/** Writes the day after a real one. */
export function writeNextDay(year: u32, month: u32, day: u32, to: usize): i32 {
  if (isRealDate(year, month, day + 1)) return writeDay(year, month, day + 1, to);
  return month < 12 ? writeDay(year, month + 1, 1, to) : writeDay(year + 1, 1, 1, to);
}

/** Writes a spreadsheet's serial day of at most five digits. Up to 59 they count a 29 February 1900 that never was. */
export function writeSerialDay(serial: i32, to: usize): i32 {
  if (serial < 1 || serial === 60) return UNREADABLE;
  const days = (serial < 60 ? serial + 1 : serial) - SERIAL_OF_MARCH_0;
  const cycle = days / DAYS_OF_CYCLE;
  const dayOfCycle = days % DAYS_OF_CYCLE;
  const yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36524 - dayOfCycle / 146096) / 365;
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
  const monthFromMarch = (5 * dayOfYear + 2) / 153;
  const day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return writeDay(cycle * 400 + yearOfCycle + i32(month < 3), month, day, to);
}

function isLeapYear(year: u32): bool {
  return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function writeDay(year: u32, month: u32, day: u32, to: usize): i32 {
  store<u16>(to, twoDigits(year / 100));
  store<u16>(to + 2, twoDigits(year % 100));
  store<u8>(to + 4, DASH);
  store<u16>(to + 5, twoDigits(month));
  store<u8>(to + 7, DASH);
  store<u16>(to + 8, twoDigits(day));
  return 10;
}

function twoDigits(value: u32): u32 {
  return 0x3030 + value / 10 + ((value % 10) << 8);
}
