import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';
import { retryWhileBusy } from './busy.ts';
import { sqliteDialect } from './dialect.ts';
import { damagedDatabase, storeError } from './sqlite-errors.ts';

/** How a database file is opened. */
export interface SqliteOptions {
  /** Longest to wait for a lock of another process, in milliseconds. */
  readonly busyTimeoutMs: number;
  /** Most bytes the file may grow to; null: as many as the disk has. Beyond it writing fails like on a full disk. */
  readonly maxBytes: number | null;
}

/** 'RpPt' in the header says that a file is ours, before anything of it is trusted or changed. */
const APPLICATION_ID = 0x52705074;
/** Against SQLite's 4096: blobs of 4 MiB are written 1.3 and read 2 times as fast (measured, one core). */
const PAGE_BYTES = 16_384;
/** Freed pages returned in one transaction: keeps the log under 64 MiB. */
const PAGES_PER_VACUUM = 4096;
const CHECKPOINT_PAUSE_MS = 50;
/** Blobs that may be many GiB: they are verified by their checksums when they are read. */
const UNCHECKED_AT_OPEN: readonly string[] = ['segments', 'comparisons'];

/** Lay out an empty file as a database of ours; the schema is not made. @throws as openSqlite */
export function createSqlite(file: string, options: SqliteOptions): Database {
  return connect(file, options, (raw) => {
    raw.pragma(`page_size = ${PAGE_BYTES}`);
    raw.pragma('auto_vacuum = INCREMENTAL');
    raw.pragma(`application_id = ${APPLICATION_ID}`);
    raw.pragma('journal_mode = WAL');
  });
}

/**
 * Open a database file and look whether it is sound, at the cost of reading everything but large blobs.
 * @throws {StoreDamagedError} {StoreBusyError} {StoreRefusedError}
 */
export function openSqlite(file: string, options: SqliteOptions): Database {
  return connect(file, options, (raw) => {
    if (raw.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      throw damagedDatabase(file, 'not a database of Rowprint');
    // First, because the names of the tables stand there.
    quickCheck(raw, file, "'sqlite_schema'");
    for (const table of tablesOf(raw)) {
      if (!UNCHECKED_AT_OPEN.includes(table)) quickCheck(raw, file, `'${table.replaceAll("'", "''")}'`);
    }
  });
}

function connect(file: string, options: SqliteOptions, prepare: (raw: Sqlite.Database) => void): Database {
  let raw: Sqlite.Database | null = null;
  try {
    raw = new Sqlite(file, { fileMustExist: true, timeout: options.busyTimeoutMs });
    prepare(raw);
    applyPragmas(raw, options);
    return new SqliteDatabase(raw, file, options.busyTimeoutMs);
  } catch (error) {
    raw?.close();
    throw storeError(error, file);
  }
}

function applyPragmas(raw: Sqlite.Database, { maxBytes }: SqliteOptions): void {
  raw.pragma('foreign_keys = ON');
  // From here on waiting is up to retryWhileBusy.
  raw.pragma('busy_timeout = 0');
  // What was committed survives a power cut, not only a crash of the process.
  raw.pragma('synchronous = FULL');
  // Erased means overwritten, not only unlinked.
  raw.pragma('secure_delete = ON');
  // Sorting and the like never spills into the temporary folder.
  raw.pragma('temp_store = MEMORY');
  raw.pragma('journal_size_limit = 67108864');
  if (maxBytes !== null) raw.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE_BYTES))}`);
}

function tablesOf(raw: Sqlite.Database): readonly string[] {
  const names = raw.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck();
  return names.all();
}

function quickCheck(raw: Sqlite.Database, file: string, argument: string): void {
  const finding = raw.pragma(`quick_check(${argument})`, { simple: true });
  // The findings themselves may quote keys of rows: the name of the check is enough.
  if (finding !== 'ok') throw damagedDatabase(file, 'quick_check failed');
}

class SqliteDatabase implements Database {
  readonly columnTypes = { bytes: 'blob' } as const;
  readonly where: string;
  readonly kysely: Kysely<Schema>;
  readonly #raw: Sqlite.Database;

  readonly #busyTimeoutMs: number;
  readonly #ownChanges: Sqlite.Statement<[], number>;

  constructor(raw: Sqlite.Database, file: string, busyTimeoutMs: number) {
    this.#raw = raw;
    this.#ownChanges = raw.prepare<[], number>('select total_changes()').pluck();
    this.#busyTimeoutMs = busyTimeoutMs;
    this.where = file;
    this.kysely = new Kysely<Schema>({ dialect: sqliteDialect(raw, file, busyTimeoutMs) });
  }

  changeMark(): Promise<string> {
    // The first counts commits of others, the second rows that this connection changed.
    return this.#alone(
      (raw) => `${Number(raw.pragma('data_version', { simple: true }))}.${this.#ownChanges.get()}`,
    );
  }

  freeBytes(): Promise<number> {
    return this.#alone((raw) => freePages(raw) * PAGE_BYTES);
  }

  async compact(): Promise<boolean> {
    while (await this.#alone((raw) => vacuumSome(raw))) {
      // One slice of free pages at a time, so that other processes get their turn.
    }
    return this.#checkpoint();
  }

  async waitForDisk(isWaiting: boolean): Promise<void> {
    await this.#alone((raw) => raw.pragma(`synchronous = ${isWaiting ? 'FULL' : 'NORMAL'}`));
  }

  async verify(): Promise<void> {
    await this.#alone((raw) => quickCheck(raw, this.where, '1'));
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
    this.#raw.close();
  }

  /** Write the log back and empty it. False while somebody reads what it still holds. */
  async #checkpoint(): Promise<boolean> {
    const endMs = performance.now() + this.#busyTimeoutMs;
    for (;;) {
      const [result] = await this.#alone(
        (raw) => raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[],
      );
      if (result?.busy === 0) return true;
      if (performance.now() >= endMs) return false;
      await sleep(CHECKPOINT_PAUSE_MS);
    }
  }

  /** Run pragmas while no transaction is open on the connection. */
  #alone<T>(work: (raw: Sqlite.Database) => T): Promise<T> {
    return this.kysely.connection().execute(async () => {
      try {
        return await retryWhileBusy(() => work(this.#raw), this.#busyTimeoutMs);
      } catch (error) {
        throw storeError(error, this.where);
      }
    });
  }
}

/** Returns whether pages are left to give back. */
function vacuumSome(raw: Sqlite.Database): boolean {
  const before = freePages(raw);
  if (before > 0) raw.pragma(`incremental_vacuum(${PAGES_PER_VACUUM})`);
  const after = freePages(raw);
  return after > 0 && after < before;
}

function freePages(raw: Sqlite.Database): number {
  return Number(raw.pragma('freelist_count', { simple: true }));
}
