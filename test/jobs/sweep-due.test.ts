import { describe, expect, test } from 'vitest';
import { CancelledError, UsageError } from '../../src/core/errors.ts';
import { type DueOutcome, type DueParts, sweepDue } from '../../src/jobs/sweep-due.ts';
import { SweepRunningError } from '../../src/store/store-errors.ts';
import type { EndpointRecord } from '../../src/store/watched.ts';
import { sampleSweep } from '../reports/sample-sweep.ts';
import { TestHome } from '../store/test-home.ts';
import { DayClock, newEndpoint } from '../store/watched-samples.ts';

const home = new TestHome();
const clock = new DayClock();
/** 10 January 2026, 12:00. */
const NOW = Date.UTC(2026, 0, 10, 12);
const DAILY = { cron: '0 3 * * *', timeZone: 'UTC', jitterMs: 0 };

/** Endpoints that are due on these days of January, and the sweeps that were begun. */
async function partsWith(
  due: Readonly<Record<string, string | null>>,
  sweep: (name: string) => Promise<boolean>,
): Promise<{ parts: DueParts; swept: string[]; find: (name: string) => Promise<EndpointRecord> }> {
  clock.set(10);
  clock.advance(12 * 3_600_000);
  const { endpoints } = await home.open({ clock });
  for (const [name, nextDueAt] of Object.entries(due)) {
    const { options, ...rest } = newEndpoint(name);
    await endpoints.add({ ...rest, options: { ...options, schedule: DAILY } }, nextDueAt);
  }
  const swept: string[] = [];
  const parts: DueParts = {
    endpoints,
    clock,
    random: () => 0,
    signal: new AbortController().signal,
    sweep: async ({ name }) => {
      swept.push(name);
      return sampleSweep({ isReached: await sweep(name) });
    },
  };
  return { parts, swept, find: (name) => endpoints.get(name) };
}

async function outcomesOf(parts: DueParts): Promise<DueOutcome[]> {
  const outcomes: DueOutcome[] = [];
  for await (const outcome of sweepDue(parts)) outcomes.push(outcome);
  return outcomes;
}

describe('what is due', () => {
  test('is swept once however many runs were missed, the longest overdue first', async () => {
    const due = {
      yesterday: '2026-01-09T03:00:00.000Z',
      'last week': '2026-01-02T03:00:00.000Z',
      now: new Date(NOW).toISOString(),
      tomorrow: '2026-01-11T03:00:00.000Z',
      'by hand': null,
    };
    const { parts, swept } = await partsWith(due, async () => true);

    const outcomes = await outcomesOf(parts);
    const again = await outcomesOf(parts);

    expect(swept).toEqual(['last week', 'yesterday', 'now']);
    expect(outcomes.map(({ nextDueAt }) => nextDueAt)).toEqual(
      Array.from({ length: 3 }, () => '2026-01-11T03:00:00.000Z'),
    );
    expect(again).toEqual([]);
  });

  test('and is not reached is tried again sooner, and by its schedule once it was', async () => {
    let isThere = false;
    const { parts, find } = await partsWith({ a: '2026-01-10T03:00:00.000Z' }, async () => isThere);

    await outcomesOf(parts);
    const first = await find('a');
    clock.advance(5 * 60_000);
    await outcomesOf(parts);
    const second = await find('a');
    isThere = true;
    clock.advance(10 * 60_000);
    await outcomesOf(parts);

    expect(first).toMatchObject({ failures: 1, nextDueAt: '2026-01-10T12:05:00.000Z' });
    expect(second).toMatchObject({ failures: 2, nextDueAt: '2026-01-10T12:15:00.000Z' });
    expect(await find('a')).toMatchObject({ failures: 0, nextDueAt: '2026-01-11T03:00:00.000Z' });
  });

  test('and cannot begin is told and hinders no other', async () => {
    const due = { a: '2026-01-09T03:00:00.000Z', b: '2026-01-10T03:00:00.000Z' };
    const { parts, swept } = await partsWith(due, async (name) => {
      if (name === 'a') throw new UsageError('its login file cannot be read');
      return true;
    });

    const outcomes = await outcomesOf(parts);

    expect(swept).toEqual(['a', 'b']);
    expect(outcomes[0]).toMatchObject({ report: null, failure: { code: 'RP_USAGE' } });
    expect(outcomes[1]).toMatchObject({ endpoint: 'b', failure: null });
  });

  test('and is swept elsewhere stays due', async () => {
    const { parts, find } = await partsWith({ a: '2026-01-09T03:00:00.000Z' }, async () => {
      throw new SweepRunningError('process 7 is at it');
    });

    expect(await outcomesOf(parts)).toMatchObject([{ isRunningElsewhere: true, failure: null }]);
    expect(await find('a')).toMatchObject({ failures: 0, nextDueAt: '2026-01-09T03:00:00.000Z' });
  });

  test('and meets a bug is put off, so that others have their turn the next time', async () => {
    const due = { a: '2026-01-09T03:00:00.000Z', b: '2026-01-10T03:00:00.000Z' };
    const { parts, swept } = await partsWith(due, async (name) => {
      if (name === 'a') throw new TypeError('a bug');
      return true;
    });

    await expect(outcomesOf(parts)).rejects.toThrow('a bug');
    await outcomesOf(parts);

    expect(swept).toEqual(['a', 'b']);
  });

  test('and is cancelled stays due', async () => {
    const controller = new AbortController();
    const { parts, find } = await partsWith({ a: '2026-01-09T03:00:00.000Z' }, async () => {
      controller.abort();
      throw new CancelledError('cancelled');
    });

    await expect(outcomesOf({ ...parts, signal: controller.signal })).rejects.toThrow(CancelledError);
    expect(await find('a')).toMatchObject({ failures: 0, nextDueAt: '2026-01-09T03:00:00.000Z' });
  });
});
