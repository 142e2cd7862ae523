import { describe, expect, test } from 'vitest';
import { RowprintError } from '../../../src/core/errors.ts';
import { openThreadPool } from '../../../src/pipelines/threads/thread-pool.ts';
import { failureOf, openTestPool } from './open-test-pool.ts';
import type { PoolTask } from './pool-worker.ts';

describe('a pool of threads', () => {
  test('answers each of many tasks with its own result', async () => {
    const { pool } = openTestPool();
    const values = Array.from({ length: 200 }, (_, at) => at);

    const results = await Promise.all(values.map((value) => pool.run({ kind: 'double', value })));

    expect(results).toEqual(values.map((value) => 2 * value));
  });

  test('works on as many tasks at once as it has threads', async () => {
    const { pool } = openTestPool();

    const results = await Promise.all([
      pool.run({ kind: 'wait-for', begun: 2 }),
      pool.run({ kind: 'wait-for', begun: 2 }),
    ]);

    expect(results).toEqual([2, 2]);
  });

  test('answers a short task before a long one that came first', async () => {
    const { pool } = openTestPool();
    const order: unknown[] = [];
    const note = (result: unknown) => order.push(result);

    await Promise.all([
      pool.run({ kind: 'double', value: 1, delayMs: 300 }).then(note),
      pool.run({ kind: 'double', value: 2 }).then(note),
      pool.run({ kind: 'double', value: 3 }).then(note),
    ]);

    expect(order).toEqual([4, 6, 2]);
  });

  test('gives its threads the compiled kernel, the shared memory and the keys, and no environment', async () => {
    const { pool, start } = openTestPool({ threads: 1 });

    const described = await pool.run({ kind: 'describe-start' });

    expect(described).toEqual({
      kernelExports: [],
      isMemoryShared: true,
      key: start.key,
      variables: [],
    });
    expect(new Uint8Array(start.memory.buffer)[5]).toBe(1);
  });

  test('hands buffers over instead of copying them, both ways', async () => {
    const { pool } = openTestPool({ threads: 1 });
    const bytes = new Uint8Array(100);

    const result = await pool.run({ kind: 'fill', bytes }, [bytes.buffer]);

    expect(bytes.byteLength).toBe(0);
    expect(result).toEqual(new Uint8Array(100).fill(7));
  });

  test('has room for one task more than it has threads, then makes its feeder wait', async () => {
    const { pool, begun } = openTestPool();
    let underWay = 0;
    let most = 0;
    const results: Promise<unknown>[] = [];

    for (let value = 0; value < 30; value++) {
      await pool.freeThread();
      most = Math.max(most, ++underWay);
      results.push(pool.run({ kind: 'double', value, delayMs: value % 3 }).finally(() => underWay--));
    }
    await Promise.all(results);

    expect(most).toBe(3);
    expect(begun()).toBe(30);
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses to be a pool of %d threads', (threads) => {
    expect(() => openTestPool({ threads })).toThrow(RangeError);
  });

  test('refuses a start that cannot be given to a thread', () => {
    const open = () =>
      openThreadPool({
        threads: 1,
        workerUrl: new URL('./pool-worker.ts', import.meta.url),
        start: () => 1,
        step: 'matching rows',
      });

    expect(open).toThrow(/could not be cloned/);
  });
});

describe('a task that fails', () => {
  test('rejects with the name, code and message of a foreseen failure, and its cause', async () => {
    const { pool } = openTestPool();

    const failure = await failureOf(pool.run({ kind: 'throw-foreseen' }));

    expect(failure).toBeInstanceOf(RowprintError);
    expect(failure).toMatchObject({ name: 'UsageError', code: 'RP_USAGE', message: 'line 7: too long' });
    expect(failure.cause).toMatchObject({ message: 'why' });
  });

  test('rejects with an Error that says where the bug is', async () => {
    const { pool } = openTestPool();

    const failure = await failureOf(pool.run({ kind: 'throw-bug' }));

    expect(failure).not.toBeInstanceOf(RowprintError);
    expect(failure).toMatchObject({ name: 'TypeError', code: 'ODD', message: 'no such cell' });
    expect(failure.stack).toContain('pool-worker.ts');
  });

  test('rejects when what was thrown is no Error, without repeating it', async () => {
    const { pool } = openTestPool();

    const failure = await failureOf(pool.run({ kind: 'throw-text' }));

    expect(failure.message).toBe('something that is no Error was thrown: string');
  });

  test('rejects when its result cannot be sent', async () => {
    const { pool } = openTestPool();

    await expect(pool.run({ kind: 'answer-function' })).rejects.toThrow(/could not be cloned/);
  });

  test('rejects when it cannot be sent itself', async () => {
    const { pool } = openTestPool();
    const task = { kind: 'double', value: () => 1 } as unknown as PoolTask;

    await expect(pool.run(task)).rejects.toThrow(/could not be cloned/);
  });

  test('leaves its thread to the tasks after it', async () => {
    const { pool } = openTestPool({ threads: 1 });
    const unsendable = { kind: 'double', value: () => 1 } as unknown as PoolTask;
    const failing = [
      pool.run({ kind: 'throw-bug' }),
      pool.run({ kind: 'answer-function' }),
      pool.run(unsendable),
    ];
    await Promise.allSettled(failing);

    const result = await pool.run({ kind: 'double', value: 21 });

    expect(result).toBe(42);
  });
});
