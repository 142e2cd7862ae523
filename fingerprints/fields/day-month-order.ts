import type { ColumnReading } from './field.ts';

type DayMonthOrder = ColumnReading['dayMonthOrder'];

const YEAR_LAST = /^\D{0,12}(\d{1,2})\s?[/\-. ]\s?(\d{1,2})\s?[/\-. ]\s?(?:\d{4}|\d{2})(?!\d)/;
const COMPACT_YEAR_LAST = /^\s*(\d{2})(\d{2})(?:1[89]|20)\d{2}\s*$/;

/**
 * Order of day and month over a whole column: a 13 to 31 tells the day. A few mistyped dates do not turn it, the
 * majority counts. Where no date tells, or both are told equally often, the fallback.
 */
export function dayMonthOrderOf(cells: readonly string[], fallback: DayMonthOrder): DayMonthOrder {
  let dayFirstCount = 0;
  let monthFirstCount = 0;
  for (const cell of cells) {
    const parts = YEAR_LAST.exec(cell) ?? COMPACT_YEAR_LAST.exec(cell);
    if (parts === null) continue;
    const first = Number(parts[1]);
    const second = Number(parts[2]);
    if (first > 12 && first <= 31 && second >= 1 && second <= 12) dayFirstCount++;
    if (second > 12 && second <= 31 && first >= 1 && first <= 12) monthFirstCount++;
  }
  if (dayFirstCount === monthFirstCount) return fallback;
  return dayFirstCount > monthFirstCount ? 'day-first' : 'month-first';
}
