import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { databasePath } from '../../src/store/home.ts';

/**
 * Every row of every table of a home's database, blobs as hashes: equal dumps hold the same. Opened for writing,
 * because a reader who may not write leaves the files of its journal behind.
 */
export function logicalDump(home: string): Readonly<Record<string, readonly unknown[]>> {
  const raw = new Sqlite(databasePath(home), { fileMustExist: true });
  try {
    const tables = raw
      .prepare("select name from sqlite_master where type = 'table'")
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.sort().map((table) => [table, raw.prepare(`select * from "${table}"`).all().map(hashed).sort()]),
    );
  } finally {
    raw.close();
  }
}

function hashed(row: unknown): string {
  return JSON.stringify(row, (_, value) => {
    const bytes = value?.type === 'Buffer' ? Buffer.from(value.data) : null;
    return bytes === null ? value : createHash('sha256').update(bytes).digest('hex');
  });
}
