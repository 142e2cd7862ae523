import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Cases: see case-schema.ts. */
export async function caseTables(db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('awareness', 'text')
    .addColumn('statement', 'text', (column) => column.notNull())
    .addColumn('override', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('case_items')
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('added_at', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_items_key', ['case_id', 'kind', 'ref'])
    .execute();
  await db.schema.createIndex('case_items_by_ref').on('case_items').columns(['kind', 'ref']).execute();
  await createHistory(db);
}

/** What is only ever added to: numbered from 1 in each case. */
async function createHistory(db: Kysely<unknown>): Promise<void> {
  const numbered = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('case_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${name}_key`, ['case_id', 'number']);
  await numbered('case_entries')
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .execute();
  await numbered('case_figures')
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('report', 'text')
    .addColumn('reason', 'text')
    .addColumn('figures', 'text', (column) => column.notNull())
    .execute();
  await numbered('case_notifications')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .execute();
}
