import { UsageError } from '../../core/errors.ts';
import type { SourceColumn } from '../table-source.ts';
import { unknownTable } from '../unknown-table.ts';
import type { PostgresSession } from './session.ts';

/** A table, view or partitioned table as the database has it. */
export interface PostgresTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly SourceColumn[];
  /** What the last ANALYZE counted, over all partitions; null before the first one and for views. */
  readonly expectedRows: number | null;
}

/** Tables, partitioned and foreign ones, views, materialised views. */
const READABLE_KINDS = `('r', 'p', 'f', 'v', 'm')`;
const MOST_NAMES_COMPARED = '5000';

/**
 * Find `schema.table`, or `table` in the schema public, spelled exactly. A table whose own name has a dot is found too.
 * @throws {UsageError} when there is none, with the names most like it, or when it has no columns
 */
export async function findTable(
  session: PostgresSession,
  wanted: string,
  server: string,
): Promise<PostgresTable> {
  const dot = wanted.indexOf('.');
  const [schema, name] = dot < 0 ? ['public', wanted] : [wanted.slice(0, dot), wanted.slice(dot + 1)];
  const found = await session.query(
    `SELECT c.oid, n.nspname, c.relname
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ${READABLE_KINDS}
        AND ((n.nspname = $1 AND c.relname = $2) OR (n.nspname = 'public' AND c.relname = $3))
      ORDER BY (n.nspname = $1 AND c.relname = $2) DESC`,
    [schema, name, wanted],
  );
  if (found.length === 0) throw unknownTable(wanted, server, await tableNames(session));
  const [oid, foundSchema, foundName] = found[0];
  const columns = await columnsOf(session, oid);
  if (columns.length === 0) throw new UsageError(`${server}#${wanted} has no columns: name another table`);
  return {
    schema: foundSchema,
    name: foundName,
    columns,
    expectedRows: await expectedRowsOf(session, oid),
  };
}

async function tableNames(session: PostgresSession): Promise<string[]> {
  const names = await session.query(
    `SELECT CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ${READABLE_KINDS} AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp%'
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      LIMIT ${MOST_NAMES_COMPARED}`,
  );
  return names.map(([name]) => name);
}

async function columnsOf(session: PostgresSession, oid: string): Promise<SourceColumn[]> {
  const columns = await session.query(
    `SELECT attname, lower(pg_catalog.format_type(atttypid, NULL)) FROM pg_catalog.pg_attribute
      WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [oid],
  );
  return columns.map(([name, declaredType]) => ({ name, declaredType }));
}

async function expectedRowsOf(session: PostgresSession, oid: string): Promise<number | null> {
  // A partitioned table is never counted itself; -1 stands for "not analysed yet".
  const [[rows]] = await session.query(
    `WITH RECURSIVE part(oid) AS (
       SELECT $1::oid UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN part ON i.inhparent = part.oid)
     SELECT sum(greatest(c.reltuples, 0))::bigint
       FROM part JOIN pg_catalog.pg_class c ON c.oid = part.oid WHERE c.relkind IN ('r', 'f', 'm')`,
    [oid],
  );
  return Number(rows) > 0 ? Number(rows) : null;
}
