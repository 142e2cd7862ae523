const MS_PER_DAY = 86_400_000;

/**
 * Whole days from one time to another, rounded down: -1 for anything up to a day earlier. Null where either is no time.
 */
export function wholeDays(fromMs: number, toMs: number): number | null {
  const days = Math.floor((toMs - fromMs) / MS_PER_DAY);
  return Number.isFinite(days) ? days : null;
}

/** The last millisecond of a day in UTC ('2026-11-22', or the day of a longer ISO time); NaN where it is none. */
export function endOfDayMs(isoDay: string): number {
  return Date.parse(`${isoDay.slice(0, 10)}T23:59:59.999Z`);
}
