import { setTimeout as delay } from 'node:timers/promises';
import type { BudgetLimits } from '../budget.ts';

/** Leaves a server time between requests. */
export interface Pace {
  /** Wait until the next request may be sent. @throws the signal's reason */
  next(signal: AbortSignal): Promise<void>;
  /** The server said that it is busy: wait longer, as long as it asked for or twice as long as last time. */
  backOff(retryAfterMs: number | null, signal: AbortSignal): Promise<void>;
}

const FIRST_BACK_OFF_MS = 1_000;
const MOST_BACK_OFF_MS = 60_000;

/** Waits so long. @throws the signal's reason */
type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Pace by the limits; `random` gives numbers from 0 up to 1. Tests give a `sleep` that does not wait. */
export function createPace(
  { paceMs }: Pick<BudgetLimits, 'paceMs'>,
  random: () => number,
  sleep: Sleep = sleepFor,
): Pace {
  let backOffMs = FIRST_BACK_OFF_MS;
  let isFirst = true;
  return {
    async next(signal) {
      signal.throwIfAborted();
      if (!isFirst && paceMs > 0) await sleep(paceMs * (1 + random() / 2), signal);
      isFirst = false;
    },
    async backOff(retryAfterMs, signal) {
      // What a server asked for may be anything: a negative time, none, a year.
      const askedMs = retryAfterMs === null || Number.isNaN(retryAfterMs) ? backOffMs : retryAfterMs;
      await sleep(Math.min(Math.max(askedMs, 0), MOST_BACK_OFF_MS), signal);
      backOffMs = Math.min(backOffMs * 2, MOST_BACK_OFF_MS);
    },
  };
}

async function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (failure) {
    signal.throwIfAborted();
    throw failure;
  }
}
