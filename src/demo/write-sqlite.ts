import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Write rows as the only table of a new SQLite database, every column TEXT, blank cells NULL. An existing file is replaced. */
export function writeSqlite(
  path: string,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
): void {
  rmSync(path, { force: true });
  const database = new Database(path);
  try {
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.exec(
      `CREATE TABLE ${quoted(table)} (${columns.map((name) => `${quoted(name)} TEXT`).join(', ')})`,
    );
    const insert = database.prepare(
      `INSERT INTO ${quoted(table)} VALUES (${columns.map(() => '?').join(', ')})`,
    );
    database.transaction(() => {
      for (const cells of rows) insert.run(cells.map((cell) => (cell === '' ? null : cell)));
    })();
  } finally {
    database.close();
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
