import type { FieldId } from '../../fingerprints/fields/field.ts';
import type { AccessStore } from './access-records.ts';
import type { AlertStore } from './alert-records.ts';
import type { AuditStore } from './audit-records.ts';
import type { CaseStore } from './case-records.ts';
import type { Erasure } from './erasure.ts';
import type { ExposureStore } from './exposure-records.ts';
import type { KeptAnswerStore } from './kept-answer-records.ts';
import type { MandateStore } from './mandate-records.ts';
import type { MadeByRun, Publication } from './publication.ts';
import type { RunStore } from './run-store.ts';
import type { ServiceSettingStore } from './service-settings.ts';
import type { SuspectFileStore } from './suspect-file-records.ts';
import type { AssetStore, EndpointStore, SweepStore } from './watched.ts';

/** Where the rows of a print came from. */
export type PrintKind = 'table' | 'asset' | 'suspect';

/** What the user said of a table when it was added; `table refresh` uses it again. */
export interface TableOptions {
  /** Fields that overrule recognition, by column name. */
  readonly fields: Readonly<Record<string, FieldId>>;
  /** Columns left out of the print. */
  readonly ignored: readonly string[];
  /** The column that tells the rows apart, where the user named one. */
  readonly keyColumn: string | null;
  /** Names of the columns that extracts of it are meant to hold; left out: all of them. */
  readonly declared?: readonly string[];
  /** Accepted although its columns identify nobody: every report says so. */
  readonly forced: boolean;
}

/** An internal table as it is registered. */
export interface NewTable {
  readonly name: string;
  /** The organisation it belongs to, null where none was named. */
  readonly controller: string | null;
  /** Where it is read from, without password. */
  readonly source: string;
  readonly options: TableOptions;
}

/** A registered table. Times are ISO 8601 in UTC, here and in every record below. */
export interface TableRecord extends NewTable {
  readonly id: string;
  readonly createdAt: string;
}

