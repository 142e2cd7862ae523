import type { Clock } from '../../src/core/clock.ts';
import type { BudgetLimits } from '../budget.ts';
import { BudgetSpentError } from '../errors.ts';

/** Counts what a sweep uses up. Every method throws {BudgetSpentError} when a limit is passed. */
export interface Budget {
  readonly limits: BudgetLimits;
  /** One more file or folder was listed. */
  countEntry(): void;
  /** So many more bytes were received. */
  countBytes(bytes: number): void;
  /** One more request or command was sent. */
  countRequest(): void;
  /** Milliseconds until the sweep has to end. */
  remainingMs(): number;
  spent(): { readonly entries: number; readonly bytes: number; readonly requests: number };
}

/** The budget of one sweep, which starts now. */
export function createBudget(limits: BudgetLimits, clock: Clock): Budget {
  const endMs = clock.nowMs() + limits.maxSweepMs;
  let entries = 0;
  let bytes = 0;
  let requests = 0;
  const remainingMs = (): number => {
    const left = endMs - clock.nowMs();
    if (left <= 0) throw spent('maxSweepMs', `the sweep took longer than ${limits.maxSweepMs} ms`);
    return left;
  };
  return {
    limits,
    countEntry() {
      if (++entries > limits.maxEntries)
        throw spent('maxEntries', `more than ${limits.maxEntries} files and folders`);
    },
    countBytes(received) {
      bytes += received;
      if (bytes > limits.maxSweepBytes)
        throw spent('maxSweepBytes', `more than ${limits.maxSweepBytes} bytes in this sweep`);
    },
    countRequest() {
      requests++;
      remainingMs();
    },
    remainingMs,
    spent: () => ({ entries, bytes, requests }),
  };
}

function spent(limit: keyof BudgetLimits, message: string): BudgetSpentError {
  return new BudgetSpentError(`${message}: what is left was not looked at; raise the limit to go on`, limit);
}
