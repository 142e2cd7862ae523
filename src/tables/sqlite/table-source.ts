import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { throwIfCancelled, UsageError } from '../../core/errors.ts';
import { databaseTable } from '../database-table.ts';
import type { TableSource } from '../table-source.ts';
import { findTable } from './catalogue.ts';
import { cellText, type SqliteValue, selectAll } from './cells.ts';
import { sqliteFailure } from './driver-failure.ts';
import { openSession } from './session.ts';

const BATCH_ROWS = 1000;
const EXAMPLE = 'file.sqlite#table';
const WRITTEN_LIKE_SQLITE = /^(.*\.(?:sqlite3?|db3?))(?:#(.*))?$/i;

/**
 * A table or view of a SQLite file, read as one snapshot. Reading is synchronous within a batch of 1000 rows; between
 * batches timers, signals and other work get their turn. `connectTimeoutMs` is how long a locked file is waited for.
 */
export const sqliteTableSource: TableSource = {
  id: 'sqlite',
  example: EXAMPLE,
  accepts: (source) => WRITTEN_LIKE_SQLITE.test(source) && !source.includes('://'),
  async open(source, options, signal) {
    throwIfCancelled(signal);
    const [, file, wanted = ''] = WRITTEN_LIKE_SQLITE.exec(source) ?? [];
    if (file === undefined) throw new UsageError(`this is not the name of a SQLite file: write ${EXAMPLE}`);
    const database = await openSession(file, options.connectTimeoutMs);
    try {
      if (wanted === '') throw new UsageError(`${file} needs the name of a table: write ${file}#table`);
      const table = findTable(database, wanted, file);
      const rows = rowsOf(database, selectAll(table.name, table.columns), file);
      return databaseTable({
        description: `${file}#${table.name}`,
        columns: table.columns,
        expectedRows: table.expectedRows,
        read: rows.read,
        async stop() {
          rows.stop();
          database.close();
        },
      });
    } catch (error) {
      database.close();
      throw sqliteFailure(error, file);
    }
  },
};

/** The rows of a statement in batches. A database cannot be closed while it steps, so the cursor is kept to be ended. */
function rowsOf(database: Database, sql: string, file: string) {
  let cursor: IterableIterator<SqliteValue[]> | null = null;

  async function* read(): AsyncIterable<string[][]> {
    try {
      const values = database.prepare<[], SqliteValue[]>(sql).raw().safeIntegers().iterate();
      cursor = values;
      for (let batch = take(values); batch.length > 0; batch = take(values)) {
        yield batch;
        await setImmediate();
      }
    } catch (error) {
      throw sqliteFailure(error, file);
    } finally {
      stop();
    }
  }

  function stop(): void {
    cursor?.return?.();
    cursor = null;
  }

  return { read, stop };
}

function take(cursor: IterableIterator<SqliteValue[]>): string[][] {
  const batch: string[][] = [];
  while (batch.length < BATCH_ROWS) {
    const next = cursor.next();
    if (next.done) break;
    batch.push(next.value.map(cellText));
  }
  return batch;
}
