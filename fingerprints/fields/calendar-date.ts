/** Birth, admission and contract dates lie between these; '0001-01-01' and '9999-12-31' stand for nothing. */
export const EARLIEST_YEAR = 1800;
export const LATEST_YEAR = 2199;

/** '00' to '99'. */
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, value) =>
  String(value).padStart(2, '0'),
);
const MONTH_LENGTHS: readonly number[] = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets (1900 system) from serial 61 on; before, they count a 29 February 1900 that never was. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

/** Whether the day exists (proleptic Gregorian calendar) within the years understood here. */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12) return false;
  if (day < 1 || day > MONTH_LENGTHS[month]) return false;
  return day < 29 || month !== 2 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/**
 * 'YYYY-MM-DD'; 'YYYY-MM' where the day is 0 and 'YYYY' where the month is 0 too, as registers write what is not
 * known. Null for days that do not exist.
 */
export function isoDate(year: number, month: number, day: number): string | null {
  if (isRealDate(year, month, day)) return `${year}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
  if (day !== 0 || year < EARLIEST_YEAR || year > LATEST_YEAR) return null;
  if (month === 0) return String(year);
  return month <= 12 ? `${year}-${TWO_DIGITS[month]}` : null;
}

/** The day after a real ISO date. */
export function nextDay(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** ISO date of a spreadsheet's serial day (1900 system; the fraction is the time). Null beyond the years understood. */
export function serialDate(serial: number): string | null {
  const day = Math.floor(serial);
  if (day < 1 || day === 60) return null;
  const date = new Date(SERIAL_EPOCH_MS + (day < 60 ? day + 1 : day) * DAY_MS);
  const year = date.getUTCFullYear();
  return year > LATEST_YEAR ? null : isoDate(year, date.getUTCMonth() + 1, date.getUTCDate());
}
