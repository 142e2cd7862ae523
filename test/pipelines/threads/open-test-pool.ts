import { afterEach } from 'vitest';
import {
  openThreadPool,
  type ThreadPool,
  type ThreadPoolOptions,
} from '../../../src/pipelines/threads/thread-pool.ts';
import type { PoolStart, PoolTask } from './pool-worker.ts';

/** The smallest module there is: `\0asm`, version 1. */
export const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const opened: ThreadPool<PoolTask, unknown>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.close()));
});

/** A pool of 2 threads of pool-worker.ts, and what it shares with them. It is closed after the test. */
export function openTestPool(changes: Partial<ThreadPoolOptions<PoolStart>> = {}) {
  const start: PoolStart = {
    begun: new SharedArrayBuffer(12),
    kernel: new WebAssembly.Module(EMPTY_MODULE),
    memory: new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true }),
    key: Uint8Array.of(1, 2, 3),
  };
  const pool = openThreadPool<PoolStart, PoolTask, unknown>({
    threads: 2,
    workerUrl: new URL('./pool-worker.ts', import.meta.url),
    start,
    step: 'matching rows',
    ...changes,
  });
  opened.push(pool);
  return { pool, start, begun: () => Atomics.load(new Int32Array(start.begun), 0) };
}

/** What a promise that must fail rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & { readonly code?: unknown }> {
  try {
    await promise;
  } catch (failure) {
    return failure as Error;
  }
  throw new Error('it did not fail');
}
