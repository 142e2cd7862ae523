import type { Clock } from '../core/clock.ts';
import type { Store } from '../store/store.ts';
import type { EndpointRecord } from '../store/watched.ts';
import { sweepKey } from './create-run-queue.ts';
import { nextRunMs, retryAfterFailureMs } from './next-run.ts';
import type { RunQueue } from './run-queue.ts';

/** What the schedule of a service needs. */
export interface EnqueueParts {
  readonly store: Store;
  readonly queue: RunQueue;
  readonly clock: Clock;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** By whom the queue is told that the schedule ordered a sweep. */
export const SCHEDULE = 'schedule';

/**
 * Order a sweep of every endpoint whose time has come, the longest overdue first; none where one is queued or running.
 * An endpoint whose sweep was cancelled, or ended before it began, is due later instead of at once again.
 */
export async function enqueueDue(parts: EnqueueParts): Promise<void> {
  const { store, queue, clock } = parts;
  const due = (await store.endpoints.list())
    .filter(({ nextDueAt }) => nextDueAt !== null && Date.parse(nextDueAt) <= clock.nowMs())
    .sort((a, b) => a.nextDueAt!.localeCompare(b.nextDueAt!));
  for (const endpoint of due) {
    if (await postpone(parts, endpoint)) continue;
    await queue.enqueue({ kind: 'sweep', endpoint: endpoint.name }, endpoint.name, SCHEDULE);
  }
}

/** A sweep that ended by itself has noted when the next one is due: this is for those that could not. */
async function postpone({ store, clock, random }: EnqueueParts, endpoint: EndpointRecord): Promise<boolean> {
  const last = await store.runs.lastWithKey(sweepKey(endpoint.name));
  if (last === null || last.endedAt === null || last.state === 'succeeded') return false;
  if (last.endedAt < endpoint.nextDueAt!) return false;
  const { schedule } = endpoint.options;
  const now = clock.nowMs();
  const failures = endpoint.failures + (last.state === 'cancelled' ? 0 : 1);
  const next =
    last.state === 'cancelled' && schedule !== null
      ? nextRunMs(schedule, now, random())
      : retryAfterFailureMs(failures, Date.parse(last.endedAt));
  await store.endpoints.setDue(endpoint.id, next === null ? null : new Date(next).toISOString(), failures);
  return true;
}
