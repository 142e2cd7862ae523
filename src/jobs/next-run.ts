import { Cron } from 'croner';
import { UsageError } from '../core/errors.ts';
import type { Schedule } from '../store/watched.ts';

/** A failing host is tried again after 5 minutes, then 10, 20, … up to a day: it may be back before its next turn. */
const FIRST_RETRY_MS = 5 * 60_000;
const LONGEST_RETRY_MS = 24 * 3_600_000;

/**
 * When a schedule wants its next run after `afterMs`, in milliseconds since 1970: the next time of its cron expression in
 * its time zone, later by a part of its jitter (`random01`: 0 up to 1). Null when there is none any more.
 */
export function nextRunMs(schedule: Schedule, afterMs: number, random01: number): number | null {
  const next = cronOf(schedule).nextRun(new Date(afterMs));
  return next === null ? null : next.getTime() + Math.floor(random01 * schedule.jitterMs);
}

/** When a host that failed so many times in a row is tried again. */
export function retryAfterFailureMs(failures: number, afterMs: number): number {
  return afterMs + Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1), LONGEST_RETRY_MS);
}

/** Refuse a schedule that could never run. @throws {UsageError} */
export function requireSchedule(schedule: Schedule): void {
  if (cronOf(schedule).nextRun() === null)
    throw new UsageError(`the schedule '${schedule.cron}' never comes: write for example '0 3 * * *'`);
}

function cronOf({ cron, timeZone }: Schedule): Cron {
  try {
    return new Cron(cron, { timezone: timeZone, mode: '5-or-6-parts', paused: true });
  } catch (cause) {
    throw new UsageError(
      `'${cron}' in the time zone '${timeZone}' is no schedule: write minute, hour, day, month and weekday, such as '0 3 * * *', and a zone such as Europe/Paris`,
      { cause },
    );
  }
}
