import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { explainRow } from '../../src/pipelines/explain-row.ts';
import { storedReport } from '../../src/pipelines/list-known.ts';
import { people, writeTable } from '../pipelines/generated-files.ts';
import { RunPlace } from './run-place.ts';

const place = new RunPlace();
/** On a busy machine a thread starts slowly. */
const PATIENCE_MS = 180_000;
vi.setConfig({ testTimeout: PATIENCE_MS });
const DYING = new URL('./dying-run-worker.mjs', import.meta.url);

describe('a run of the service', () => {
  test('checks an upload in its thread and ends with the report', async () => {
    const service = place.service();
    service.start();
    const { id } = await service.queue.enqueue(await place.upload(), 'leak.txt', 'anna', 'u_anna');

    const run = await place.ended(id);

    expect(run).toMatchObject({ state: 'succeeded', attempts: 1, createdById: 'u_anna' });
    expect(run.progress?.step).toBe('matching');
    const report = await storedReport(place.context.store, run.result!.report!);
    expect(report.overlaps[0]?.print.name).toBe('lab_a');
    expect(report.suspect).toMatchObject({ name: 'leak.txt', rows: 200 });
  });

  test('adds a table and takes a snapshot of it again', async () => {
    const service = place.service();
    service.start();
    const source = join(place.folder, 'lab_b.csv');
    await writeTable(source, people(100, 1000));
    const order = {
      kind: 'table-add',
      name: 'lab_b',
      source,
      fields: {},
      ignoredColumns: [],
      force: false,
    } as const;
    const added = await service.queue.enqueue(order, 'lab_b', 'anna');
    await place.ended(added.id);

    const refreshed = await service.queue.enqueue({ kind: 'table-refresh', name: 'lab_b' }, 'lab_b', 'anna');

    expect(await place.ended(refreshed.id)).toMatchObject({ state: 'succeeded', result: { table: 'lab_b' } });
    const { id } = await place.context.store.tables.get('lab_b');
    expect(await place.context.store.prints.list({ subjectId: id })).toHaveLength(2);
  });

  test('keeps an estimate as a report that says it cannot explain rows', async () => {
    const service = place.service();
    service.start();
    const order = { ...(await place.upload()), estimateBytes: 4096 };
    const { id } = await service.queue.enqueue(order, 'leak.txt', 'anna');

    const { result } = await place.ended(id);

    const report = await storedReport(place.context.store, result!.report!);
    expect(report.id).toBe(result!.report);
    expect(report.overlaps[0]?.rows.method).not.toBe('exact');
    await expect(explainRow(place.context.store, report.id, 1, undefined)).rejects.toThrow('is an estimate');
  });

  test('that fails says why, without a folder of this machine', async () => {
    const service = place.service();
    service.start();
    const source = join(place.folder, 'missing.csv');
    const order = {
      kind: 'table-add',
      name: 'lab_b',
      source,
      fields: {},
      ignoredColumns: [],
      force: false,
    } as const;

    const { id } = await service.queue.enqueue(order, 'lab_b', 'anna');
    const run = await place.ended(id);

    expect(run).toMatchObject({ state: 'failed', failure: { code: 'RP_USAGE' } });
    expect(run.failure?.message).toContain('missing.csv');
    expect(run.failure?.message).not.toContain(place.folder);
  });

  test('whose thread dies each time is dead after as many attempts, and the next run is done', async () => {
    const limits = { runAttempts: 2 };
    const service = place.service({ workerUrl: DYING, settings: { ...place.settings, ...limits } });
    service.start();
    const order = { kind: 'table-refresh', name: 'dies' } as const;
    const dying = await service.queue.enqueue(order, 'dies', 'anna');
    const next = await service.queue.enqueue({ kind: 'table-refresh', name: 'refuses' }, 'refuses', 'anna');

    expect(await place.ended(next.id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      failure: { code: 'RP_USAGE' },
    });
    expect(await place.ended(dying.id)).toMatchObject({
      state: 'dead',
      attempts: 2,
      failure: { code: 'RP_WORKER_CRASHED' },
    });
  });

  test('that is cancelled stops, and leaves nothing', async () => {
    const service = place.service({ workerUrl: DYING });
    service.start();
    const { id } = await service.queue.enqueue({ kind: 'table-refresh', name: 'waits' }, 'waits', 'anna');
    await place.until(id, ({ state }) => state === 'running');

    await service.queue.cancel(id);

    expect(await place.ended(id)).toMatchObject({ state: 'cancelled', result: null });
  });

  test('that does not stop when it is told to has its thread ended', async () => {
    const settings = { ...place.settings, runStopMs: 100 };
    const service = place.service({ workerUrl: DYING, settings });
    service.start();
    const { id } = await service.queue.enqueue({ kind: 'table-refresh', name: 'deaf' }, 'deaf', 'anna');
    await place.until(id, ({ state, progress }) => state === 'running' && progress !== null);

    await service.queue.cancel(id);

    expect(await place.ended(id)).toMatchObject({ state: 'cancelled' });
  });

  test('goes back into the queue when the service ends, and no attempt is counted', async () => {
    const first = place.service({ workerUrl: DYING });
    first.start();
    const { id } = await first.queue.enqueue({ kind: 'table-refresh', name: 'waits' }, 'waits', 'anna');
    await place.until(id, ({ state }) => state === 'running');

    await first.close();

    expect(await place.context.store.runs.find(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  test('is cancelled by another process that only knows the store', async () => {
    const service = place.service({ workerUrl: DYING });
    service.start();
    const { id } = await service.queue.enqueue({ kind: 'table-refresh', name: 'waits' }, 'waits', 'anna');
    await place.until(id, ({ state }) => state === 'running');

    await place.context.store.runs.cancel(id);

    expect(await place.ended(id)).toMatchObject({ state: 'cancelled' });
  });

  test('hands its result on before it ends, again after that failed, and makes it once', async () => {
    const heard: string[] = [];
    const service = place.service({
      finish: async ({ state }, { report }) => {
        heard.push(`${state} ${report}`);
        if (heard.length === 1) throw new UsageError('the case is closed just now');
      },
    });
    service.start();
    const { id } = await service.queue.enqueue(await place.upload(), 'leak.txt', 'anna');

    const run = await place.ended(id);

    expect(heard).toEqual([`running ${run.result?.report}`, `running ${run.result?.report}`]);
    expect(await place.context.store.reports.list()).toHaveLength(1);
  });
});

describe('who follows a run', () => {
  test('hears of its progress and its end', async () => {
    const service = place.service();
    service.start();
    const { id } = await service.queue.enqueue(await place.upload(), 'leak.txt', 'anna');
    const states: string[] = [];

    await new Promise<void>((resolve) => {
      service.queue.follow(id, (run) => {
        states.push(run.state);
        if (run.endedAt !== null) resolve();
      });
    });

    expect(states.at(-1)).toBe('succeeded');
    expect(new Set(states)).toContain('running');
  });

  test('hears of one that another process does', async () => {
    const doing = place.service();
    const watching = place.service();
    const { id } = await watching.queue.enqueue(await place.upload(), 'leak.txt', 'anna');
    const ended = new Promise<string>((resolve) => {
      watching.queue.follow(id, (run) => {
        if (run.endedAt !== null) resolve(run.state);
      });
    });

    doing.start();

    expect(await ended).toBe('succeeded');
  });

  test('hears at most five times a second', async () => {
    const service = place.service({ workerUrl: DYING });
    service.start();
    const { id } = await service.queue.enqueue({ kind: 'table-refresh', name: 'chatty' }, 'chatty', 'anna');
    await place.until(id, ({ state }) => state === 'running');
    const heard: number[] = [];
    const leave = service.queue.follow(id, () => heard.push(performance.now()));

    await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(4);
    leave();

    const gaps = heard.slice(1).map((at, index) => at - heard[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(180);
  });
});

test('a refresh that was ordered twice is one run', async () => {
  const service = place.service();
  const first = await service.queue.enqueue({ kind: 'table-refresh', name: 'lab_a' }, 'lab_a', 'anna');

  const second = await service.queue.enqueue({ kind: 'table-refresh', name: 'LAB_A' }, 'lab_a', 'bob');

  expect(second.id).toBe(first.id);
  expect(first.controller).toBe('Laboratory A');
});

// Tests take their time-out when they are defined: the next file has its own.
vi.resetConfig();
