import { type Kysely, sql } from 'kysely';
import { comparisonRecord } from './comparisons.ts';
import type { StoreContext } from './context.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';
import { StoreDamagedError } from './store-errors.ts';

/** A column whose value is an id of another table, or null. */
const FOREIGN_IDS = [
  ['sweeps', 'endpoint_id', 'endpoints'],
  ['assets', 'endpoint_id', 'endpoints'],
  ['assets', 'version_id', 'asset_versions'],
  ['assets', 'seen_in', 'sweeps'],
  ['assets', 'added_in', 'sweeps'],
  ['assets', 'pending_in', 'sweeps'],
  ['asset_versions', 'asset_id', 'assets'],
  ['version_prints', 'version_id', 'asset_versions'],
  ['version_prints', 'print_id', 'prints'],
  ['comparisons', 'version_id', 'asset_versions'],
  ['comparisons', 'print_id', 'prints'],
  ['exposures', 'endpoint_id', 'endpoints'],
] as const;

/**
 * Read all that is known of watched servers: every record, transcript and found set, and whether all that is named by
 * an id is there. Found sets are read one at a time. @throws {StoreDamagedError}
 */
export async function verifyWatched(
  context: StoreContext,
  { endpoints, sweeps, assets, exposures }: Pick<Store, 'endpoints' | 'sweeps' | 'assets' | 'exposures'>,
): Promise<void> {
  const { kysely } = context.database;
  for (const [table, column, named] of FOREIGN_IDS) await requireNamed(kysely, table, column, named);
  for (const { id } of await endpoints.list()) {
    for (const sweep of await sweeps.list(id)) await sweeps.transcript(sweep.id);
    await assets.comparisons(id);
  }
  await assets.versions();
  await exposures.list();
  await verifyComparisons(context);
}

async function requireNamed(db: Kysely<Schema>, table: string, column: string, named: string): Promise<void> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} is not null
    and not exists (select 1 from ${sql.table(named)} where ${sql.ref(`${named}.id`)} = ${sql.ref(`${table}.${column}`)})
  `.execute(db);
  const count = Number(rows[0]!.count);
  if (count > 0)
    throw new StoreDamagedError(
      `${count} rows of ${table} belong to ${named} that are not in the database: restore it from a backup`,
    );
}

async function verifyComparisons(context: StoreContext): Promise<void> {
  const { kysely } = context.database;
  const keys = await kysely.selectFrom('comparisons').select(['version_id', 'print_id']).execute();
  for (const { version_id, print_id } of keys) {
    const row = await kysely
      .selectFrom('comparisons')
      .selectAll()
      .where('version_id', '=', version_id)
      .where('print_id', '=', print_id)
      .executeTakeFirst();
    if (row) comparisonRecord(context, row);
  }
}
