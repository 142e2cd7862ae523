import type { RunResult } from '../store/run-records.ts';
import type { RunTask } from './run-messages.ts';
import type { SweepOrder } from './run-queue.ts';
import type { RunWork } from './run-work.ts';
import { scheduleNext } from './sweep-due.ts';

/** How far the end of a sweep is. */
interface SweepCheckpoint {
  readonly isScheduled: boolean;
}

/**
 * A sweep that ended says when its endpoint is due again. Done once, however often the run is begun again: a failing
 * server would else seem to have failed several times.
 */
export async function finishSweep(
  { context, random }: RunWork,
  { endpoint: name }: SweepOrder,
  { hold, checkpoint }: RunTask,
  result: RunResult,
): Promise<void> {
  if ((checkpoint as SweepCheckpoint | null)?.isScheduled === true) return;
  const { store, clock } = context;
  const endpoint = await store.endpoints.find(name);
  const sweep = result.sweep === undefined ? null : await store.sweeps.find(result.sweep);
  // Forgotten since: there is nothing that could be due.
  if (endpoint === null || sweep === null) return;
  const { isReached } = sweep.summary as { readonly isReached: boolean };
  const noted = { hold, checkpoint: { isScheduled: true } satisfies SweepCheckpoint };
  await scheduleNext({ endpoints: store.endpoints, clock, random }, endpoint, isReached, noted);
}
