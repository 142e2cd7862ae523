import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import { loadChecksum } from './checksum.ts';
import type { StoreContext } from './context.ts';
import type { Database } from './database.ts';
import { removeLeftovers } from './erase.ts';
import { readHomeFacts, requireSameKey, writeHomeFacts } from './meta.ts';
import { migrate, needsMigration } from './migrations/migrate.ts';
import { newId } from './new-id.ts';
import { OpenStore } from './open-store.ts';
import { createSqlite, openSqlite, type SqliteOptions } from './sqlite/sqlite-database.ts';
import { damagedDatabase, storeError } from './sqlite/sqlite-errors.ts';
import type { Store } from './store.ts';

/** What may differ from the product in tests and on small disks. */
export interface StoreOptions extends Partial<SqliteOptions> {
  readonly clock?: Clock;
}

const DEFAULTS: SqliteOptions = { busyTimeoutMs: 5000, maxBytes: null };
const DATABASE_FILE = 'rowprint.db';

/** Path of the database within a home folder. */
export function databasePath(home: string): string {
  return join(home, DATABASE_FILE);
}

/**
 * Create a home: its folder (mode 0700 where it is missing) and an empty database (mode 0600) bound to a key.
 * When it fails, the database is not there.
 * @throws {UsageError} a database is there already @throws {DiskFullError} {StoreRefusedError}
 */
export async function createHome(home: string, keyId: string, options: StoreOptions = {}): Promise<void> {
  const file = databasePath(home);
  reserveFile(home, file);
  try {
    await layOut(file, keyId, options);
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
    throw error;
  }
}

/**
 * Open a home made with the same key; brings an older schema up to date and removes what dead processes left.
 * Reads all of the database but the segments to see whether it is sound.
 * @throws {UsageError} no home there @throws {KeyMismatchError} {StoreNewerError} {StoreDamagedError}
 * @throws {StoreBusyError} {StoreRefusedError} {DiskFullError}
 */
export async function openStore(home: string, keyId: string, options: StoreOptions = {}): Promise<Store> {
  const file = databasePath(home);
  requireFile(home, file);
  const database = openSqlite(file, { ...DEFAULTS, ...options });
  try {
    await refuseForeign(database);
    const isOlder = await needsMigration(database.kysely, file);
    const facts = await readHomeFacts(database.kysely);
    if (!facts) throw damagedDatabase(file, 'its creation was cut off');
    requireSameKey(database, facts, keyId);
    if (isOlder) await migrate(database.kysely, database.columnTypes);
    const context = await contextOf(database, options);
    await removeLeftovers(context);
    return new OpenStore(home, facts.homeId, context);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function requireFile(home: string, file: string): void {
  try {
    statSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw storeError(error, file);
    throw new UsageError(
      `no database in ${home}: run \`rowprint init\`, or give the right folder with --home`,
    );
  }
}

function reserveFile(home: string, file: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' && existsSync(file))
      throw new UsageError(
        `database ${file} exists already and is never replaced: use it, or give another --home`,
      );
    throw storeError(error, file);
  }
}

async function layOut(file: string, keyId: string, options: StoreOptions): Promise<void> {
  const clock = options.clock ?? systemClock;
  const database = createSqlite(file, { ...DEFAULTS, ...options });
  try {
    await migrate(database.kysely, database.columnTypes);
    await writeHomeFacts(database.kysely, { homeId: newId('h', clock.nowMs()), keyId });
  } finally {
    await database.close();
  }
}

/** A file of ours without our tables was cut off while it was made. */
async function refuseForeign(database: Database): Promise<void> {
  const tables = await database.kysely.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'meta'))
    throw damagedDatabase(database.where, 'its creation was cut off');
}

async function contextOf(database: Database, options: StoreOptions): Promise<StoreContext> {
  return {
    database,
    clock: options.clock ?? systemClock,
    checksum: await loadChecksum(),
    openWriters: new Set(),
  };
}
