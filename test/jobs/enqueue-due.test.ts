import { describe, expect, test } from 'vitest';
import { createRunQueue } from '../../src/jobs/create-run-queue.ts';
import { enqueueDue } from '../../src/jobs/enqueue-due.ts';
import { RunFollowers } from '../../src/jobs/run-followers.ts';
import type { RunEnd } from '../../src/store/run-store.ts';
import type { Store } from '../../src/store/store.ts';
import { TestHome } from '../store/test-home.ts';
import { DayClock, newEndpoint } from '../store/watched-samples.ts';

const home = new TestHome();
const clock = new DayClock();
const DAILY = { cron: '0 3 * * *', timeZone: 'UTC', jitterMs: 0 };
const DUE = '2026-01-10T03:00:00.000Z';
const LIMITS = { timeoutMs: 30_000, maxAttempts: 5 };

/** A store at noon of 10 January with these endpoints, and the schedule's look at them. */
async function placeWith(
  due: Readonly<Record<string, string | null>>,
): Promise<{ store: Store; look: () => Promise<void> }> {
  clock.set(10);
  clock.advance(12 * 3_600_000);
  const store = await home.open({ clock });
  for (const [name, nextDueAt] of Object.entries(due)) {
    const { options, ...rest } = newEndpoint(name);
    await store.endpoints.add({ ...rest, options: { ...options, schedule: DAILY } }, nextDueAt);
  }
  const queue = createRunQueue({ store, followers: new RunFollowers(store.runs), runner: null });
  return { store, look: () => enqueueDue({ store, queue, clock, random: () => 0 }) };
}

async function endSweep({ runs }: Store, end: RunEnd): Promise<void> {
  const leased = await runs.lease(['sweep'], LIMITS);
  await runs.end(leased!.hold, end);
}

async function subjects({ runs }: Store): Promise<readonly string[]> {
  return (await runs.list({ limit: 100 })).map(({ subject }) => subject);
}

describe('the schedule of the service', () => {
  test('orders a sweep of what is due, and of nothing else', async () => {
    const { store, look } = await placeWith({ due: DUE, later: '2026-01-11T03:00:00.000Z', 'by hand': null });

    await look();

    expect(await subjects(store)).toEqual(['due']);
  });

  test('orders none where one is queued or running', async () => {
    const { store, look } = await placeWith({ due: DUE });
    await look();
    await look();
    await store.runs.lease(['sweep'], LIMITS);

    await look();

    expect(await subjects(store)).toEqual(['due']);
  });

  test('waits longer and longer for an endpoint whose sweep cannot begin', async () => {
    const { store, look } = await placeWith({ due: DUE });
    await look();
    await endSweep(store, { state: 'failed', failure: { code: 'RP_OUT_OF_SCOPE', message: 'no mandate' } });

    await look();

    expect(await subjects(store)).toEqual(['due']);
    expect(await store.endpoints.get('due')).toMatchObject({
      nextDueAt: '2026-01-10T12:05:00.000Z',
      failures: 1,
    });
  });

  test('leaves an endpoint whose sweep was cancelled until its next time', async () => {
    const { store, look } = await placeWith({ due: DUE });
    await look();
    await endSweep(store, { state: 'cancelled' });

    await look();

    expect(await subjects(store)).toEqual(['due']);
    expect(await store.endpoints.get('due')).toMatchObject({
      nextDueAt: '2026-01-11T03:00:00.000Z',
      failures: 0,
    });
  });
});
