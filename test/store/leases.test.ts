import Sqlite from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import { SNAPSHOT } from './samples.ts';
import { TestHome } from './test-home.ts';

const home = new TestHome();
afterEach(() => {
  vi.useRealTimers();
});

function heartbeats(): unknown[] {
  const raw = new Sqlite(home.file, { readonly: true });
  const times = raw.prepare('select heartbeat_at from leases').pluck().all();
  raw.close();
  return times;
}

test('a writer that computes for long is heard of every minute, and no more once it is done', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let nowMs = Date.UTC(2026, 0, 1);
  const store = await home.open({ clock: { nowMs: () => nowMs } });
  const writer = await store.beginPrint({ kind: 'asset', snapshotAt: SNAPSHOT });
  expect(heartbeats()).toEqual(['2026-01-01T00:00:00.000Z']);

  nowMs += 60_000;
  await vi.advanceTimersByTimeAsync(60_000);
  // The beat is a transaction that was begun by the timer: anything after it waits for its end.
  await store.tables.list();

  expect(heartbeats()).toEqual(['2026-01-01T00:01:00.000Z']);
  await writer.abort();
  expect(vi.getTimerCount()).toBe(0);
});
