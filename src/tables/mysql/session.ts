import type { Readable } from 'node:stream';
import type { Connection } from 'mysql2';
import { CancelledError } from '../../core/errors.ts';
import { orCancelled } from '../cancellation.ts';
import type { DatabaseAddress } from '../connection-string.ts';
import type { TableOpenOptions } from '../table-source.ts';
import { connectionOptions } from './connection-options.ts';
import { mysqlFailure } from './driver-failure.ts';

/** One connection with one read-only snapshot transaction. */
export interface MysqlSession {
  /** Run one statement; cells as text, NULL as ''. @throws {TableSourceError} {CancelledError} */
  query(sql: string, values?: readonly string[]): Promise<string[][]>;
  /** Run one SELECT as a stream of rows (NULL as null) that takes from the server only what is read. */
  stream(sql: string, bufferedRows: number): Readable;
  /** Let one statement run for longer than `statementTimeoutMs`, where its rows come in time. */
  limitStatements(timeoutMs: number): Promise<void>;
  /** End what runs on the server at once, then the connection. Safe to call twice. */
  stop(): Promise<void>;
}

type RawRow = (string | null)[];

/** A client that is busy with a batch must not be cut off: the server's default is 60 s. */
const WRITE_TIMEOUT_S = 3600;

/**
 * Every value as the server's text: numbers in full, dates as they are. JSON would come as bytes without the name of
 * the encoding. The SELECT has turned binaries into hex already.
 */
const AS_TEXT = (field: { string(encoding?: string): string | null }) => field.string('utf8');

/**
 * Connect and begin the snapshot: everything read afterwards is of one moment (tables of engines without
 * transactions, as MyISAM, excepted), and nothing can be written. @throws {UsageError} {TableSourceError} {CancelledError}
 */
export async function openSession(
  address: DatabaseAddress,
  options: TableOpenOptions,
  signal: AbortSignal | undefined,
): Promise<MysqlSession> {
  const connection = await connect(address, options, signal);
  const session = await sessionOf(connection, address, options, signal);
  try {
    // An empty mode makes escaping certain (NO_BACKSLASH_ESCAPES) and CHAR come without its padding.
    await session.query(`SET SESSION sql_mode = '', net_write_timeout = ${WRITE_TIMEOUT_S}`);
    await session.limitStatements(options.statementTimeoutMs);
    await session.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await session.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    return session;
  } catch (error) {
    await session.stop();
    throw error;
  }
}

async function connect(
  address: DatabaseAddress,
  options: TableOpenOptions,
  signal: AbortSignal | undefined,
): Promise<Connection> {
  const { createConnection } = await import('mysql2');
  const connection = createConnection(await connectionOptions(address, options));
  // Losses of the connection reach the query that runs; without a listener they would end the process.
  connection.on('error', () => undefined);
  const connected = new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  try {
    await orCancelled(connected, signal);
    return connection;
  } catch (error) {
    connection.destroy();
    throw mysqlFailure(error, { place: address.server, statementTimeoutMs: options.statementTimeoutMs });
  }
}

async function sessionOf(
  connection: Connection,
  address: DatabaseAddress,
  options: TableOpenOptions,
  signal: AbortSignal | undefined,
): Promise<MysqlSession> {
  let running = 0;
  let streamed: Readable | null = null;
  let stopping: Promise<void> | null = null;

  async function query(sql: string, values: readonly string[] = []): Promise<string[][]> {
    if (stopping !== null) throw new CancelledError(`${address.server}: the reading was ended`);
    running++;
    try {
      const rows = await orCancelled(textRows(connection, sql, values), signal);
      running--;
      return rows.map((row) => row.map((cell) => cell ?? ''));
    } catch (error) {
      // A cancelled query still runs on the server until `stop` ends it.
      if (!(error instanceof CancelledError)) running--;
      throw mysqlFailure(error, { place: address.server, ...options });
    }
  }

  // Behind a proxy the number in the handshake is the proxy's own.
  const [[serverThread]] = await query('SELECT CONNECTION_ID()');

  return {
    query,
    stream(sql, bufferedRows) {
      const rows = connection
        .query({ sql, rowsAsArray: true, typeCast: AS_TEXT })
        .stream({ highWaterMark: bufferedRows });
      // The driver tells a lost connection to queries with a callback only; a stream would wait for ever.
      connection.on('error', (error) => rows.destroy(error));
      streamed = rows;
      return rows;
    },
    async limitStatements(timeoutMs) {
      const limit = await statementLimit(query, timeoutMs);
      if (limit !== null) await query(`SET SESSION ${limit}`);
    },
    stop() {
      const isBusy = running > 0 || (streamed !== null && !streamed.readableEnded);
      stopping ??= (async () => {
        connection.destroy();
        streamed?.destroy();
        if (isBusy) await killOnServer(serverThread, address, options);
      })();
      return stopping;
    },
  };
}

function textRows(connection: Connection, sql: string, values: readonly string[]): Promise<RawRow[]> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, values: [...values], rowsAsArray: true, typeCast: AS_TEXT }, (error, rows) => {
      if (error) reject(error);
      else resolve(Array.isArray(rows) ? (rows as unknown as RawRow[]) : []);
    });
  });
}

/** MySQL counts in milliseconds, MariaDB in seconds, under another name; old servers have neither. */
async function statementLimit(query: MysqlSession['query'], timeoutMs: number): Promise<string | null> {
  const variables = await query(
    `SHOW SESSION VARIABLES WHERE Variable_name IN ('max_execution_time', 'max_statement_time')`,
  );
  const names = variables.map(([name]) => name);
  const wholeMs = Math.max(1, Math.ceil(timeoutMs));
  if (names.includes('max_execution_time')) return `max_execution_time = ${wholeMs}`;
  if (names.includes('max_statement_time')) return `max_statement_time = ${wholeMs / 1000}`;
  return null;
}

/**
 * Ask the server, over a second connection, to end what the first one runs: closing the first alone would let a slow
 * query go on until it has something to send. Best effort: the connection is closed in any case.
 */
async function killOnServer(
  serverThread: string,
  address: DatabaseAddress,
  options: TableOpenOptions,
): Promise<void> {
  try {
    const killer = await connect(address, options, undefined);
    await textRows(killer, `KILL ${Number(serverThread)}`, []).finally(() => killer.destroy());
  } catch {
    // The server is gone or lets nobody in any more: there is nothing left to end.
  }
}
