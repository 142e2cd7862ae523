import { describe, expect, test } from 'vitest';
import { nextRunMs, requireSchedule, retryAfterFailureMs } from '../../src/jobs/next-run.ts';

const PARIS = { cron: '30 2 * * *', timeZone: 'Europe/Paris', jitterMs: 0 };
const HOUR_MS = 3_600_000;

function nextOf(schedule: typeof PARIS, after: string, random01 = 0): string {
  return new Date(nextRunMs(schedule, Date.parse(after), random01)!).toISOString();
}

describe('the next run', () => {
  test('is told in the time zone of the schedule', () => {
    expect(nextOf(PARIS, '2026-01-10T12:00:00Z')).toBe('2026-01-11T01:30:00.000Z');
    expect(nextOf(PARIS, '2026-07-10T12:00:00Z')).toBe('2026-07-11T00:30:00.000Z');
  });

  test('comes once in the night in which its hour is skipped', () => {
    // On 29 March 2026 clocks in Paris go from 02:00 to 03:00.
    const first = nextRunMs(PARIS, Date.parse('2026-03-28T12:00:00Z'), 0)!;
    const second = nextRunMs(PARIS, first, 0)!;

    expect(new Date(first).toISOString().slice(0, 10)).toBe('2026-03-29');
    expect(new Date(second).toISOString()).toBe('2026-03-30T00:30:00.000Z');
  });

  test('comes once in the night in which its hour comes twice', () => {
    // On 25 October 2026 clocks in Paris go from 03:00 to 02:00.
    const first = nextRunMs(PARIS, Date.parse('2026-10-24T12:00:00Z'), 0)!;
    const second = nextRunMs(PARIS, first, 0)!;

    expect(new Date(first).toISOString().slice(0, 10)).toBe('2026-10-25');
    expect(new Date(second).toISOString()).toBe('2026-10-26T01:30:00.000Z');
  });

  test('is later by a part of the jitter', () => {
    const jittered = { ...PARIS, jitterMs: HOUR_MS };

    expect(nextOf(jittered, '2026-01-10T12:00:00Z', 0.5)).toBe('2026-01-11T02:00:00.000Z');
    expect(nextOf(jittered, '2026-01-10T12:00:00Z', 0.999)).toMatch(/^2026-01-11T02:29/);
  });
});

describe('a host that fails', () => {
  test('is tried again after 5 minutes, then twice as long each time, up to a day', () => {
    const minutes = [1, 2, 3, 8, 9, 10, 2000].map((failures) => retryAfterFailureMs(failures, 0) / 60_000);

    expect(minutes).toEqual([5, 10, 20, 640, 1280, 1440, 1440]);
  });
});

describe('a schedule', () => {
  test.each(['every day', '61 * * * *', '0 3 * *', ''])('%j is refused with what to write', (cron) => {
    expect(() => requireSchedule({ ...PARIS, cron })).toThrow(/no schedule: write minute.*'0 3 \* \* \*'/);
  });

  test('of no time zone is refused', () => {
    expect(() => requireSchedule({ ...PARIS, timeZone: 'Europe/Nowhere' })).toThrow('Europe/Nowhere');
  });

  test('that never comes is refused', () => {
    expect(() => requireSchedule({ ...PARIS, cron: '0 0 30 2 *' })).toThrow('never comes');
  });
});
