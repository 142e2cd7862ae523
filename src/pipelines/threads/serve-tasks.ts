import {
  isMainThread,
  type MessagePort,
  parentPort,
  type TransferListItem,
  workerData,
} from 'node:worker_threads';
import { type FailureMessage, toFailureMessage } from './failure-message.ts';

/** What a handler made of a task. */
export interface Outcome<Result> {
  /** Copied by structured clone: no functions, no classes of ours. */
  readonly result: Result;
  /** Buffers of the result that are handed over instead of copied; the worker no longer has them. */
  readonly transfer?: readonly TransferListItem[];
}

/** What a worker does with each task. */
export type TaskHandler<Task, Result> = (task: Task) => Outcome<Result> | Promise<Outcome<Result>>;

/** What a worker sends back, exactly one for each task. */
export type Answer<Result> = { readonly result: Result } | { readonly failure: FailureMessage };

/** What the pool gave its workers to start with. Buffers that are shared are the same memory in every thread. */
export function readStart<Start>(): Start {
  return workerData as Start;
}

/**
 * Answer every task of the pool that started this worker, one at a time, until the pool ends it. What the handler
 * throws, or a result that cannot be sent, fails that task only; what is thrown outside of it ends the whole pool.
 */
export function serveTasks<Task, Result>(handle: TaskHandler<Task, Result>): void {
  const port = parentPort;
  if (isMainThread || port === null) throw new Error('tasks are served in worker threads only');
  port.on('message', (task: Task) => void answer(port, task, handle));
  // A task that cannot be read would never be answered.
  port.on('messageerror', (failure) => {
    throw failure;
  });
}

async function answer<Task, Result>(
  port: MessagePort,
  task: Task,
  handle: TaskHandler<Task, Result>,
): Promise<void> {
  try {
    const { result, transfer = [] } = await handle(task);
    port.postMessage({ result } satisfies Answer<Result>, [...transfer]);
  } catch (failure) {
    port.postMessage({ failure: toFailureMessage(failure) } satisfies Answer<Result>);
  }
}
