import { rm, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/home.ts';
import { writeHomeFacts } from '../../../src/store/meta.ts';
import { migrate, SCHEMA_STEPS } from '../../../src/store/migrations/migrate.ts';
import { createSqlite } from '../../../src/store/sqlite/sqlite-database.ts';
import { addTable, KEY_ID, newTable, SNAPSHOT } from '../samples.ts';
import { TestHome } from '../test-home.ts';
import { addEndpoint, assetsOf, sweepFiles } from '../watched-samples.ts';

const home = new TestHome();
const FIRST = '001-first-schema';

/** A home as the first version made it, with a table, a suspect and a report. */
async function makeFirstHome(): Promise<void> {
  await rm(home.file);
  await writeFile(home.file, '');
  const database = createSqlite(home.file, { busyTimeoutMs: 1000, maxBytes: null });
  await migrate(database.kysely, database.columnTypes, { [FIRST]: SCHEMA_STEPS[FIRST]! });
  await writeHomeFacts(database.kysely, { homeId: 'h_first', keyId: KEY_ID });
  await database.close();
  const raw = new Sqlite(home.file);
  const { controller, source, options } = newTable('lab_a');
  raw
    .prepare('insert into tables values (?, ?, ?, ?, ?, ?)')
    .run('t_1', 'lab_a', controller, source, JSON.stringify(options), SNAPSHOT);
  raw.prepare('insert into suspects values (?, ?, ?, ?)').run('s_1', 'leak', 'ab'.repeat(32), SNAPSHOT);
  const print = raw.prepare('insert into prints values (?, ?, ?, ?, ?, ?, ?)');
  print.run('p_1', 'table', 't_1', SNAPSHOT, SNAPSHOT, '{}', '{"rows":1}');
  print.run('p_2', 'suspect', 's_1', SNAPSHOT, SNAPSHOT, '{}', '{}');
  raw.prepare('insert into reports values (?, ?, ?, ?)').run('r_1', SNAPSHOT, '{}', '{"of":"leak"}');
  raw.close();
}

test('a home of the first schema is brought up to date with all that is in it', async () => {
  await makeFirstHome();

  const store = await home.open();

  expect(store.homeId).toBe('h_first');
  expect(await store.tables.list()).toEqual([{ ...newTable('lab_a'), id: 't_1', createdAt: SNAPSHOT }]);
  expect(await store.suspects.list()).toMatchObject([{ id: 's_1', name: 'leak' }]);
  expect(await store.prints.list()).toMatchObject([
    { id: 'p_1', meta: { rows: 1 } },
    { id: 'p_2', meta: {} },
  ]);
  expect(await store.reports.list()).toMatchObject([{ id: 'r_1', report: { of: 'leak' } }]);
  await store.verify();
});

test('a home of the first schema watches servers once it is up to date, after a restart too', async () => {
  await makeFirstHome();
  const store = await home.open();
  const { id } = await addEndpoint(store, 'server');
  await sweepFiles(store, id, { '/a.csv': 'a' });
  await store.close();

  const again = await openStore(home.home, KEY_ID);

  expect(await assetsOf(again, id)).toMatchObject([{ path: '/a.csv', state: 'read' }]);
  await addTable(again, 'lab_b', new Uint8Array(1));
  expect(await again.tables.list()).toHaveLength(2);
  await again.close();
});
