import type { RunHold } from '../core/run-hold.ts';
import type { RunKind, RunProgress, RunRecord, RunResult, RunState } from './run-records.ts';

/** A run that is to be done. */
export interface NewRun {
  readonly kind: RunKind;
  /** What it is about, for people. */
  readonly subject: string;
  /** JSON without a cell or a secret. */
  readonly order: unknown;
  readonly createdBy: string;
  readonly createdById?: string | null;
  readonly controller?: string | null;
  /** Of the runs with the same key one at most is queued or running. */
  readonly uniqueKey?: string;
}

/** Which runs are listed. */
export interface RunFilter {
  readonly state?: RunState;
  readonly kind?: RunKind;
  /** Only runs that are older than this one: where the page before ended. */
  readonly before?: string;
  readonly limit: number;
  /** Only those about tables of these controllers, and checks of this user. */
  readonly visibleTo?: { readonly controllers: readonly string[]; readonly userId: string };
}

/** When others take a run over, and how often it is tried. */
export interface LeaseLimits {
  /** Not heard of for so long, a run is taken over. One whose process certainly ended is taken at once. */
  readonly timeoutMs: number;
  /** Begun that often without an end, it is dead. */
  readonly maxAttempts: number;
}

/** A run in our hands. */
export interface LeasedRun {
  readonly run: RunRecord;
  readonly hold: RunHold;
  /** What an attempt before noted, null at first. */
  readonly checkpoint: unknown;
}

/** How a run ends. */
export type RunEnd =
  | { readonly state: 'succeeded'; readonly result: RunResult }
  | { readonly state: 'failed'; readonly failure: NonNullable<RunRecord['failure']> }
  | { readonly state: 'cancelled' };

/**
 * The durable queue. Whoever has a run shows its hold with everything it writes, and is refused with RunLostError where
 * it was taken over meanwhile.
 */
export interface RunStore {
  /** Put a run at the end of the queue; where one with its key is queued or running, that one is given. */
  enqueue(run: NewRun): Promise<RunRecord>;
  /** Newest first. */
  list(filter: RunFilter): Promise<readonly RunRecord[]>;
  find(id: string): Promise<RunRecord | null>;
  /** Those of these ids that are there, in any order. */
  findAll(ids: readonly string[]): Promise<readonly RunRecord[]>;
  /**
   * Take the first run of these kinds that can be begun: one whose process died, else the oldest that is queued. Of two
   * who ask at once each gets another one. Runs that died too often end here. Null: there is none.
   */
  lease(kinds: readonly RunKind[], limits: LeaseLimits): Promise<LeasedRun | null>;
  /** Say that it goes on, and how far it is. @returns whether it was asked to stop @throws {RunLostError} */
  beat(hold: RunHold, progress: RunProgress | null): Promise<{ readonly isCancelling: boolean }>;
  /** Note where the next attempt goes on. @throws {RunLostError} */
  checkpoint(hold: RunHold, checkpoint: unknown): Promise<void>;
  /** It is over. Where something was made already, it succeeded with that. @throws {RunLostError} */
  end(hold: RunHold, end: RunEnd): Promise<void>;
  /** Put it back where it was in the queue, as if it had not been begun. @throws {RunLostError} */
  pause(hold: RunHold): Promise<void>;
  /**
   * It met a bug, or the thread that did it died: try again after a pause, or never where it was tried often enough.
   * @throws {RunLostError}
   */
  giveBack(
    hold: RunHold,
    failure: NonNullable<RunRecord['failure']>,
    limits: { readonly maxAttempts: number; readonly pauseMs: number },
  ): Promise<void>;
  /** Stop it: at once where it is queued, else whoever has it is asked to. @throws {UsageError} no such run */
  cancel(id: string): Promise<RunRecord>;
  /** Put one that ended without success back into the queue. @throws {UsageError} no such run, or it is none */
  retry(id: string): Promise<RunRecord>;
  /** The newest run with this key; null: none. */
  lastWithKey(key: string): Promise<RunRecord | null>;
  /** How many there are of each state. */
  counts(): Promise<Readonly<Record<RunState, number>>>;
}
