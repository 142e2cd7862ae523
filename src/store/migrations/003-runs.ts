import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** The queue of the service: see run-schema.ts. What a process is at, which had the name before, is a lease. */
export async function runsQueue(db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {
  await db.schema.alterTable('runs').renameTo('leases').execute();
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('unique_key', 'text')
    .addColumn('controller', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_by_id', 'text')
    .addColumn('not_before', 'text')
    .addColumn('started_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('cancel_requested_at', 'text')
    .addColumn('progress', 'text')
    .addColumn('checkpoint', 'text')
    .addColumn('result', 'text')
    .addColumn('failure', 'text')
    .addColumn('lease', 'text')
    .addColumn('pid', 'integer')
    .addColumn('process', 'text')
    .addColumn('host', 'text')
    .addColumn('heartbeat_at', 'text')
    .execute();
  await db.schema.createIndex('runs_by_state').on('runs').columns(['state', 'id']).execute();
}
