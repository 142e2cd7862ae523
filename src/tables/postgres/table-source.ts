import { throwIfCancelled } from '../../core/errors.ts';
import { orCancelled } from '../cancellation.ts';
import { parseDatabaseAddress } from '../connection-string.ts';
import { databaseTable } from '../database-table.ts';
import type { TableSource } from '../table-source.ts';
import { findTable } from './catalogue.ts';
import { selectAll } from './cells.ts';
import { openSession, type PostgresSession } from './session.ts';

const EXAMPLE = 'postgres://user@host:5432/database#schema.table';
const CURSOR = 'rowprint_rows';

/** Rows per FETCH: few while the width of a row is unknown, then as many as fill about 8 MiB of text. */
const FIRST_BATCH_ROWS = 100;
const LARGEST_BATCH_ROWS = 2000;
const BATCH_CHARS = 8 * 1024 * 1024;

/**
 * A table, view or partitioned table of PostgreSQL, read through a server-side cursor in a read-only snapshot.
 *
 * The cursor is a declared one and each FETCH is a statement: a portal of the extended protocol (pg-query-stream) has
 * one statement_timeout for the whole table. Measured: with 1 s it ended after 448,000 of 2,000,000 rows.
 */
export const postgresTableSource: TableSource = {
  id: 'postgres',
  example: EXAMPLE,
  accepts: (source) => /^postgres(ql)?:\/\//i.test(source),
  async open(source, options, signal) {
    throwIfCancelled(signal);
    const address = parseDatabaseAddress(source, EXAMPLE);
    const session = await openSession(address, options, signal);
    try {
      const table = await findTable(session, address.table, address.server);
      const place = `${address.server}#${table.schema}.${table.name}`;
      return databaseTable({
        description: place,
        columns: table.columns,
        expectedRows: table.expectedRows,
        read: (readSignal) =>
          rowsOf(session, selectAll(table.schema, table.name, table.columns), place, readSignal),
        stop: () => session.stop(),
      });
    } catch (error) {
      await session.stop();
      throw error;
    }
  },
};

/** Rows in batches; the server works on the next batch while this one is used, never further ahead. */
async function* rowsOf(
  session: PostgresSession,
  select: string,
  place: string,
  signal: AbortSignal | undefined,
): AsyncIterable<string[][]> {
  const run = (sql: string) => {
    const work = orCancelled(session.query(sql, undefined, place), signal);
    // A batch fetched ahead may fail after the reader has left.
    work.catch(() => undefined);
    return work;
  };
  await run(`DECLARE ${CURSOR} NO SCROLL CURSOR FOR ${select}`);
  let next = run(`FETCH FORWARD ${FIRST_BATCH_ROWS} FROM ${CURSOR}`);
  while (true) {
    const batch = await next;
    if (batch.length === 0) return;
    next = run(`FETCH FORWARD ${fittingRows(batch)} FROM ${CURSOR}`);
    yield batch;
  }
}

/** How many rows like these fill a batch. */
function fittingRows(batch: readonly (readonly string[])[]): number {
  let chars = 1;
  for (const cells of batch) for (const cell of cells) chars += cell.length;
  const rows = Math.floor(BATCH_CHARS / (chars / batch.length));
  return Math.min(Math.max(1, rows), LARGEST_BATCH_ROWS);
}
