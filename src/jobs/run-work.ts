import type { SuspectSpool } from '../pipelines/suspect-spool.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';

/** What runs are done with. */
export interface RunWork {
  readonly context: WatchContext;
  readonly suspects: SuspectSpool;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}
