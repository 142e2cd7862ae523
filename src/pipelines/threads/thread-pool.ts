import type { ResourceLimits, TransferListItem, Worker } from 'node:worker_threads';
import { cancelledBy, throwIfCancelled } from '../../core/errors.ts';
import { type Assignment, newPending, type Pending } from './assignment.ts';
import { toError } from './failure-message.ts';
import type { Answer } from './serve-tasks.ts';
import { startWorker } from './start-worker.ts';
import { crashOfError, crashOfExit } from './worker-crashed-error.ts';

/** What a pool is opened with. */
export interface ThreadPoolOptions<Start> {
  /** At least 1. Who wants none does the work in their own thread. */
  readonly threads: number;
  /** A module that calls serveTasks: `new URL('./some-worker.ts', import.meta.url)`, as imports are written. */
  readonly workerUrl: URL;
  /** Given to each worker by structured clone; memory that is shared stays shared. Read there with readStart. */
  readonly start: Start;
  /** What the threads do, for people: 'matching rows'. A crash is told with it. */
  readonly step: string;
  /** Ends the threads at once, even in the middle of a loop. */
  readonly signal?: AbortSignal | undefined;
  /** Default: those of node. */
  readonly resourceLimits?: ResourceLimits;
}

/** Worker threads that all do the same. One that dies ends all of them: a result is never silently missing. */
export interface ThreadPool<Task, Result> {
  readonly threads: number;
  /**
   * Give a task to the next free thread; results come in any order. Leave the task and its buffers alone until then:
   * they are copied, or handed over when listed in `transfer`, when a thread takes them.
   * Rejects with what the handler threw (see toError), WorkerCrashedError or CancelledError. A rejection that nobody
   * looks at is not reported: await every promise.
   */
  run(task: Task, transfer?: readonly TransferListItem[]): Promise<Result>;
  /**
   * Resolves as soon as at most `threads` tasks are under way: every thread has one, and there is room for one that
   * waits. Who awaits it before each run keeps the memory of at most `threads + 1` tasks. Rejects when the pool ended.
   */
  freeThread(): Promise<void>;
  /** End the threads, and reject what is still under way. Resolves when they are gone; may be called again. */
  close(): Promise<void>;
}

/**
 * Start worker threads. They keep the process alive only while tasks are under way: a pool that was forgotten does not.
 * @throws {CancelledError} when the signal has fired already
 */
export function openThreadPool<Start, Task, Result>(
  options: ThreadPoolOptions<Start>,
): ThreadPool<Task, Result> {
  const { threads, signal } = options;
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`a pool has at least 1 thread, not ${threads}`);
  throwIfCancelled(signal);
  return new WorkerPool<Task, Result>(options);
}

class WorkerPool<Task, Result> implements ThreadPool<Task, Result> {
  readonly threads: number;
  readonly #step: string;
  readonly #signal: AbortSignal | undefined;
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[];
  readonly #busy = new Map<Worker, Assignment<Task, Result>>();
  readonly #queue: Assignment<Task, Result>[] = [];
  readonly #waiting: Pending<void>[] = [];
  readonly #onAbort = (): void => void this.#end(cancelledBy(this.#signal!));
  #ended: { readonly reason: Error; readonly whenGone: Promise<void> } | null = null;

  constructor({ threads, workerUrl, start, step, signal, resourceLimits }: ThreadPoolOptions<unknown>) {
    this.threads = threads;
    this.#step = step;
    this.#signal = signal;
    this.#workers = Array.from({ length: threads }, () =>
      startWorker(workerUrl, start, resourceLimits ?? {}),
    );
    this.#idle = [...this.#workers];
    for (const worker of this.#workers) this.#listen(worker);
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  run(task: Task, transfer: readonly TransferListItem[] = []): Promise<Result> {
    const assignment = { task, transfer, ...newPending<Result>() };
    if (this.#ended !== null) {
      assignment.reject(this.#ended.reason);
    } else {
      this.#queue.push(assignment);
      this.#giveOut();
    }
    return assignment.promise;
  }

  freeThread(): Promise<void> {
    const pending = newPending<void>();
    if (this.#ended !== null) pending.reject(this.#ended.reason);
    else if (this.#hasRoom()) pending.resolve();
    else this.#waiting.push(pending);
    return pending.promise;
  }

  close(): Promise<void> {
    return this.#end(new Error(`${this.#step}: the pool of threads is closed`));
  }

  #listen(worker: Worker): void {
    worker.on('message', (answer: Answer<Result>) => this.#take(worker, answer));
    worker.on('messageerror', (cause) => void this.#end(crashOfError(this.#step, cause)));
    worker.on('error', (cause) => void this.#end(crashOfError(this.#step, cause)));
    worker.on('exit', (exitCode) => void this.#end(crashOfExit(this.#step, exitCode)));
    // Last: a worker that gets a listener of messages keeps the process alive again.
    worker.unref();
  }

  #hasRoom(): boolean {
    return this.#busy.size + this.#queue.length <= this.threads;
  }

  #giveOut(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0)
      this.#give(this.#idle.pop()!, this.#queue.shift()!);
    if (!this.#hasRoom()) return;
    for (const pending of this.#waiting.splice(0)) pending.resolve();
  }

  #give(worker: Worker, assignment: Assignment<Task, Result>): void {
    try {
      worker.postMessage(assignment.task, [...assignment.transfer]);
    } catch (failure) {
      // A task that cannot be cloned never left: the thread is as free as before.
      this.#idle.push(worker);
      assignment.reject(failure as Error);
      return;
    }
    this.#busy.set(worker, assignment);
    worker.ref();
  }

  #take(worker: Worker, answer: Answer<Result>): void {
    const assignment = this.#busy.get(worker);
    // An answer may already be on its way when the pool ends.
    if (assignment === undefined) return;
    this.#busy.delete(worker);
    worker.unref();
    this.#idle.push(worker);
    if ('failure' in answer) assignment.reject(toError(answer.failure));
    else assignment.resolve(answer.result);
    this.#giveOut();
  }

  /** The first reason counts: threads that are terminated exit too. */
  #end(reason: Error): Promise<void> {
    if (this.#ended !== null) return this.#ended.whenGone;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    const exits = Promise.all(this.#workers.map((worker) => worker.terminate()));
    this.#ended = { reason, whenGone: exits.then(() => {}) };
    for (const pending of [...this.#busy.values(), ...this.#queue, ...this.#waiting]) pending.reject(reason);
    this.#busy.clear();
    this.#queue.length = 0;
    this.#waiting.length = 0;
    return this.#ended.whenGone;
  }
}
