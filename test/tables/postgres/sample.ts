import pg from 'pg';
import { PEOPLE_COLUMNS, PEOPLE_VALUES } from '../people-table.ts';
import { MANY_ROWS, type SampleKind, uniqueName } from '../sample-database.ts';

/** The server that tests may use: a login that can make schemas. */
export const POSTGRES_URL = process.env.ROWPRINT_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test';

const TYPES = [
  'bigint',
  'varchar(80)',
  'text',
  'date',
  'text',
  'numeric(12,2)',
  'timestamp',
  'text',
  'float8',
];

/** Run statements on the test server, over a connection of their own. */
export async function onPostgres(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES_URL, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The first column of what a SELECT finds, as text. */
export async function firstColumn(select: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: POSTGRES_URL });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: select, rowMode: 'array' });
    return rows.map((row) => String(row[0]));
  } finally {
    await client.end();
  }
}

/** Why PostgreSQL cannot be used here, null where it can. */
export async function postgresUnreachable(): Promise<string | null> {
  try {
    await onPostgres('SELECT 1');
    return null;
  } catch (error) {
    const { host } = new URL(POSTGRES_URL);
    const code = (error as { code?: string }).code ?? 'no answer';
    return `PostgreSQL is not reachable at ${host} (${code}); ROWPRINT_TEST_POSTGRES names another`;
  }
}

/** A schema of its own on a real server. */
export const postgresSample: SampleKind = {
  id: 'postgres',
  manyRows: MANY_ROWS,
  unreachable: postgresUnreachable,
  async create() {
    const schema = uniqueName();
    const columns = PEOPLE_COLUMNS.map((name, i) => `"${name.replaceAll('"', '""')}" ${TYPES[i]}`).join(', ');
    await onPostgres(
      `CREATE SCHEMA ${schema}`,
      `CREATE TABLE ${schema}.people (${columns})`,
      `CREATE TABLE ${schema}.empty (${columns})`,
      ...PEOPLE_VALUES.map(
        (values) => `INSERT INTO ${schema}.people VALUES (${values.map(literal).join(', ')})`,
      ),
      `ANALYZE ${schema}.people`,
      `CREATE VIEW ${schema}.many AS SELECT id, repeat('x', 1000) AS filler FROM generate_series(1, ${MANY_ROWS}) id`,
    );
    return {
      source: (table) => `${POSTGRES_URL}#${schema}.${table}`,
      remove: () => onPostgres(`DROP SCHEMA ${schema} CASCADE`),
    };
  },
};

function literal(value: string | null): string {
  return value === null ? 'NULL' : pg.escapeLiteral(value);
}
