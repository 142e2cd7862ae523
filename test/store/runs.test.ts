import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { RunProgress } from '../../src/store/run-records.ts';
import type { LeasedRun, NewRun } from '../../src/store/run-store.ts';
import type { Store } from '../../src/store/store.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const LIMITS = { timeoutMs: 30_000, maxAttempts: 5 };
const WORK = ['check', 'table-add', 'table-refresh'] as const;
const FAILURE = { code: 'RP_BUG', message: 'a bug' };

function check(wishes: Partial<NewRun> = {}): NewRun {
  return { kind: 'check', subject: 'leak.txt', order: { kind: 'check' }, createdBy: 'anna', ...wishes };
}

function progress(rowsDone: number): RunProgress {
  return {
    step: 'matching',
    rowsDone,
    rowsTotal: null,
    bytesDone: 0,
    bytesTotal: null,
    bytesPerSecond: null,
    etaMs: null,
    matches: null,
    share: null,
    at: '2026-11-22T00:00:00.000Z',
  };
}

async function leased(store: Store): Promise<LeasedRun> {
  const run = await store.runs.lease(WORK, LIMITS);
  if (run === null) throw new Error('there was nothing to lease');
  return run;
}

/** Change the database behind the store's back, as another process, or time, would. */
function behind(sql: string): void {
  const raw = new Sqlite(home.file);
  raw.exec(sql);
  raw.close();
}

describe('the queue', () => {
  test('gives runs in the order they came, each once', async () => {
    const store = await home.open();
    const first = await store.runs.enqueue(check());
    await new Promise((resolve) => setTimeout(resolve, 2));
    const second = await store.runs.enqueue(check());

    const taken = [await leased(store), await leased(store), await store.runs.lease(WORK, LIMITS)];

    expect(taken.map((one) => one?.run.id ?? null)).toEqual([first.id, second.id, null]);
    expect(taken[0]?.run).toMatchObject({ state: 'running', attempts: 1, ahead: null });
  });

  test('gives the same run to one only of many who ask at once, of two connections', async () => {
    const stores = [await home.open(), await home.open()];
    for (let count = 0; count < 5; count++) await stores[0]!.runs.enqueue(check());

    const taken = await Promise.all(
      Array.from({ length: 12 }, (_, at) => stores[at % 2]!.runs.lease(WORK, LIMITS)),
    );

    const ids = taken.flatMap((one) => (one === null ? [] : [one.run.id]));
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
  });

  test('says how many are ahead, sweeps apart from the rest', async () => {
    const store = await home.open();
    await store.runs.enqueue(check({ kind: 'sweep' }));
    await new Promise((resolve) => setTimeout(resolve, 2));
    await store.runs.enqueue(check());
    await new Promise((resolve) => setTimeout(resolve, 2));

    const last = await store.runs.enqueue(check());

    expect(last.ahead).toBe(1);
  });

  test('keeps one open run for each key, and takes a new one once that ended', async () => {
    const store = await home.open();
    const first = await store.runs.enqueue(check({ uniqueKey: 'sweep:megabus' }));
    const same = await store.runs.enqueue(check({ uniqueKey: 'sweep:megabus' }));
    const { hold } = await leased(store);
    await store.runs.end(hold, { state: 'succeeded', result: {} });

    const next = await store.runs.enqueue(check({ uniqueKey: 'sweep:megabus' }));

    expect(same.id).toBe(first.id);
    expect(next.id).not.toBe(first.id);
  });

  test('is listed newest first, page after page, each run once', async () => {
    const store = await home.open();
    for (let count = 0; count < 5; count++) await store.runs.enqueue(check());

    const first = await store.runs.list({ limit: 3 });
    const second = await store.runs.list({ limit: 3, before: first.at(-1)!.id });

    const ids = [...first, ...second].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(5);
  });

  test('shows who is limited only tables of their controllers and their own checks', async () => {
    const store = await home.open();
    const own = await store.runs.enqueue(check({ createdById: 'u_anna' }));
    const table = await store.runs.enqueue(check({ kind: 'table-refresh', controller: 'Laboratory A' }));
    await store.runs.enqueue(check({ createdById: 'u_bob' }));
    await store.runs.enqueue(check({ kind: 'table-refresh', controller: 'Laboratory B' }));
    await store.runs.enqueue(check({ kind: 'sweep', createdById: 'u_anna' }));

    const visible = await store.runs.list({
      limit: 10,
      visibleTo: { controllers: ['Laboratory A'], userId: 'u_anna' },
    });

    expect(visible.map(({ id }) => id).sort()).toEqual([own.id, table.id].sort());
  });
});

