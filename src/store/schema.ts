import type { AccessSchema } from './access-schema.ts';
import type { AlertSchema } from './alert-schema.ts';
import type { CaseSchema } from './case-schema.ts';
import type { RunSchema } from './run-schema.ts';
import type { SettingSchema } from './setting-schema.ts';
import type { PrintKind } from './store.ts';
import type { SuspectFileSchema } from './suspect-file-schema.ts';
import type { WatchedSchema } from './watched-schema.ts';

/** The tables of the database as kysely sees them. Times are ISO 8601 texts in UTC, JSON is text. */
export interface Schema
  extends WatchedSchema,
    RunSchema,
    SuspectFileSchema,
    AccessSchema,
    SettingSchema,
    CaseSchema,
    AlertSchema {
  meta: MetaRow;
  tables: TableRow;
  suspects: SuspectRow;
  prints: PrintRow;
  reports: ReportRow;
  segments: SegmentRow;
  leases: LeaseRow;
}

/** Facts of the home: 'home_id', 'key_id'. */
export interface MetaRow {
  name: string;
  value: string;
}

/** An internal table; `options` is what was asked for when it was added. */
export interface TableRow {
  id: string;
  name: string;
  controller: string | null;
  source: string;
  options: string;
  created_at: string;
}

/** A suspect that was kept under a name. */
export interface SuspectRow {
  id: string;
  name: string;
  sha256: string;
  created_at: string;
}

/** A committed print of a table, a suspect or an asset; `parts` says the sizes of its bytes, which are in segments. */
export interface PrintRow {
  id: string;
  kind: PrintKind;
  subject_id: string;
  snapshot_at: string;
  committed_at: string;
  parts: string;
  meta: string;
}

/** A committed report; what explains its rows is in segments, whose sizes `parts` says. */
export interface ReportRow {
  id: string;
  created_at: string;
  parts: string;
  report: string;
}

/** Packed bytes of a print, a report or a sweep, or, where a lease has its id, of one that is being written or erased. */
export interface SegmentRow {
  owner_id: string;
  part: string;
  sequence: number;
  byte_length: number;
  checksum: string;
  bytes: Uint8Array;
}

/**
 * What a process is at. 'write', 'erase': segments of `id` that belong to no record (any more); where the process died,
 * the lease is the note of what there is to clean up. 'sweep': the sweep `id`; where the process died, another goes on.
 */
export interface LeaseRow {
  id: string;
  kind: 'write' | 'erase' | 'sweep';
  pid: number;
  /** Tells processes with the same number, and their threads, apart: see ProcessIdentity. */
  process: string;
  host: string;
  started_at: string;
  heartbeat_at: string;
}
