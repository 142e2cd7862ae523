import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Everything that watching servers needs: leave to visit them, what was seen there, and what is wrong. */
export async function exposedServers(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await createMandates(db);
  await createEndpoints(db);
  await createSweeps(db);
  await createAssets(db);
  await createVersions(db);
  await createComparisons(db, types);
  await createExposures(db);
}

async function createMandates(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mandates')
    .addColumn('target', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
}

async function createEndpoints(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('endpoints')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('url', 'text', (column) => column.notNull().unique())
    .addColumn('options', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('next_due_at', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .execute();
}

async function createSweeps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sweeps')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('endpoint_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('is_listing_complete', 'integer', (column) => column.notNull())
    .addColumn('added', 'integer', (column) => column.notNull())
    .addColumn('gone', 'integer', (column) => column.notNull())
    .addColumn('summary', 'text')
    .addColumn('parts', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('sweeps_by_endpoint')
    .unique()
    .on('sweeps')
    .columns(['endpoint_id', 'number'])
    .execute();
}

async function createAssets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('assets')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('endpoint_id', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint')
    .addColumn('modified_at', 'text')
    .addColumn('etag', 'text')
    .addColumn('link_target', 'text')
    .addColumn('first_seen_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('not_yet_at', 'text')
    .addColumn('gone_at', 'text')
    .addColumn('state', 'text')
    .addColumn('reason', 'text')
    .addColumn('version_id', 'text')
    .addColumn('seen_in', 'text', (column) => column.notNull())
    .addColumn('added_in', 'text', (column) => column.notNull())
    .addColumn('pending_in', 'text')
    .execute();
  await db.schema
    .createIndex('assets_by_path')
    .unique()
    .on('assets')
    .columns(['endpoint_id', 'path'])
    .execute();
  // Of those that are pending alone: mostly none, and noting what is unchanged does not touch it.
  await db.schema
    .createIndex('assets_pending')
    .on('assets')
    .columns(['pending_in', 'path'])
    .where('pending_in', 'is not', null)
    .execute();
}

async function createVersions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('asset_versions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('asset_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('content_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text')
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('modified_at', 'text')
    .addColumn('etag', 'text')
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('not_yet_at', 'text')
    .addColumn('first_seen_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('no_more_at', 'text')
    .execute();
  await db.schema
    .createIndex('asset_versions_by_asset')
    .unique()
    .on('asset_versions')
    .columns(['asset_id', 'number'])
    .execute();
  await db.schema.createIndex('asset_versions_by_sha256').on('asset_versions').column('sha256').execute();
  await db.schema
    .createTable('version_prints')
    .addColumn('version_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('print_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('version_prints_key', ['version_id', 'position'])
    .execute();
  await db.schema.createIndex('version_prints_by_print').on('version_prints').column('print_id').execute();
}

async function createComparisons(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('comparisons')
    .addColumn('version_id', 'text', (column) => column.notNull())
    .addColumn('print_id', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('rows_checksum', 'text')
    .addColumn('persons_checksum', 'text')
    // Last, so that the other columns are read without walking through the blobs.
    .addColumn('found_rows', types.bytes)
    .addColumn('found_persons', types.bytes)
    .addPrimaryKeyConstraint('comparisons_key', ['version_id', 'print_id'])
    .execute();
  await db.schema.createIndex('comparisons_by_print').on('comparisons').column('print_id').execute();
}

async function createExposures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('exposures')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('endpoint_id', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('path', 'text')
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('evidence', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('reopened', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('exposures_by_endpoint')
    .on('exposures')
    .columns(['endpoint_id', 'first_seen_at'])
    .execute();
}
