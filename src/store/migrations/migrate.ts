import { type Kysely, type MigrationProvider, Migrator } from 'kysely';
import type { Schema } from '../schema.ts';
import { StoreNewerError } from '../store-errors.ts';
import { firstSchema } from './001-first-schema.ts';
import { exposedServers } from './002-exposed-servers.ts';
import { runsQueue } from './003-runs.ts';
import { suspectFiles } from './004-suspect-files.ts';
import { accessTables } from './005-access.ts';
import { serviceSettings } from './006-settings.ts';
import { caseTables } from './007-cases.ts';
import { alertTables } from './008-alerts.ts';
import type { ColumnTypes, SchemaStep } from './migration.ts';

/** Every step, oldest first. The names are written in homes: never renamed, never removed. */
export const SCHEMA_STEPS: Readonly<Record<string, SchemaStep>> = {
  '001-first-schema': firstSchema,
  '002-exposed-servers': exposedServers,
  '003-runs': runsQueue,
  '004-suspect-files': suspectFiles,
  '005-access': accessTables,
  '006-settings': serviceSettings,
  '007-cases': caseTables,
  '008-alerts': alertTables,
};

/** Kysely's table of the steps taken. */
const STEPS_TABLE = 'kysely_migration';

type StepsSchema = {
  [STEPS_TABLE]: { name: string };
};

/**
 * Bring the schema up to date: all missing steps in one transaction, or none.
 * Two processes may do it at once: the second waits and finds nothing left to do.
 */
export async function migrate(
  db: Kysely<Schema>,
  types: ColumnTypes,
  steps: Readonly<Record<string, SchemaStep>> = SCHEMA_STEPS,
): Promise<void> {
  const provider: MigrationProvider = {
    getMigrations: async () =>
      Object.fromEntries(
        Object.entries(steps).map(([name, step]) => [name, { up: (trx) => step(trx, types) }]),
      ),
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('the migration failed', { cause: error });
}

/**
 * Whether steps are missing. Changes nothing and takes no lock.
 * @throws {StoreNewerError} naming both versions, when there are steps this version does not know
 */
export async function needsMigration(db: Kysely<Schema>, where: string): Promise<boolean> {
  const rows = await db
    .withTables<StepsSchema>()
    .selectFrom(STEPS_TABLE)
    .select('name')
    .orderBy('name')
    .execute();
  const taken = rows.map((row) => row.name);
  const unknown = taken.filter((name) => !Object.hasOwn(SCHEMA_STEPS, name));
  if (unknown.length === 0) return taken.length < Object.keys(SCHEMA_STEPS).length;
  const latest = Object.keys(SCHEMA_STEPS).at(-1);
  throw new StoreNewerError(
    `${where} was written by a newer Rowprint (schema ${unknown.at(-1)}; this one knows up to ${latest}): ` +
      'update Rowprint, or open it with the version that wrote it; nothing was changed',
  );
}
