import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/store/database.ts';
import { migrate, SCHEMA_STEPS } from '../../../src/store/migrations/migrate.ts';
import type { SchemaStep } from '../../../src/store/migrations/migration.ts';
import { createSqlite, openSqlite } from '../../../src/store/sqlite/sqlite-database.ts';
import { TestHome } from '../test-home.ts';

const home = new TestHome();
const OPTIONS = { busyTimeoutMs: 2000, maxBytes: null };
const opened: Database[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function emptyDatabase(): Promise<Database> {
  const file = join(home.folder, 'empty.db');
  await writeFile(file, '');
  opened.push(createSqlite(file, OPTIONS));
  return opened[0];
}

function secondConnection(): Database {
  const database = openSqlite(join(home.folder, 'empty.db'), OPTIONS);
  opened.push(database);
  return database;
}

async function tablesOf(database: Database): Promise<readonly string[]> {
  const tables = await database.kysely.introspection.getTables();
  return tables.map((table) => table.name).sort();
}

const addNotes: SchemaStep = async (db) => {
  await db.schema.createTable('notes').addColumn('id', 'text').execute();
};
const fail: SchemaStep = async (db) => {
  await db.schema.createTable('half').addColumn('id', 'text').execute();
  throw new Error('a step that fails');
};

describe('migrate', () => {
  test('makes the whole schema from nothing, and nothing more the second time', async () => {
    const database = await emptyDatabase();

    await migrate(database.kysely, database.columnTypes);
    await migrate(database.kysely, database.columnTypes);

    expect(await tablesOf(database)).toEqual([
      'access_tokens',
      'alert_channels',
      'alert_deliveries',
      'asset_versions',
      'assets',
      'audit_entries',
      'audit_head',
      'case_entries',
      'case_figures',
      'case_items',
      'case_notifications',
      'cases',
      'comparisons',
      'endpoints',
      'exposures',
      'invitations',
      'kept_answers',
      'leases',
      'mandates',
      'meta',
      'prints',
      'raised_alerts',
      'reports',
      'runs',
      'segments',
      'service_settings',
      'sessions',
      'sign_in_failures',
      'suspect_file_keys',
      'suspect_file_runs',
      'suspect_files',
      'suspects',
      'sweeps',
      'tables',
      'users',
      'version_prints',
    ]);
  });

  test('takes only the steps that are missing', async () => {
    const database = await emptyDatabase();
    await migrate(database.kysely, database.columnTypes);

    await migrate(database.kysely, database.columnTypes, { ...SCHEMA_STEPS, '900-notes': addNotes });

    expect(await tablesOf(database)).toContain('notes');
  });

  test('takes all missing steps or none', async () => {
    const database = await emptyDatabase();
    await migrate(database.kysely, database.columnTypes);
    const before = await tablesOf(database);
    const steps = { ...SCHEMA_STEPS, '900-notes': addNotes, '901-fail': fail };

    await expect(migrate(database.kysely, database.columnTypes, steps)).rejects.toThrow('a step that fails');

    expect(await tablesOf(database)).toEqual(before);
  });

  test('lets two processes do it at once', async () => {
    const database = await emptyDatabase();
    await migrate(database.kysely, database.columnTypes);
    const other = secondConnection();
    const steps = { ...SCHEMA_STEPS, '900-notes': addNotes };

    await Promise.all([
      migrate(database.kysely, database.columnTypes, steps),
      migrate(other.kysely, other.columnTypes, steps),
    ]);

    expect(await tablesOf(other)).toContain('notes');
  });
});

describe('the schema steps', () => {
  test('are the files of their folder, in the order of their numbers', () => {
    const files = readdirSync(new URL('../../../src/store/migrations', import.meta.url))
      .filter((name) => /^\d{3}-/.test(name))
      .map((name) => name.replace(/\.ts$/, ''));

    expect(Object.keys(SCHEMA_STEPS)).toEqual(files.sort());
  });
});
