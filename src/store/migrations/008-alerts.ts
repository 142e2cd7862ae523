import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Where alerts go, which were raised, and what is to be sent: see alert-schema.ts. */
export async function alertTables(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await createChannels(db, types);
  await createRaised(db);
  await createDeliveries(db);
}

async function createChannels(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('alert_channels')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('sealed', types.bytes, (column) => column.notNull())
    .addColumn('has_secret', 'integer', (column) => column.notNull())
    .addColumn('events', 'text', (column) => column.notNull())
    .addColumn('least_severity', 'text', (column) => column.notNull())
    .addColumn('least_share', 'real', (column) => column.notNull())
    .addColumn('is_enabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
}

async function createRaised(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('raised_alerts')
    .addColumn('raised_key', 'text', (column) => column.primaryKey())
    .addColumn('raised_at', 'text', (column) => column.notNull())
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alert_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('sent_key', 'text', (column) => column.notNull())
    .addColumn('alert', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('next_at', 'text')
    .addColumn('tried_at', 'text')
    .addColumn('failure', 'text')
    .execute();
  await db.schema
    .createIndex('alert_deliveries_by_key')
    .unique()
    .on('alert_deliveries')
    .columns(['channel_id', 'sent_key'])
    .execute();
  await db.schema
    .createIndex('alert_deliveries_by_number')
    .unique()
    .on('alert_deliveries')
    .columns(['channel_id', 'number'])
    .execute();
  await db.schema
    .createIndex('alert_deliveries_by_next')
    .on('alert_deliveries')
    .columns(['next_at'])
    .execute();
}
