import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { PEOPLE_COLUMNS, PEOPLE_VALUES } from '../people-table.ts';
import { MANY_ROWS, type SampleKind } from '../sample-database.ts';

const TYPES = [
  'INTEGER',
  'VARCHAR(80)',
  'TEXT',
  'DATE',
  'TEXT',
  'DECIMAL(12,2)',
  'DATETIME',
  'TEXT',
  'DOUBLE',
];

/** A SQLite file in a temporary folder. */
export const sqliteSample: SampleKind = {
  id: 'sqlite',
  manyRows: MANY_ROWS,
  unreachable: async () => null,
  async create() {
    const folder = await mkdtemp(join(tmpdir(), 'rowprint-test-sqlite-'));
    const file = join(folder, 'people.sqlite');
    const database = new Sqlite(file);
    const columns = PEOPLE_COLUMNS.map((name, i) => `"${name.replaceAll('"', '""')}" ${TYPES[i]}`).join(', ');
    database.exec(`CREATE TABLE people (${columns}); CREATE TABLE empty (${columns});`);
    const insert = database.prepare(
      `INSERT INTO people VALUES (${PEOPLE_COLUMNS.map(() => '?').join(', ')})`,
    );
    for (const values of PEOPLE_VALUES) insert.run(values);
    database.exec(
      `CREATE VIEW many AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${MANY_ROWS})
       SELECT id, hex(zeroblob(500)) AS filler FROM n`,
    );
    database.close();
    return {
      source: (table) => `${file}#${table}`,
      remove: () => rm(folder, { recursive: true }),
    };
  },
};
