import type { Progress } from '../core/progress.ts';
import type { RunHold } from '../core/run-hold.ts';
import type { FailureMessage } from '../pipelines/threads/failure-message.ts';
import type { RunResult } from '../store/run-records.ts';
import type { RunOrder } from './run-queue.ts';

/** A run as the thread that does it needs it. */
export interface RunTask {
  readonly order: RunOrder;
  readonly hold: RunHold;
  readonly checkpoint: unknown;
  /** What an attempt before made already: only the rest is to be done. */
  readonly result: RunResult | null;
}

/** What the main thread says. One run at a time. */
export type ToRunThread = { readonly kind: 'perform'; readonly task: RunTask } | { readonly kind: 'stop' };

/** What the thread answers: progress, then one end. */
export type FromRunThread =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly failure: FailureMessage };
