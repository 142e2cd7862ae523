import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { Database } from 'better-sqlite3';
import { UsageError } from '../../core/errors.ts';
import { TableUnreadableError } from '../errors.ts';
import { errorCode } from '../network-failure.ts';
import { sqliteFailure } from './driver-failure.ts';

/**
 * Open a database file read-only and begin one read transaction: everything read afterwards is of one moment.
 * A database in WAL mode goes on taking writes meanwhile; in rollback mode its writers wait until the end.
 * @throws {UsageError} missing, a folder @throws {TableUnreadableError} not allowed, not a database, damaged, locked
 */
export async function openSession(file: string, busyTimeoutMs: number): Promise<Database> {
  await mustBeReadable(file);
  const { default: Sqlite } = await import('better-sqlite3');
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
    database.exec('BEGIN');
    // BEGIN alone takes no snapshot: the first read does.
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    return database;
  } catch (error) {
    database?.close();
    throw sqliteFailure(error, file);
  }
}

async function mustBeReadable(file: string): Promise<void> {
  try {
    const facts = await stat(file);
    if (!facts.isFile()) throw new UsageError(`${file} is not a file: name the SQLite file itself`);
    await access(file, constants.R_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new UsageError(`${file} does not exist: check its path`);
    }
    throw new TableUnreadableError(`${file} may not be read by this account: check its permissions`);
  }
}
