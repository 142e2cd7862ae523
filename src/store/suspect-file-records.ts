import { RowprintError } from '../core/errors.ts';

/**
 * 'uploading' -> 'complete' -> 'destroyed', or 'failed' from anywhere: its bytes are destroyed too, and `failure` says
 * why nobody may rely on them.
 */
export type SuspectFileState = 'uploading' | 'complete' | 'destroyed' | 'failed';

/**
 * Why an upload failed: its bytes do not have the SHA-256 that was announced, nobody went on with it, it was larger than
 * allowed, its connection ended (where it cannot be resumed), its key is gone, its bytes are gone.
 */
export type SuspectFileFailure =
  | 'wrong-digest'
  | 'given-up'
  | 'too-large'
  | 'cut-off'
  | 'key-gone'
  | 'bytes-gone';

/** An uploaded file that may be a leak. Times are ISO 8601 in UTC. */
export interface SuspectFileRecord {
  readonly id: string;
  /** As its uploader called it: hostile, to be shown through `visible` and never used as a path. */
  readonly name: string;
  readonly ownerId: string;
  readonly createdBy: string;
  readonly state: SuspectFileState;
  /** As announced, or the size of what is complete; null: not known yet. */
  readonly bytes: number | null;
  /** Bytes that are safely on the disk. */
  readonly received: number;
  /** What the uploader says that it is. */
  readonly announcedSha256: string | null;
  /** Of a complete file. */
  readonly sha256: string | null;
  readonly failure: SuspectFileFailure | null;
  readonly createdAt: string;
  /** When bytes of it came last. */
  readonly movedAt: string;
  readonly destroyAt: string;
  readonly destroyedAt: string | null;
  /** Runs that read it, oldest first. */
  readonly runs: readonly string[];
}

/** An upload that begins. */
export interface NewSuspectFile {
  readonly name: string;
  readonly ownerId: string;
  readonly createdBy: string;
  readonly bytes: number | null;
  readonly announcedSha256: string | null;
  readonly destroyAt: string;
}

/** What, with the key of the spool, makes the key of one file. */
export interface SuspectFileKey {
  readonly spoolKeyId: string;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
}

/** What all files together may take. */
export interface SpoolLimits {
  readonly userBytes: number;
  readonly spoolBytes: number;
  /** Uploads of one user that are not complete. */
  readonly userUploads: number;
}

/** A report on a file, as 'seen before' tells it. */
export interface SeenReport {
  readonly id: string;
  readonly createdAt: string;
  readonly suspect: string;
}

/** Which files are listed, newest first. */
export interface SuspectFileFilter {
  readonly ownerId?: string;
  /** Only those older than this one. */
  readonly beforeId?: string;
  readonly limit?: number;
  /** Only those whose bytes are there. */
  readonly presentOnly?: boolean;
}

/** A user's uploads would take more than one user may have at once. */
export class QuotaExceededError extends RowprintError {
  readonly code = 'RP_QUOTA';
}

/** The spool has no room for it, whoever asks. */
export class SpoolFullError extends RowprintError {
  readonly code = 'RP_SPOOL_FULL';
}

/** One user has begun more uploads than may wait at once. */
export class TooManyUploadsError extends RowprintError {
  readonly code = 'RP_TOO_MANY';
}

/** What is known of uploaded files. Their bytes are the spool's affair (src/pipelines/spool). */
export interface SuspectFileStore {
  /** @throws {QuotaExceededError} {SpoolFullError} {TooManyUploadsError} */
  begin(file: NewSuspectFile, key: SuspectFileKey, limits: SpoolLimits): Promise<SuspectFileRecord>;
  find(id: string): Promise<SuspectFileRecord | null>;
  list(filter?: SuspectFileFilter): Promise<readonly SuspectFileRecord[]>;
  /** Null once the file is destroyed. */
  key(id: string): Promise<SuspectFileKey | null>;
  /** How far an upload is; false where it is not one (any more). */
  setReceived(id: string, received: number): Promise<boolean>;
  /** Refuses what would be too much, for an upload of unknown size. @throws {QuotaExceededError} {SpoolFullError} */
  requireRoom(id: string, limits: SpoolLimits): Promise<void>;
  /** All bytes are there; false where it was destroyed meanwhile. */
  complete(id: string, bytes: number, sha256: string): Promise<boolean>;
  addRun(id: string, runId: string): Promise<void>;
  /** Files that a run reads or read. */
  ofRun(runId: string): Promise<readonly SuspectFileRecord[]>;
  /** Erase the key and say so; null where there is no such file. A file that is destroyed already stays as it is. */
  destroy(id: string, failure?: SuspectFileFailure): Promise<SuspectFileRecord | null>;
  /** Erase from the log of the database too what `destroy` erased. False while another process holds it. */
  compact(): Promise<boolean>;
  /** Reports on a file with this SHA-256, newest first. */
  reportsOn(sha256: string): Promise<readonly SeenReport[]>;
}
