import type { Database, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { retryWhileBusy } from './busy.ts';
import { Mutex } from './mutex.ts';
import { storeError } from './sqlite-errors.ts';

/** Statements that are kept prepared. */
const MOST_STATEMENTS = 200;
/** Lists of hundreds of values are of another length each time. */
const MOST_KEPT_CHARS = 10_000;

/**
 * Kysely on one better-sqlite3 connection. Unlike kysely's own dialect, transactions take the write lock when they
 * begin (so none fails half-way because another process wrote since it read), the schema changes within them, and
 * failures come out as errors with a way out.
 */
export function sqliteDialect(database: Database, file: string, busyTimeoutMs: number): Dialect {
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () =>
      new SingleConnectionDriver(database, new SqliteConnection(database, file, busyTimeoutMs)),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SingleConnectionDriver implements Driver {
  readonly #database: Database;
  readonly #connection: SqliteConnection;
  readonly #mutex = new Mutex();

  constructor(database: Database, connection: SqliteConnection) {
    this.#database = database;
    this.#connection = connection;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#mutex.lock();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#mutex.unlock();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself after a full disk; saying it again would hide that error behind another.
    if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    this.#database.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database;
  readonly #file: string;
  readonly #busyTimeoutMs: number;
  readonly #statements = new Map<string, Statement<unknown[], unknown>>();

  constructor(database: Database, file: string, busyTimeoutMs: number) {
    this.#database = database;
    this.#file = file;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      // Within a transaction the write lock is held already: nothing to wait for.
      const timeoutMs = this.#database.inTransaction ? 0 : this.#busyTimeoutMs;
      return await retryWhileBusy(() => this.#run<R>(query), timeoutMs);
    } catch (error) {
      throw storeError(error, this.#file);
    }
  }

  #run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const statement = this.#prepared<R>(sql);
    if (statement.reader) return { rows: statement.all(...parameters) };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  /** Preparing takes longer than most statements do; a sweep asks the same of each of very many files. */
  #prepared<R>(sql: string): Statement<unknown[], R> {
    const known = this.#statements.get(sql) as Statement<unknown[], R> | undefined;
    if (known !== undefined) return known;
    const statement = this.#database.prepare<unknown[], R>(sql);
    if (sql.length > MOST_KEPT_CHARS) return statement;
    // The oldest goes: those that are asked again and again are few, and soon back.
    if (this.#statements.size === MOST_STATEMENTS)
      this.#statements.delete(this.#statements.keys().next().value!);
    this.#statements.set(sql, statement as Statement<unknown[], unknown>);
    return statement;
  }

  streamQuery(): AsyncIterableIterator<never> {
    // An open cursor would keep the one connection from everybody else.
    throw new Error('the store reads by whole results: a segment is one row');
  }
}
