import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migrations/migration.ts';
import type { Schema } from './schema.ts';

/** An open database of any kind: SQL that is the same everywhere goes through kysely, the rest is named here. */
export interface Database {
  /** For people: the file, or the server and database name. */
  readonly where: string;
  readonly kysely: Kysely<Schema>;
  readonly columnTypes: ColumnTypes;
  /** Another text than before where anything may have been changed since, by any process. Cheap. */
  changeMark(): Promise<string>;
  /** Room inside the database that compact would give back, in bytes. Cheap. */
  freeBytes(): Promise<number>;
  /** Give freed room back to the disk. False when another process keeps the old bytes alive for now. */
  compact(): Promise<boolean>;
  /**
   * Whether each commit waits until the disk has it (it does at first). Without it a power cut may take the last commits
   * back, never half of one; a crash of the process takes none. The next commit that waits makes all before it last.
   */
  waitForDisk(isWaiting: boolean): Promise<void>;
  /** Check the structure of everything, reading all of it. @throws {StoreDamagedError} */
  verify(): Promise<void>;
  close(): Promise<void>;
}
