import type { Client, ClientConfig } from 'pg';
import { CancelledError, UsageError } from '../../core/errors.ts';
import { orCancelled } from '../cancellation.ts';
import { type DatabaseAddress, driverUrl } from '../connection-string.ts';
import type { TableOpenOptions } from '../table-source.ts';
import { TEXT_VALUES } from './cells.ts';
import { postgresFailure } from './driver-failure.ts';

/** One connection with one read-only snapshot transaction. */
export interface PostgresSession {
  /** Run one statement; cells as text, NULL as ''. @throws {TableSourceError} {CancelledError} */
  query(sql: string, values?: readonly string[], place?: string): Promise<string[][]>;
  /** End what runs on the server at once, then the connection. Safe to call twice. */
  stop(): Promise<void>;
}

/** Largest value the server takes for statement_timeout, in ms: about 24 days. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/**
 * Connect and begin the snapshot: everything read afterwards is of one moment, and nothing can be written.
 * @throws {UsageError} {TableSourceError} {CancelledError}
 */
export async function openSession(
  address: DatabaseAddress,
  options: TableOpenOptions,
  signal: AbortSignal | undefined,
): Promise<PostgresSession> {
  const client = await connect(address, options, signal);
  const session = sessionOf(client, address, options, signal);
  try {
    await session.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    for (const setting of snapshotSettings(options)) await session.query(`SET LOCAL ${setting}`);
    return session;
  } catch (error) {
    await session.stop();
    throw error;
  }
}

function snapshotSettings(options: TableOpenOptions): string[] {
  const timeoutMs = Math.min(Math.max(1, Math.ceil(options.statementTimeoutMs)), LONGEST_TIMEOUT_MS);
  return [
    `statement_timeout = ${timeoutMs}`,
    `datestyle = 'ISO, YMD'`,
    `intervalstyle = 'postgres'`,
    `bytea_output = 'hex'`,
    // 1 is "shortest digits that give the same number" from PostgreSQL 12 on.
    'extra_float_digits = 1',
    // All rows will be fetched: plan for the whole, not for the first tenth.
    'cursor_tuple_fraction = 1',
    // A policy that would hide rows becomes an error, as in pg_dump: a table read in part is never called whole.
    'row_security = off',
  ];
}

async function connect(
  address: DatabaseAddress,
  options: TableOpenOptions,
  signal: AbortSignal | undefined,
): Promise<Client> {
  const { default: pg } = await import('pg');
  const client = newClient(pg.Client, address, options);
  // Losses of the connection reach the query that runs; without a listener they would end the process.
  client.on('error', () => undefined);
  try {
    await orCancelled(client.connect(), signal);
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw postgresFailure(error, { place: address.server, statementTimeoutMs: options.statementTimeoutMs });
  }
}

function newClient(
  Constructor: new (config: ClientConfig) => Client,
  address: DatabaseAddress,
  options: TableOpenOptions,
): Client {
  try {
    return new Constructor({
      connectionString: driverUrl(withPassword(address.url, options.password)),
      connectionTimeoutMillis: options.connectTimeoutMs,
      application_name: 'rowprint',
      keepAlive: true,
    });
  } catch {
    // The driver reads certificates and checks parameters here; its sentence may quote the connection string.
    throw new UsageError(
      `the parameters of ${address.server} are wrong: check sslmode, and that the files of sslrootcert, sslcert and sslkey can be read`,
    );
  }
}

/** As a parameter, because a URL without host can hold no password in front. */
function withPassword(url: URL, password: string | undefined): URL {
  if (password === undefined || url.password !== '' || url.searchParams.has('password')) return url;
  const filled = new URL(url);
  filled.searchParams.set('password', password);
  return filled;
}

function sessionOf(
  client: Client,
  address: DatabaseAddress,
  options: TableOpenOptions,
  signal: AbortSignal | undefined,
): PostgresSession {
  const { statementTimeoutMs } = options;
  let running = 0;
  let stopping: Promise<void> | null = null;

  async function query(sql: string, values?: readonly string[], place = address.server): Promise<string[][]> {
    if (stopping !== null) throw new CancelledError(`${place}: the reading was ended`);
    running++;
    const work = client.query<(string | null)[]>({
      text: sql,
      rowMode: 'array',
      types: TEXT_VALUES,
      ...(values === undefined ? {} : { values: [...values] }),
    });
    try {
      const { rows } = await orCancelled(work, signal);
      running--;
      return rows.map(withoutNull);
    } catch (error) {
      // A cancelled query still runs on the server until `stop` ends it.
      if (!(error instanceof CancelledError)) running--;
      throw postgresFailure(error, { place, statementTimeoutMs });
    }
  }

  async function endAll(): Promise<void> {
    if (running > 0) await cancelOnServer(client, address, options);
    await client.end().catch(() => undefined);
  }

  return {
    query,
    stop() {
      stopping ??= endAll();
      return stopping;
    },
  };
}

/** Every NULL of a row as ''. In place: the row is nobody else's, and a second array for each takes time. */
function withoutNull(row: (string | null)[]): string[] {
  for (let i = 0; i < row.length; i++) row[i] ??= '';
  return row as string[];
}

/**
 * Ask the server, over a second connection, to end what the first one runs: closing the first alone would let a slow
 * query go on until it has something to send. Best effort: the connection is closed in any case.
 */
async function cancelOnServer(
  client: Client,
  address: DatabaseAddress,
  options: TableOpenOptions,
): Promise<void> {
  const { processID } = client as Client & { readonly processID: number | null };
  if (processID === null) return;
  try {
    const helper = await connect(address, options, undefined);
    try {
      await helper.query('SELECT pg_catalog.pg_cancel_backend($1)', [processID]);
    } finally {
      await helper.end();
    }
  } catch {
    // The server is gone or lets nobody in any more: there is nothing left to end.
  }
}
