import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Uploaded files, what their keys are made with, and the runs that read them; reports are found by their file. */
export async function suspectFiles(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await createFiles(db);
  await db.schema
    .createTable('suspect_file_keys')
    .addColumn('file_id', 'text', (column) => column.primaryKey())
    .addColumn('spool_key_id', 'text', (column) => column.notNull())
    .addColumn('salt', types.bytes, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('suspect_file_runs')
    .addColumn('file_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('suspect_file_runs_key', ['file_id', 'run_id'])
    .execute();
  await db.schema.createIndex('suspect_file_runs_by_run').on('suspect_file_runs').column('run_id').execute();
  // 'Seen before' is asked for each upload: without the index every report would be parsed for it.
  await sql`create index reports_by_sha256 on reports (
    case when json_valid(report) then json_extract(report, '$.report.suspect.sha256') end
  )`.execute(db);
}

async function createFiles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('suspect_files')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint')
    .addColumn('received', 'bigint', (column) => column.notNull())
    .addColumn('announced_sha256', 'text')
    .addColumn('sha256', 'text')
    .addColumn('failure', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('moved_at', 'text', (column) => column.notNull())
    .addColumn('destroy_at', 'text', (column) => column.notNull())
    .addColumn('destroyed_at', 'text')
    .execute();
  // Of those alone whose bytes are there: few, and asked about by each upload and each minute.
  await db.schema
    .createIndex('suspect_files_present')
    .on('suspect_files')
    .columns(['owner_id', 'destroyed_at'])
    .where('destroyed_at', 'is', null)
    .execute();
}
