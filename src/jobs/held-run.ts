import type { Clock } from '../core/clock.ts';
import type { RunProgress } from '../store/run-records.ts';
import type { LeasedRun, RunStore } from '../store/run-store.ts';
import { RunLostError } from '../store/store-errors.ts';

/** Progress is written once a second: a page that is opened later begins with it. */
const TICK_MS = 1000;

/** What happens to a run while it is done. */
export interface HeldRunEvents {
  /** Somebody asked it to stop, in this process or another. */
  readonly onCancel: () => void;
  /** Another process took it over. */
  readonly onLost: () => void;
}

/**
 * Keep a run that is ours alive: say that we are at it, write how far it is, and hear whether it was cancelled. Call
 * `flush` when the work is over, so that the last progress stays with the run, and `stop` once it is given out of hands; it
 * resolves when nothing is being written any more.
 */
export function holdRun(
  parts: { readonly runs: RunStore; readonly clock: Clock; readonly beatMs: number },
  { hold }: LeasedRun,
  { onCancel, onLost }: HeldRunEvents,
): { note(progress: RunProgress): void; flush(): Promise<void>; stop(): Promise<void> } {
  let news: RunProgress | null = null;
  let lastBeatMs = parts.clock.nowMs();
  let writing: Promise<void> | null = null;
  const beat = async (): Promise<void> => {
    const progress = news;
    news = null;
    try {
      const { isCancelling } = await parts.runs.beat(hold, progress);
      lastBeatMs = parts.clock.nowMs();
      if (isCancelling) onCancel();
    } catch (failure) {
      // Others hold the store, or the disk is full: the next beat is soon, and the time-out is many beats long.
      news ??= progress;
      if (failure instanceof RunLostError) onLost();
    }
  };
  const timer = setInterval(() => {
    const isDue = news !== null || parts.clock.nowMs() - lastBeatMs >= parts.beatMs;
    if (writing !== null || !isDue) return;
    writing = beat().finally(() => {
      writing = null;
    });
  }, TICK_MS);
  timer.unref();
  return {
    note(progress) {
      news = progress;
    },
    async flush() {
      await writing;
      if (news !== null) await beat();
    },
    async stop() {
      clearInterval(timer);
      await writing;
    },
  };
}
