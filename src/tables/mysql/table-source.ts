import { throwIfCancelled } from '../../core/errors.ts';
import { parseDatabaseAddress } from '../connection-string.ts';
import { databaseTable } from '../database-table.ts';
import { TableUnreachableError } from '../errors.ts';
import type { TableSource } from '../table-source.ts';
import { findTable, type MysqlTable } from './catalogue.ts';
import { cellRewriter, selectAll } from './cells.ts';
import { type FailedWork, mysqlFailure, tooLong } from './driver-failure.ts';
import { type MysqlSession, openSession } from './session.ts';
import { silenceAlarm } from './silence-alarm.ts';

const EXAMPLE = 'mysql://user@host:3306/database#table';
const BATCH_ROWS = 1000;

/**
 * The server counts the whole read, including the time it waits for us, as one statement. So `statementTimeoutMs` is
 * held here, as the longest silence between rows, and the server's own limit is only the last resort for the case that
 * this process dies: one day.
 */
const LONGEST_READ_MS = 24 * 60 * 60 * 1000;

/** A table or view of MySQL or MariaDB, streamed from a read-only snapshot. */
export const mysqlTableSource: TableSource = {
  id: 'mysql',
  example: EXAMPLE,
  accepts: (source) => /^(mysql|mariadb):\/\//i.test(source),
  async open(source, options, signal) {
    throwIfCancelled(signal);
    const address = parseDatabaseAddress(source, EXAMPLE);
    const session = await openSession(address, options, signal);
    try {
      const table = await findTable(session, address.table, address.server);
      await session.limitStatements(Math.max(LONGEST_READ_MS, options.statementTimeoutMs));
      const work = {
        place: `${address.server}#${table.name}`,
        statementTimeoutMs: options.statementTimeoutMs,
      };
      return databaseTable({
        description: work.place,
        columns: table.columns,
        expectedRows: table.expectedRows,
        read: (readSignal) => rowsOf(session, table, work, readSignal),
        stop: () => session.stop(),
      });
    } catch (error) {
      await session.stop();
      throw error;
    }
  },
};

async function* rowsOf(
  session: MysqlSession,
  table: MysqlTable,
  work: FailedWork,
  signal: AbortSignal | undefined,
): AsyncIterable<string[][]> {
  const rewriters = table.columns.map(cellRewriter);
  const stream = session.stream(selectAll(table.name, table.columns), BATCH_ROWS);
  const alarm = silenceAlarm(work.statementTimeoutMs, () => stream.destroy(tooLong(work)));
  try {
    let batch: string[][] = [];
    for await (const row of stream as AsyncIterable<(string | null)[]>) {
      alarm.heard();
      batch.push(row.map((cell, index) => cellText(cell, rewriters[index])));
      if (batch.length < BATCH_ROWS) continue;
      alarm.pause();
      yield batch;
      alarm.heard();
      batch = [];
    }
    // The driver says 'end' also when a stream was cut off: only a stream that ended by itself was read whole.
    if (!stream.readableEnded)
      throw new TableUnreachableError(`${work.place}: the connection was lost; try again`);
    alarm.end();
    if (batch.length > 0) yield batch;
  } catch (error) {
    throwIfCancelled(signal);
    throw mysqlFailure(error, work);
  } finally {
    alarm.end();
  }
}

function cellText(cell: string | null, rewrite: ((value: string) => string) | null): string {
  if (cell === null) return '';
  return rewrite === null ? cell : rewrite(cell);
}
