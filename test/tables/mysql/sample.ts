import mysql from 'mysql2/promise';
import { PEOPLE_COLUMNS, PEOPLE_VALUES } from '../people-table.ts';
import { MANY_ROWS, type SampleKind, uniqueName } from '../sample-database.ts';

/** The server that tests may use: a login that can make tables, views and users. */
export const MYSQL_URL = process.env.ROWPRINT_TEST_MYSQL ?? 'mysql://root@127.0.0.1:3306/test';

const TYPES = [
  'BIGINT',
  'VARCHAR(80)',
  'TEXT',
  'DATE',
  'VARCHAR(80)',
  'DECIMAL(12,2)',
  'DATETIME',
  'TEXT',
  'DOUBLE',
];

/** Run statements on the test server, over a connection of their own. */
export async function onMysql(...statements: readonly string[]): Promise<void> {
  const connection = await mysql.createConnection({ uri: MYSQL_URL, connectTimeout: 3000 });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** The first column of what a SELECT finds, as text. */
export async function firstColumn(select: string): Promise<string[]> {
  const connection = await mysql.createConnection({ uri: MYSQL_URL, rowsAsArray: true });
  try {
    const [rows] = await connection.query(select);
    return (rows as unknown as (string | number)[][]).map((row) => String(row[0]));
  } finally {
    await connection.end();
  }
}

/** Why neither MySQL nor MariaDB can be used here, null where one can. */
export async function mysqlUnreachable(): Promise<string | null> {
  try {
    await onMysql('SELECT 1');
    return null;
  } catch (error) {
    const { host } = new URL(MYSQL_URL);
    const code = (error as { code?: string }).code ?? 'no answer';
    return `MySQL or MariaDB is not reachable at ${host} (${code}); ROWPRINT_TEST_MYSQL names another`;
  }
}

/** Tables with a prefix of their own on a real server. */
export const mysqlSample: SampleKind = {
  id: 'mysql',
  manyRows: MANY_ROWS,
  unreachable: mysqlUnreachable,
  async create() {
    const prefix = uniqueName();
    const columns = PEOPLE_COLUMNS.map((name, i) => `\`${name.replaceAll('`', '``')}\` ${TYPES[i]}`).join(
      ', ',
    );
    const digits = (name: string) => `${prefix}_digits ${name}`;
    await onMysql(
      `CREATE TABLE ${prefix}_people (${columns}) CHARACTER SET utf8mb4`,
      `CREATE TABLE ${prefix}_empty (${columns}) CHARACTER SET utf8mb4`,
      ...PEOPLE_VALUES.map((values) => `INSERT INTO ${prefix}_people VALUES (${mysql.escape([...values])})`),
      `CREATE TABLE ${prefix}_digits (d INT PRIMARY KEY)`,
      `INSERT INTO ${prefix}_digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)`,
      `CREATE VIEW ${prefix}_many AS
         SELECT f.d * 100000 + e.d * 10000 + d.d * 1000 + c.d * 100 + b.d * 10 + a.d + 1 AS id, REPEAT('x', 1000) AS filler
         FROM ${['a', 'b', 'c', 'd', 'e', 'f'].map(digits).join(' JOIN ')} WHERE f.d < ${MANY_ROWS / 100_000}`,
    );
    return {
      source: (table) => `${MYSQL_URL}#${prefix}_${table}`,
      remove: () =>
        onMysql(`DROP VIEW ${prefix}_many`, `DROP TABLE ${prefix}_people, ${prefix}_empty, ${prefix}_digits`),
    };
  },
};
