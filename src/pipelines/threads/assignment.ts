import type { TransferListItem } from 'node:worker_threads';

/** A promise and the two ways to settle it. */
export interface Pending<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (failure: Error) => void;
}

/** A task that was given to a pool, and the promise of its result. */
export interface Assignment<Task, Result> extends Pending<Result> {
  readonly task: Task;
  readonly transfer: readonly TransferListItem[];
}

/**
 * A promise to settle later. Its rejection is never an unhandled one, which would end the process: who puts results in
 * order looks at one promise while the others fail with it.
 */
export function newPending<Value>(): Pending<Value> {
  let settle: Pick<Pending<Value>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  promise.catch(() => {});
  return { promise, ...settle! };
}
