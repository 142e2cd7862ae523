import type { Clock } from '../core/clock.ts';
import { RowprintError, throwIfCancelled } from '../core/errors.ts';
import type { RunHold } from '../core/run-hold.ts';
import type { SweepReport } from '../reports/sweep.ts';
import { SweepRunningError } from '../store/store-errors.ts';
import type { EndpointRecord, EndpointStore } from '../store/watched.ts';
import { nextRunMs, retryAfterFailureMs } from './next-run.ts';

/** What became of an endpoint that was due. */
export interface DueOutcome {
  readonly endpoint: string;
  /** Null where there is none: see `failure`, or another process is at it. */
  readonly report: SweepReport | null;
  /** A sweep that could not even begin. */
  readonly failure: RowprintError | null;
  readonly isRunningElsewhere: boolean;
  readonly nextDueAt: string | null;
}

/** What running what is due needs. */
export interface DueParts {
  readonly endpoints: EndpointStore;
  readonly sweep: (endpoint: EndpointRecord) => Promise<SweepReport>;
  readonly clock: Clock;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * Sweep every endpoint whose time has come, one after the other, the longest overdue first. However many runs were
 * missed, one makes up for them. @throws {CancelledError}
 */
export async function* sweepDue(parts: DueParts): AsyncGenerator<DueOutcome> {
  const { endpoints, clock, signal } = parts;
  const due = (await endpoints.list())
    .filter(({ nextDueAt }) => nextDueAt !== null && Date.parse(nextDueAt) <= clock.nowMs())
    .sort((a, b) => a.nextDueAt!.localeCompare(b.nextDueAt!));
  for (const endpoint of due) {
    throwIfCancelled(signal);
    yield await sweepOne(endpoint, parts);
  }
}

async function sweepOne(endpoint: EndpointRecord, parts: DueParts): Promise<DueOutcome> {
  const base = { endpoint: endpoint.name, report: null, failure: null, isRunningElsewhere: false };
  try {
    const { report, nextDueAt } = await sweepNow(parts, endpoint);
    return { ...base, report, nextDueAt };
  } catch (failure) {
    throwIfCancelled(parts.signal);
    if (failure instanceof SweepRunningError)
      return { ...base, isRunningElsewhere: true, nextDueAt: endpoint.nextDueAt };
    // Also after a bug: the endpoint would else stay the longest overdue, and no other would ever be swept.
    const nextDueAt = await scheduleNext(parts, endpoint, false);
    if (!(failure instanceof RowprintError)) throw failure;
    return { ...base, failure, nextDueAt };
  }
}

/** Sweep one endpoint, due or not, and note when it is due again. @throws what the sweep throws */
export async function sweepNow(
  parts: Omit<DueParts, 'signal'>,
  endpoint: EndpointRecord,
): Promise<{ readonly report: SweepReport; readonly nextDueAt: string | null }> {
  const report = await parts.sweep(endpoint);
  return { report, nextDueAt: await scheduleNext(parts, endpoint, report.isReached) };
}

/**
 * Note how a sweep ended, and when the next one is due. Gives the time, null without a schedule.
 * @param noted the run that swept, told in the same transaction
 */
export async function scheduleNext(
  { endpoints, clock, random }: Pick<DueParts, 'endpoints' | 'clock' | 'random'>,
  { id, options, failures }: EndpointRecord,
  wasReached: boolean,
  noted?: { readonly hold: RunHold; readonly checkpoint: unknown },
): Promise<string | null> {
  const now = clock.nowMs();
  const failed = wasReached ? 0 : failures + 1;
  const nextMs =
    options.schedule === null
      ? null
      : wasReached
        ? nextRunMs(options.schedule, now, random())
        : retryAfterFailureMs(failed, now);
  const next = nextMs === null ? null : new Date(nextMs).toISOString();
  await endpoints.setDue(id, next, failed, noted);
  return next;
}
