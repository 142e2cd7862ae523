import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Settings of the service, and what requests with an idempotency key were answered: see setting-schema.ts. */
export async function serviceSettings(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('service_settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('kept_answers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('answer', types.bytes)
    .execute();
  await db.schema.createIndex('kept_answers_by_time').on('kept_answers').column('created_at').execute();
}
