import { RowprintError } from '../../core/errors.ts';

/** A worker thread died instead of answering. Its pool is unusable, and what it was working on is not known. */
export class WorkerCrashedError extends RowprintError {
  readonly code = 'RP_WORKER_CRASHED';
}

const WAY_OUT = 'Run again with fewer threads (ROWPRINT_THREADS) or more memory.';

/** A worker ended without being asked to: process.exit, or nothing left to wait for. */
export function crashOfExit(step: string, exitCode: number): WorkerCrashedError {
  return new WorkerCrashedError(`${step}: a worker thread ended with exit code ${exitCode}. ${WAY_OUT}`);
}

/** A worker died of something nobody caught. Its message may hold a cell: it is the cause, and is not repeated. */
export function crashOfError(step: string, cause: unknown): WorkerCrashedError {
  const isOutOfMemory = (cause as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const what = isOutOfMemory ? 'ran out of memory' : 'died of a failure that it did not catch';
  return new WorkerCrashedError(`${step}: a worker thread ${what}. ${WAY_OUT}`, { cause });
}
