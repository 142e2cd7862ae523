import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Accounts, sessions, tokens, invitations, wrong guesses, and the audit log: see access-schema.ts. */
export async function accessTables(db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {
  await createUsers(db);
  await createSessions(db);
  await createTokens(db);
  await createInvitations(db);
  await createFailures(db);
  await createAudit(db);
}

async function createUsers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('controllers', 'text')
    .addColumn('means', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.unique())
    .addColumn('password_hash', 'text')
    .addColumn('is_disabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text')
    .addColumn('language', 'text')
    .execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('previous_hash', 'text')
    .addColumn('previous_until', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('rotated_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_previous').on('sessions').column('previous_hash').execute();
  await db.schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('access_tokens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('controllers', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema.createIndex('access_tokens_by_user').on('access_tokens').column('user_id').execute();
}

async function createInvitations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invitations')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}

async function createFailures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_failures')
    .addColumn('name_mac', 'text', (column) => column.primaryKey())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .addColumn('locked_until', 'text')
    .execute();
  await db.schema.createIndex('sign_in_failures_by_time').on('sign_in_failures').column('last_at').execute();
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_entries')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('object', 'text')
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  for (const column of ['actor', 'action', 'object'])
    await db.schema
      .createIndex(`audit_by_${column}`)
      .on('audit_entries')
      .columns([column, 'number'])
      .execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, number, hash, mac) values (1, 0, '', '')`.execute(db);
  await forbidChanges(db);
}

/** Against mistakes and our own code. Whoever drops the triggers is found by the chain of hashes. */
async function forbidChanges(db: Kysely<unknown>): Promise<void> {
  const refuse = sql.raw(`begin select raise(abort, 'the audit log is append-only'); end`);
  await sql`create trigger audit_entries_stay before update on audit_entries ${refuse}`.execute(db);
  await sql`create trigger audit_entries_last before delete on audit_entries ${refuse}`.execute(db);
  await sql`create trigger audit_entries_follow before insert on audit_entries
    when new.number <> (select number + 1 from audit_head where id = 1) ${refuse}`.execute(db);
  await sql`create trigger audit_head_stays before delete on audit_head ${refuse}`.execute(db);
  await sql`create trigger audit_head_advances before update on audit_head
    when new.number <> (select coalesce(max(number), 0) from audit_entries) or new.number < old.number
    ${refuse}`.execute(db);
}
