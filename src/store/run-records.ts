/** What a run does. */
export type RunKind = 'check' | 'table-add' | 'table-refresh' | 'sweep';

/**
 * 'queued' -> 'running' -> one of the others. 'failed': a foreseen failure, told in `failure`. 'dead': tried as often as
 * is allowed, and each time its process died or it met a bug.
 */
export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'dead';

/** How far a run is. Numbers only. */
export interface RunProgress {
  readonly step: string;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
  readonly bytesPerSecond: number | null;
  readonly etaMs: number | null;
  /** Rows found so far, before the end judges them. */
  readonly matches: number | null;
  readonly share: { readonly low: number; readonly high: number } | null;
  /** ISO 8601 in UTC, as all times here. */
  readonly at: string;
}

/** What a run came to. */
export interface RunResult {
  readonly report?: string;
  readonly sweep?: string;
  readonly table?: string;
}

/** A run as it is kept. */
export interface RunRecord {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: RunState;
  /** What it is about, for people. */
  readonly subject: string;
  /** What it is to do; its shape is the affair of src/jobs. */
  readonly order: unknown;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Id of the user; null: the service itself. */
  readonly createdById: string | null;
  /** Whose table it is about, where it is about one. */
  readonly controller: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** How often it was begun; a pause by a shutdown does not count. */
  readonly attempts: number;
  /** Runs ahead of it in the queue; null once it runs. */
  readonly ahead: number | null;
  /** It was asked to stop and has not stopped yet. */
  readonly isCancelling: boolean;
  readonly progress: RunProgress | null;
  readonly result: RunResult | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
}
