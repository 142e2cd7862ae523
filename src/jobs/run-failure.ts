import { RowprintError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { RunRecord } from '../store/run-records.ts';
import type { ThreadEnd } from './run-thread.ts';

/** What a run failed of, as it is kept and shown. */
export type RunFailure = NonNullable<RunRecord['failure']>;

/** Foreseen failures that have gone when the run is tried again: others held the store, a thread lacked memory. */
const PASSING = ['RP_STORE_BUSY', 'RP_STAGING_LOST', 'RP_WORKER_CRASHED', 'RP_CANCELLED'];

/** How to go on after a run did not get done. */
export interface FailedEnd {
  readonly failure: RunFailure;
  /** Another attempt may end otherwise. */
  readonly isPassing: boolean;
}

/** What the end of a thread means for its run. A bug is logged, and told by its code alone: its message may hold a cell. */
export function failedEnd(end: Exclude<ThreadEnd, { kind: 'done' }>, runId: string, log: Logger): FailedEnd {
  if (end.kind === 'failed' && end.failure instanceof RowprintError) {
    const { code, message } = end.failure;
    return { failure: { code, message: withoutFolders(message) }, isPassing: PASSING.includes(code) };
  }
  const cause = end.kind === 'failed' ? end.failure : end.cause;
  const what = end.kind === 'failed' ? 'a run met a bug' : 'the thread of a run died';
  log.error(what, { run: runId }, cause);
  const code = end.kind === 'failed' ? 'RP_BUG' : 'RP_WORKER_CRASHED';
  return { failure: { code, message: `${what}: the log of the service says more` }, isPassing: true };
}

/** A path on this machine by its last part alone: whoever looks at runs need not know its folders. URLs stay as they are. */
export function withoutFolders(message: string): string {
  return message.replace(/(^|[\s'"(=])(?:\/[^\s'"()/]+)*\/(?=[^\s'"()/])/g, '$1');
}
