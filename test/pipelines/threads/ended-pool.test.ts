import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { WorkerCrashedError } from '../../../src/pipelines/threads/worker-crashed-error.ts';
import { failureOf, openTestPool } from './open-test-pool.ts';
import type { PoolTask } from './pool-worker.ts';

/** How a worker can die, and what a person is told of it. */
const DEATHS: readonly (readonly [
  kind: 'exit' | 'throw-later' | 'reject-later' | 'fill-heap',
  told: RegExp,
])[] = [
  ['exit', /^matching rows: a worker thread ended with exit code 3[.] Run again with fewer threads/],
  ['throw-later', /^matching rows: a worker thread died of a failure that it did not catch[.] Run again/],
  ['reject-later', /^matching rows: a worker thread died of a failure that it did not catch[.] Run again/],
  ['fill-heap', /^matching rows: a worker thread ran out of memory[.] Run again with fewer threads/],
];

describe('a worker that dies', () => {
  test.each(DEATHS)('of %s fails all that is under way or waits', async (kind, told) => {
    const { pool } = openTestPool({ resourceLimits: { maxOldGenerationSizeMb: 48 } });
    const looping = pool.run({ kind: 'loop' });
    const dying = pool.run({ kind });
    const queued = pool.run({ kind: 'double', value: 1 });

    const failures = await Promise.all([looping, dying, queued, pool.freeThread()].map(failureOf));

    for (const failure of failures) {
      expect(failure).toBeInstanceOf(WorkerCrashedError);
      expect(failure.code).toBe('RP_WORKER_CRASHED');
      expect(failure.message).toMatch(told);
      expect(failure.message).not.toContain('Martin');
    }
  });

  test('keeps what it died of as the cause', async () => {
    const { pool } = openTestPool();

    const failure = await failureOf(pool.run({ kind: 'throw-later' }));

    expect(failure.cause).toMatchObject({ message: 'Jeanne Martin' });
  });

  test('leaves a pool that takes no more tasks', async () => {
    const { pool, begun } = openTestPool();
    await failureOf(pool.run({ kind: 'exit' }));

    const failures = await Promise.all([pool.run({ kind: 'exit' }), pool.freeThread()].map(failureOf));

    expect(failures.map(({ code }) => code)).toEqual(['RP_WORKER_CRASHED', 'RP_WORKER_CRASHED']);
    expect(begun()).toBe(1);
  });

  test.each([
    ['does not exist', new URL('file:///no/such/worker.ts')],
    ['throws', new URL('./dies-at-start.ts', import.meta.url)],
    ['serves nothing', new URL('./serves-nothing.ts', import.meta.url)],
  ])('before its first task, since its module %s, fails the pool', async (_, workerUrl) => {
    const { pool } = openTestPool({ workerUrl });

    const failure = await failureOf(pool.run({ kind: 'double', value: 1 }));

    expect(failure).toBeInstanceOf(WorkerCrashedError);
  });
});

describe('a cancelled pool', () => {
  test('ends endless loops within a second', async () => {
    const cancel = new AbortController();
    const { pool, begun } = openTestPool({ signal: cancel.signal });
    const tasks = [pool.run({ kind: 'loop' }), pool.run({ kind: 'loop' }), pool.run({ kind: 'loop' })];
    while (begun() < 2) await sleep(5);
    const startMs = performance.now();

    cancel.abort('enough');
    const failures = await Promise.all([...tasks, pool.freeThread()].map(failureOf));
    await pool.close();

    expect(performance.now() - startMs).toBeLessThan(1000);
    for (const failure of failures) expect(failure).toBeInstanceOf(CancelledError);
    expect(failures[0].cause).toBe('enough');
  });

  test('takes no more tasks', async () => {
    const cancel = new AbortController();
    const { pool, begun } = openTestPool({ signal: cancel.signal });

    cancel.abort();

    await expect(pool.run({ kind: 'double', value: 1 })).rejects.toThrow(CancelledError);
    expect(begun()).toBe(0);
  });

  test('is not opened when the signal fired before', () => {
    expect(() => openTestPool({ signal: AbortSignal.abort() })).toThrow(CancelledError);
  });
});

describe('a closed pool', () => {
  test('ends its threads, and rejects what is under way', async () => {
    const { pool, start, begun } = openTestPool();
    const task = pool.run({ kind: 'loop' });
    while (begun() < 1) await sleep(5);

    await pool.close();
    const turns = new Int32Array(start.begun)[2];
    await sleep(20);

    await expect(task).rejects.toThrow('matching rows: the pool of threads is closed');
    expect(new Int32Array(start.begun)[2]).toBe(turns);
  });

  test('rejects tasks, and may be closed again', async () => {
    const { pool } = openTestPool();
    await pool.close();
    await pool.close();

    const task: Promise<unknown> = pool.run({ kind: 'double', value: 1 } satisfies PoolTask);

    await expect(task).rejects.toThrow('closed');
  });

  test('is deaf to the signal', async () => {
    const cancel = new AbortController();
    const { pool } = openTestPool({ signal: cancel.signal });
    await pool.close();

    cancel.abort();

    await expect(pool.freeThread()).rejects.toThrow('closed');
  });
});
