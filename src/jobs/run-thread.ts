import type { Worker } from 'node:worker_threads';
import type { Progress } from '../core/progress.ts';
import { toError } from '../pipelines/threads/failure-message.ts';
import { startWorker } from '../pipelines/threads/start-worker.ts';
import type { RunResult } from '../store/run-records.ts';
import type { FromRunThread, RunTask, ToRunThread } from './run-messages.ts';

/** How a run ended in its thread. `died`: the thread is gone, and nobody knows how far it came. */
export type ThreadEnd =
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly failure: Error }
  | { readonly kind: 'died'; readonly cause: unknown };

/** What a thread is started with. */
export interface RunThreadOptions {
  /** A module that calls serveRuns, named as imports are. */
  readonly workerUrl: URL;
  /** Given to it by structured clone: settings and key. */
  readonly start: unknown;
  /** Longest to wait for a run that was asked to stop; then its thread is ended. */
  readonly stopMs: number;
  /** A thread ended: frees what it was at. */
  readonly onGone: (threadId: number) => Promise<void>;
}

/**
 * A thread that does one run at a time. It is started with its first run, and again with the next one after it died:
 * one run that kills its thread takes no other along.
 */
export class RunThread {
  readonly #options: RunThreadOptions;
  #worker: Worker | null = null;
  #killing: NodeJS.Timeout | null = null;
  #isBusy = false;

  constructor(options: RunThreadOptions) {
    this.#options = options;
  }

  async perform(task: RunTask, onProgress: (progress: Progress) => void): Promise<ThreadEnd> {
    const worker = this.#start();
    const { threadId } = worker;
    this.#isBusy = true;
    const end = await this.#endOf(worker, task, onProgress);
    this.#isBusy = false;
    if (this.#killing !== null) clearTimeout(this.#killing);
    this.#killing = null;
    if (end.kind !== 'died') return end;
    this.#worker = null;
    await worker.terminate();
    await this.#options.onGone(threadId);
    return end;
  }

  /** Ask the run to stop; a thread that does not is ended after `stopMs`. */
  stop(): void {
    const worker = this.#worker;
    // Between two runs there is nothing to stop: the next one would be ended for it.
    if (worker === null || !this.#isBusy || this.#killing !== null) return;
    worker.postMessage({ kind: 'stop' } satisfies ToRunThread);
    this.#killing = setTimeout(() => void worker.terminate(), this.#options.stopMs);
    this.#killing.unref();
  }

  /** End the thread, whatever it does. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (worker === null) return;
    const { threadId } = worker;
    await worker.terminate();
    await this.#options.onGone(threadId);
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = startWorker(this.#options.workerUrl, this.#options.start, {});
    // One that dies between two runs is replaced with the next.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
  }

  #endOf(worker: Worker, task: RunTask, onProgress: (progress: Progress) => void): Promise<ThreadEnd> {
    return new Promise((resolve) => {
      const settle = (end: ThreadEnd): void => {
        worker.off('message', hear);
        worker.off('error', die);
        worker.off('exit', die);
        resolve(end);
      };
      const hear = (message: FromRunThread): void => {
        if (message.kind === 'progress') onProgress(message.progress);
        else if (message.kind === 'done') settle(message);
        else settle({ kind: 'failed', failure: toError(message.failure) });
      };
      const die = (cause: unknown): void => settle({ kind: 'died', cause });
      worker.on('message', hear).on('error', die).on('exit', die);
      worker.postMessage({ kind: 'perform', task } satisfies ToRunThread);
    });
  }
}
