import type { SuspectFileState } from './suspect-file-records.ts';

/** Tables of uploaded files as kysely sees them. */
export interface SuspectFileSchema {
  suspect_files: SuspectFileRow;
  suspect_file_keys: SuspectFileKeyRow;
  suspect_file_runs: SuspectFileRunRow;
}

/** An uploaded file. Its bytes are in the spool, under its id. */
export interface SuspectFileRow {
  id: string;
  name: string;
  owner_id: string;
  created_by: string;
  state: SuspectFileState;
  bytes: number | null;
  received: number;
  announced_sha256: string | null;
  sha256: string | null;
  failure: string | null;
  created_at: string;
  /** When bytes of it came last. */
  moved_at: string;
  destroy_at: string;
  destroyed_at: string | null;
}

/** What, with the spool's key, makes the key of a file. A row of its own: deleting it (secure_delete) is the erasure. */
export interface SuspectFileKeyRow {
  file_id: string;
  /** Which key of the spool. */
  spool_key_id: string;
  salt: Uint8Array;
}

/** Runs that read a file. */
export interface SuspectFileRunRow {
  file_id: string;
  run_id: string;
  position: number;
}
