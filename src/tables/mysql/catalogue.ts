import { UsageError } from '../../core/errors.ts';
import type { SourceColumn } from '../table-source.ts';
import { unknownTable } from '../unknown-table.ts';
import type { MysqlSession } from './session.ts';

/** A table or view as the database has it. */
export interface MysqlTable {
  readonly name: string;
  readonly columns: readonly SourceColumn[];
  /** The server's own guess (InnoDB: within some 40 %); null where it has none, as for views. */
  readonly expectedRows: number | null;
}

const MOST_NAMES_COMPARED = 5000;

/**
 * Find a table or view of the database in the connection string, spelled as the server has it (case included, unless
 * only one name fits without it: such servers fold names).
 * @throws {UsageError} when there is none, with the names most like it, or when it has no columns
 */
export async function findTable(session: MysqlSession, wanted: string, server: string): Promise<MysqlTable> {
  // The catalogue compares without case on some servers and with it on others.
  const alike = await session.query(
    `SELECT TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND LOWER(TABLE_NAME) = LOWER(?)`,
    [wanted],
  );
  const found = alike.find(([name]) => name === wanted) ?? (alike.length === 1 ? alike[0] : undefined);
  if (found === undefined) throw unknownTable(wanted, server, await tableNames(session));
  const [name, rows] = found;
  const columns = await columnsOf(session, name);
  if (columns.length === 0) throw new UsageError(`${server}#${wanted} has no columns: name another table`);
  return { name, columns, expectedRows: rows === '' ? null : Number(rows) };
}

async function tableNames(session: MysqlSession): Promise<string[]> {
  const names = await session.query(
    `SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() LIMIT ${MOST_NAMES_COMPARED}`,
  );
  return names.map(([name]) => name);
}

async function columnsOf(session: MysqlSession, table: string): Promise<SourceColumn[]> {
  const columns = await session.query(
    `SELECT COLUMN_NAME, LOWER(DATA_TYPE) FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
    [table],
  );
  return columns.map(([name, declaredType]) => ({ name, declaredType }));
}