/** A suspect that is kept to compare later files and servers with. */
export interface NewSuspect {
  readonly name: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** A kept suspect as the store knows it. `createdAt` is an ISO 8601 time in UTC. */
export interface SuspectRecord extends NewSuspect {
  readonly id: string;
  readonly createdAt: string;
}

/** Size of one part of a print or report. All segments but the last have SEGMENT_BYTES bytes. */
export interface PartFacts {
  readonly bytes: number;
  readonly segments: number;
}

/** What a print is of, and of when. */
export interface PrintSubject {
  readonly kind: PrintKind;
  /** Id of the table, asset or suspect; an asset is there already. Left out: a new one, see `PrintWriter.subjectId`. */
  readonly subjectId?: string;
  /** The point in time whose rows it shows, ISO 8601 in UTC. */
  readonly snapshotAt: string;
}

/** A print that was committed: it never changes, it is only erased. */
export interface PrintRecord {
  readonly id: string;
  readonly kind: PrintKind;
  readonly subjectId: string;
  readonly snapshotAt: string;
  readonly committedAt: string;
  readonly parts: Readonly<Record<string, PartFacts>>;
  /** What its writer passed to `commit`; its shape is the writer's affair. */
  readonly meta: unknown;
}

/** A stored report. */
export interface ReportRecord {
  readonly id: string;
  readonly createdAt: string;
  readonly parts: Readonly<Record<string, PartFacts>>;
  /** What its writer passed to `commit`. */
  readonly report: unknown;
}

/**
 * Writes the parts of something that nobody sees before it is committed. Killed at any moment, it leaves nothing:
 * what it had written is removed when the store is opened next. Every method may throw what openStore says.
 */
export interface StagedWriter {
  /** Id of the print or report to be. */
  readonly id: string;
  /**
   * Append bytes to a part (letters, digits and `._:/-`). Any size: small ones are packed, large ones cut. The
   * bytes may be reused when the promise resolves. Holds at most SEGMENT_BYTES of memory for each part.
   */
  write(part: string, bytes: Uint8Array): Promise<void>;
  /** Drop all that was written. Does nothing after a commit or a second time: right for a `finally`. */
  abort(): Promise<void>;
}

/** What comes into being with its first print. */
export interface FirstPrintOf {
  readonly table?: NewTable;
  readonly suspect?: NewSuspect;
}

/** Writes one print. */
export interface PrintWriter extends StagedWriter {
  readonly subjectId: string;
  /**
   * Make the print visible, in one transaction with the table or suspect it is the first print of. One of an asset is
   * to be named by a version (`SweepStore.settle`) before its sweep ends. When it throws, everything was dropped. @throws {UsageError} the name was taken, or the subject forgotten, in the meantime
   */
  commit(meta: unknown, first?: FirstPrintOf, made?: MadeByRun): Promise<void>;
  /** The same, to be made visible together with something else. */
  publication(meta: unknown, first?: FirstPrintOf): Publication;
}

/** Writes one report. */
export interface ReportWriter extends StagedWriter {
  /** What was written to a part so far, in order; nothing where nothing was. Chunks are cut anywhere. */
  readBack(part: string): AsyncIterable<Uint8Array>;
  /**
   * Make the report visible, and what else is given: all or none. When it throws, everything was dropped.
   * @param made the run it was made for: noted in the same transaction @throws {RunLostError}
   */
  commit(report: unknown, also?: { readonly print?: Publication; readonly made?: MadeByRun }): Promise<void>;
}

/** Reads parts back. Every segment's checksum is verified. @throws {StoreDamagedError} naming the id and the part */
export interface PartReader {
  /** A part from start to end, one segment at a time. Each chunk owns its memory and starts at offset 0 of it. */
  read(id: string, part: string): AsyncIterable<Uint8Array>;
  /** A whole part in one array. */
  readAll(id: string, part: string): Promise<Uint8Array>;
  /** A whole part into an array of its length. */
  readInto(id: string, part: string, whole: Uint8Array): Promise<void>;
  /** The segment that holds the bytes from `sequence * SEGMENT_BYTES`. */
  readSegment(id: string, part: string, sequence: number): Promise<Uint8Array>;
}

/** The registered tables. A table is added by the commit of its first print. */
export interface TableStore {
  list(): Promise<readonly TableRecord[]>;
  find(name: string): Promise<TableRecord | null>;
  /** @throws {UsageError} no such table */
  get(name: string): Promise<TableRecord>;
  /** Refuse early what a commit would refuse late. @throws {UsageError} bad name, or taken */
  requireFreeName(name: string): Promise<void>;
  /** Read it from another place from now on. @throws {UsageError} no such table */
  setSource(name: string, source: string): Promise<void>;
  /** Say which columns extracts of it are meant to hold; null: all of them. @throws {UsageError} no such table */
  setDeclared(name: string, columns: readonly string[] | null): Promise<void>;
  /** Erase the table and all its prints from the disk. @throws {UsageError} no such table */
  forget(name: string): Promise<Erasure>;
}

/** The kept suspects. A suspect is added by the commit of its print. */
export interface SuspectStore {
  list(): Promise<readonly SuspectRecord[]>;
  find(name: string): Promise<SuspectRecord | null>;
  /** @throws {UsageError} no such suspect */
  get(name: string): Promise<SuspectRecord>;
  /** @throws {UsageError} bad name, or taken */
  requireFreeName(name: string): Promise<void>;
  /** @throws {UsageError} no such suspect */
  forget(name: string): Promise<Erasure>;
}

/** Which prints are listed. */
export interface PrintFilter {
  /** One kind or several; all where left out, which is as many as there were files on servers. */
  readonly kind?: PrintKind | readonly PrintKind[];
  /** Those of these ids. */
  readonly ids?: readonly string[];
  readonly subjectId?: string;
  /** Only the last snapshot of each subject. */
  readonly latestOnly?: boolean;
}

/** The committed prints. */
export interface PrintStore extends PartReader {
  /** Oldest snapshot first. */
  list(filter?: PrintFilter): Promise<readonly PrintRecord[]>;
}

/** The stored reports. */
export interface ReportStore extends PartReader {
  /** Newest first. */
  list(): Promise<readonly ReportRecord[]>;
  /** By id, or by the start of one where no other starts so. @throws {UsageError} none, or several */
  get(idOrStart: string): Promise<ReportRecord>;
  /** By its whole id; null where there is none. */
  find(id: string): Promise<ReportRecord | null>;
  /** Newest first, at most `limit`, older than the report with the id `before`. */
  page(limit: number, before: string | null): Promise<readonly ReportRecord[]>;
  /** Erase a report with its evidence from the disk. @throws {UsageError} no such report */
  erase(id: string): Promise<Erasure>;
}

/** One home: what is known, kept and reported. Safe to open from several processes at once. */
export interface Store {
  /** The folder. */
  readonly home: string;
  /** Id made when the home was created. */
  readonly homeId: string;
  readonly tables: TableStore;
  readonly suspects: SuspectStore;
  readonly prints: PrintStore;
  readonly reports: ReportStore;
  readonly mandates: MandateStore;
  readonly endpoints: EndpointStore;
  readonly sweeps: SweepStore;
  readonly assets: AssetStore;
  readonly exposures: ExposureStore;
  readonly alerts: AlertStore;
  readonly settings: ServiceSettingStore;
  readonly keptAnswers: KeptAnswerStore;
  readonly runs: RunStore;
  readonly suspectFiles: SuspectFileStore;
  readonly access: AccessStore;
  readonly audit: AuditStore;
  readonly cases: CaseStore;
  beginPrint(subject: PrintSubject): Promise<PrintWriter>;
  beginReport(): Promise<ReportWriter>;
  /** Another text than before where anything may have been changed since, by any process. Cheap. */
  changeMark(): Promise<string>;
  /** A thread of this process ended: what it was at is taken by whoever comes next, without waiting for a time-out. */
  releaseThread(threadId: number): Promise<void>;
  /** Read everything and verify every checksum: as slow as reading the file. @throws {StoreDamagedError} */
  verify(): Promise<void>;
  /** Drop what was not committed and close the database. Safe to call twice. */
  close(): Promise<void>;
}
