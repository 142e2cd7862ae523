import { type DayTime, isoTime, yearOf } from './listing-date.ts';

/** In which order a listing writes dates made of three numbers. */
export type DayOrder = 'day-month-year' | 'month-day-year' | 'year-month-day';

/**
 * The one of these orders in which all dates of the listing's first lines are dates. Null where several are left: a
 * date that can be read in two ways is not guessed.
 */
export function dayOrderOf(dates: readonly string[], orders: readonly DayOrder[]): DayOrder | null {
  const possible = orders.filter((order) => dates.every((date) => isoOfNumbers(date, order) !== null));
  return dates.length > 0 && possible.length === 1 ? possible[0]! : null;
}

/** ISO 8601 of three numbers ('24-05-01', '01.05.2024', '5/1/24') in that order; null where they are no date. */
export function isoOfNumbers(date: string, order: DayOrder, time?: DayTime): string | null {
  const [a = '', b = '', c = ''] = date.split(/\D/, 3);
  const [year, month, day] =
    order === 'year-month-day' ? [a, b, c] : order === 'day-month-year' ? [c, b, a] : [c, a, b];
  if (month.length > 2 || day.length > 2 || year.length < 2) return null;
  return isoTime(yearOf(year), Number(month), Number(day), time);
}
