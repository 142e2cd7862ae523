import type { RunRecord } from '../store/run-records.ts';

/** A check of an uploaded suspect. */
export interface CheckOrder {
  readonly kind: 'check';
  /** Id of the uploaded file. */
  readonly suspect: string;
  readonly against?: readonly string[];
  readonly keep?: string;
  readonly strict: boolean;
  /** Read random blocks only: so many bytes, or as many as are usual where 0. */
  readonly estimateBytes?: number;
  /** The case that the report is added to. */
  readonly caseId?: string;
}

/** A table that is fingerprinted for the first time. `source` holds no password: see ROWPRINT_SOURCE_PASSWORD. */
export interface TableAddOrder {
  readonly kind: 'table-add';
  readonly name: string;
  readonly source: string;
  readonly controller?: string;
  readonly keyColumn?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly ignoredColumns: readonly string[];
  readonly declaredColumns?: readonly string[];
  readonly force: boolean;
}

/** A new snapshot of a table. */
export interface TableRefreshOrder {
  readonly kind: 'table-refresh';
  readonly name: string;
}

/** One sweep of an endpoint. */
export interface SweepOrder {
  readonly kind: 'sweep';
  readonly endpoint: string;
}

/** What a run is to do. Stored as JSON; holds no cell and no secret. */
export type RunOrder = CheckOrder | TableAddOrder | TableRefreshOrder | SweepOrder;

/** Long work, durable: it survives the process that does it, and only one process does it. */
export interface RunQueue {
  /**
   * Order work. Of an endpoint's sweeps and a table's refreshes one is open at most: that one is given.
   * @param subject what it is about, for people @param by name of who asks @param byId id of the user who asks
   */
  enqueue(order: RunOrder, subject: string, by: string, byId?: string | null): Promise<RunRecord>;
  /** Ask a run to stop. One that ended stays as it is. @throws {UsageError} no such run */
  cancel(id: string): Promise<RunRecord>;
  /** Put a run that failed, died or was cancelled back. @throws {UsageError} no such run, or it did not end */
  retry(id: string): Promise<RunRecord>;
  /** Hear of a run at most five times a second, its end included, wherever it runs. Call the result to stop. */
  follow(id: string, listener: (run: RunRecord) => void): () => void;
}

export type { RunRecord };
