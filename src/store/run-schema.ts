import type { RunKind, RunState } from './run-records.ts';

/** Tables of the queue as kysely sees them. */
export interface RunSchema {
  runs: RunRow;
}

/** A run of the queue. The last five columns are set while somebody has it, else null. */
export interface RunRow {
  id: string;
  kind: RunKind;
  state: RunState;
  subject: string;
  /** What it is to do, as JSON. */
  task: string;
  /** Of the runs with the same key one at most is queued or running; null: no matter how many. */
  unique_key: string | null;
  /** Whose table it is about. */
  controller: string | null;
  created_at: string;
  created_by: string;
  /** Id of the user; null: the service itself. */
  created_by_id: string | null;
  /** After a crash it is not tried again before. */
  not_before: string | null;
  /** When it was first begun. */
  started_at: string | null;
  ended_at: string | null;
  /** How often it was begun, a pause by a shutdown not counted. */
  attempts: number;
  cancel_requested_at: string | null;
  progress: string | null;
  /** Where the next attempt goes on. Its shape is the affair of src/jobs. */
  checkpoint: string | null;
  /** What was made already; noted in the transaction that made it visible. */
  result: string | null;
  failure: string | null;
  /** Random, new with each attempt: who writes shows it, so that nobody writes who lost the run. */
  lease: string | null;
  pid: number | null;
  process: string | null;
  host: string | null;
  heartbeat_at: string | null;
}
