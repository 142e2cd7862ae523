import type { RunHold } from '../core/run-hold.ts';
import type { RunResult } from './run-records.ts';

/** What was made for a run of the queue. */
export interface MadeByRun {
  readonly hold: RunHold;
  readonly result: RunResult;
}

/** Something that is stored whole and ready to be made visible together with something else. */
export interface Publication {
  /** Of the record to be. */
  readonly id: string;
}
