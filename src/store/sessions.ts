import type { SessionRecord, SessionStore } from './access-records.ts';
import type { SessionRow } from './access-schema.ts';
import type { StoreContext } from './context.ts';

/** The sessions, over SQL that any database understands. */
export class Sessions implements SessionStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async add(session: SessionRecord): Promise<void> {
    await this.#context.database.kysely.insertInto('sessions').values(toRow(session)).execute();
  }

  async find(hash: string): Promise<SessionRecord | null> {
    const row = await this.#context.database.kysely
      .selectFrom('sessions')
      .selectAll()
      .where((where) => where.or([where('hash', '=', hash), where('previous_hash', '=', hash)]))
      .executeTakeFirst();
    return row ? toRecord(row) : null;
  }

  async change(id: string, changes: Parameters<SessionStore['change']>[1]): Promise<void> {
    await this.#context.database.kysely.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return;
      const next = toRow({ ...toRecord(row), ...changes });
      await trx.updateTable('sessions').set(next).where('id', '=', id).execute();
    });
  }

  async remove(id: string): Promise<void> {
    await this.#context.database.kysely.deleteFrom('sessions').where('id', '=', id).execute();
  }

  async removeOf(userId: string, exceptId = ''): Promise<void> {
    await this.#context.database.kysely
      .deleteFrom('sessions')
      .where('user_id', '=', userId)
      .where('id', '<>', exceptId)
      .execute();
  }

  async removeOlder(createdBefore: string, seenBefore: string): Promise<void> {
    await this.#context.database.kysely
      .deleteFrom('sessions')
      .where((where) =>
        where.or([where('created_at', '<', createdBefore), where('last_seen_at', '<', seenBefore)]),
      )
      .execute();
  }
}

function toRow(session: SessionRecord): SessionRow {
  return {
    id: session.id,
    user_id: session.userId,
    hash: session.hash,
    previous_hash: session.previousHash,
    previous_until: session.previousUntil,
    created_at: session.createdAt,
    rotated_at: session.rotatedAt,
    last_seen_at: session.lastSeenAt,
  };
}

function toRecord(row: SessionRow): SessionRecord {
  return {
    id: row.id,
    userId: row.user_id,
    hash: row.hash,
    previousHash: row.previous_hash,
    previousUntil: row.previous_until,
    createdAt: row.created_at,
    rotatedAt: row.rotated_at,
    lastSeenAt: row.last_seen_at,
  };
}