describe('a run whose process', () => {
  test('ended is taken at once, as another attempt, with its checkpoint', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    const first = await leased(store);
    await store.runs.checkpoint(first.hold, { step: 2 });
    behind("update runs set process = 'before the restart/0'");

    const second = await leased(store);

    expect(second.run).toMatchObject({ id: first.run.id, attempts: 2 });
    expect(second.checkpoint).toEqual({ step: 2 });
  });

  test('lives is left alone until its heart was silent for the time-out', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    await leased(store);

    const early = await store.runs.lease(WORK, LIMITS);
    behind("update runs set heartbeat_at = '2020-01-01T00:00:00.000Z'");
    const late = await store.runs.lease(WORK, LIMITS);

    expect(early).toBeNull();
    expect(late?.run.attempts).toBe(2);
  });

  test('lost it writes nothing any more', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    const lost = await leased(store);
    behind("update runs set process = 'before the restart/0'");
    const current = await leased(store);

    for (const write of [
      () => store.runs.beat(lost.hold, progress(1)),
      () => store.runs.checkpoint(lost.hold, {}),
      () => store.runs.pause(lost.hold),
      () => store.runs.end(lost.hold, { state: 'cancelled' }),
      () => store.runs.giveBack(lost.hold, FAILURE, { maxAttempts: 5, pauseMs: 0 }),
    ])
      expect((await refusalOf(write())).code).toBe('RP_RUN_LOST');

    await store.runs.end(current.hold, { state: 'succeeded', result: { report: 'r' } });
    expect(await store.runs.find(lost.run.id)).toMatchObject({ state: 'succeeded' });
  });

  test('died as often as is allowed is dead, and the next one is begun', async () => {
    const store = await home.open();
    const poison = await store.runs.enqueue(check());
    for (let attempt = 0; attempt < LIMITS.maxAttempts; attempt++) {
      await leased(store);
      behind("update runs set process = 'before the restart/0'");
    }
    const next = await store.runs.enqueue(check());

    const taken = await leased(store);

    expect(taken.run.id).toBe(next.id);
    expect(await store.runs.find(poison.id)).toMatchObject({
      state: 'dead',
      failure: { code: 'RP_RUN_DIED' },
    });
  });
});

describe('a report that a run made', () => {
  test('is committed with the run or not at all', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    const { run, hold } = await leased(store);
    const writer = await store.beginReport();

    await writer.commit({}, { made: { hold, result: { report: writer.id } } });

    expect(await store.runs.find(run.id)).toMatchObject({ state: 'running', result: { report: writer.id } });
  });

  test('is dropped where the run was lost meanwhile', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    const { hold } = await leased(store);
    const writer = await store.beginReport();
    await writer.write('part', new Uint8Array(10));
    behind("update runs set process = 'before the restart/0'");
    await leased(store);

    const refusal = await refusalOf(writer.commit({}, { made: { hold, result: { report: writer.id } } }));

    expect(refusal.code).toBe('RP_RUN_LOST');
    expect(await store.reports.list()).toEqual([]);
  });

  test('comes with its kept suspect, or neither comes', async () => {
    const store = await home.open();
    const print = await store.beginPrint({ kind: 'suspect', snapshotAt: '2026-11-22T00:00:00.000Z' });
    const report = await store.beginReport();
    const suspect = { name: 'leak', sha256: '0'.repeat(64) };
    const lost = { hold: { runId: 'q_20261122_00000000000000', lease: '' }, result: {} };

    const refusal = await refusalOf(
      report.commit({}, { print: print.publication({}, { suspect }), made: lost }),
    );

    expect(refusal.code).toBe('RP_RUN_LOST');
    expect(await store.suspects.list()).toEqual([]);
    expect(await store.prints.list()).toEqual([]);
  });
});

describe('a run that is cancelled', () => {
  test('ends at once while it waits', async () => {
    const store = await home.open();
    const { id } = await store.runs.enqueue(check());

    const cancelled = await store.runs.cancel(id);

    expect(cancelled).toMatchObject({ state: 'cancelled', isCancelling: false });
    expect(await store.runs.lease(WORK, LIMITS)).toBeNull();
  });

  test('tells whoever has it with the next beat', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    const { run, hold } = await leased(store);

    await store.runs.cancel(run.id);

    expect(await store.runs.beat(hold, null)).toEqual({ isCancelling: true });
  });

  test('is not begun again after its process died', async () => {
    const store = await home.open();
    const { id } = await store.runs.enqueue(check());
    await leased(store);
    await store.runs.cancel(id);
    behind("update runs set process = 'before the restart/0'");

    const taken = await store.runs.lease(WORK, LIMITS);

    expect(taken).toBeNull();
    expect(await store.runs.find(id)).toMatchObject({ state: 'cancelled' });
  });

  test('succeeded where its report was made already', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    const { run, hold } = await leased(store);
    const writer = await store.beginReport();
    await writer.commit({}, { made: { hold, result: { report: writer.id } } });

    await store.runs.end(hold, { state: 'cancelled' });

    expect(await store.runs.find(run.id)).toMatchObject({
      state: 'succeeded',
      result: { report: writer.id },
    });
  });
});

describe('a run that is given back', () => {
  test('waits its pause, then is tried again, until it is dead', async () => {
    const store = await home.open();
    const { id } = await store.runs.enqueue(check());
    const first = await leased(store);

    await store.runs.giveBack(first.hold, FAILURE, { maxAttempts: 2, pauseMs: 60_000 });
    const early = await store.runs.lease(WORK, LIMITS);
    behind('update runs set not_before = null');
    const second = await leased(store);
    await store.runs.giveBack(second.hold, FAILURE, { maxAttempts: 2, pauseMs: 60_000 });

    expect(early).toBeNull();
    expect(await store.runs.find(id)).toMatchObject({ state: 'dead', failure: FAILURE, attempts: 2 });
  });

  test('by a shutdown has lost no attempt', async () => {
    const store = await home.open();
    await store.runs.enqueue(check());
    await store.runs.pause((await leased(store)).hold);

    const again = await leased(store);

    expect(again.run.attempts).toBe(1);
  });

  test('by hand is refused while it is queued, running or succeeded', async () => {
    const store = await home.open();
    const { id } = await store.runs.enqueue(check());
    const queued = await refusalOf(store.runs.retry(id));
    const { hold } = await leased(store);
    const running = await refusalOf(store.runs.retry(id));
    await store.runs.end(hold, { state: 'failed', failure: FAILURE });

    const again = await store.runs.retry(id);

    expect([queued.code, running.code]).toEqual(['RP_USAGE', 'RP_USAGE']);
    expect(again).toMatchObject({ state: 'queued', attempts: 0, failure: null });
  });
});
