const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Before it no file system counts (Windows starts there); after it four digits end. */
const FIRST_YEAR = 1601;
const LAST_YEAR = 9999;
/** Files of a listing with two-digit years are younger than FTP servers, which began in the seventies. */
const FIRST_TWO_DIGIT_YEAR = 70;
/** A 29 February is at most 8 years ago (1896 to 1904, 2096 to 2104). */
const MOST_YEARS_BACK = 8;
/** '00' to '60': listings are long, and their dates are most of the work. */
const TWO_DIGITS = Array.from({ length: 61 }, (_, number) => String(number).padStart(2, '0'));

/** A time of day; parts that were not told are 0. */
export interface DayTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The time of day of a date that has none. */
export const MIDNIGHT: DayTime = { hour: 0, minute: 0, second: 0 };

/** The latest moment that a date without year may mean. */
export interface LatestDate {
  readonly year: number;
  /** Month, day and time within the year, as digits: 06151200 and seconds. */
  readonly digits: number;
}

/** One day after the listing: the server's zone is unknown, and its clock may be wrong. */
export function latestDate(listedAtMs: number): LatestDate {
  const at = new Date(listedAtMs + DAY_MS);
  const time = { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() };
  return { year: at.getUTCFullYear(), digits: digitsOf(at.getUTCMonth() + 1, at.getUTCDate(), time) };
}

/** ISO 8601 of a date (months and days from 1) with its time, taken as UTC; null for 31 April and 25 o'clock. */
export function isoTime(
  year: number,
  month: number,
  day: number,
  time: DayTime = MIDNIGHT,
  millis = '000',
): string | null {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return null;
  const { hour, minute, second } = time;
  if (!(day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 60)) return null;
  // A leap second is told as the one before it, which every reader of dates understands.
  return `${year}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}T${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[Math.min(second, 59)]}.${millis}Z`;
}

/** The same moment, from a zone that many minutes east of Greenwich. */
export function isoTimeInZone(iso: string | null, minutesEast: number): string | null {
  return iso === null ? null : new Date(Date.parse(iso) - minutesEast * MINUTE_MS).toISOString();
}

/** ISO 8601 of a date without year: of the latest year in which it is a date and not after `latest`. */
export function isoTimeWithoutYear(
  latest: LatestDate,
  month: number,
  day: number,
  time: DayTime = MIDNIGHT,
): string | null {
  const last = digitsOf(month, day, time) <= latest.digits ? latest.year : latest.year - 1;
  for (let year = last; year >= last - MOST_YEARS_BACK; year--) {
    const iso = isoTime(year, month, day, time);
    if (iso !== null || month !== 2) return iso;
  }
  return null;
}

/** The year that digits mean: '24' is 2024, '95' is 1995, and '104' is 2004 of a server that counts from 1900. */
export function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return digits.length < 3 && year < FIRST_TWO_DIGIT_YEAR ? 2000 + year : 1900 + year;
}

/** '10:00', '9.05', '10h30', '10:00:59' and '10:00:59.123': the time of day. Null for anything else. */
export function dayTimeOf(text: string): DayTime | null {
  const found = /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?$/.exec(text);
  if (found === null) return null;
  return { hour: Number(found[1]), minute: Number(found[2]), second: Number(found[3] ?? 0) };
}

function digitsOf(month: number, day: number, { hour, minute, second }: DayTime): number {
  return (((month * 100 + day) * 100 + hour) * 100 + minute) * 100 + second;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
