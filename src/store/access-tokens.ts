import type { NewTokenRecord, TokenRecord, TokenStore } from './access-records.ts';
import type { AccessTokenRow } from './access-schema.ts';
import { nowText, type StoreContext } from './context.ts';
import { readTextsOrNull, textsOrNull } from './controller-column.ts';
import { newId } from './new-id.ts';

/** The tokens of the API, over SQL that any database understands. */
export class AccessTokens implements TokenStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async list({ userId, limit, after }: Parameters<TokenStore['list']>[0]): Promise<readonly TokenRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('access_tokens')
      .selectAll()
      .$if(userId !== undefined, (query) => query.where('user_id', '=', userId!))
      .$if(after !== undefined, (query) => query.where('id', '<', after!))
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  find(id: string): Promise<TokenRecord | null> {
    return this.#findBy('id', id);
  }

  findByHash(hash: string): Promise<TokenRecord | null> {
    return this.#findBy('hash', hash);
  }

  async add(token: NewTokenRecord): Promise<TokenRecord> {
    const row: AccessTokenRow = {
      id: newId('k', this.#context.clock.nowMs()),
      user_id: token.userId,
      hash: token.hash,
      label: token.label,
      role: token.role,
      controllers: textsOrNull(token.controllers),
      created_at: nowText(this.#context),
      expires_at: token.expiresAt,
      last_used_at: null,
      revoked_at: null,
    };
    await this.#context.database.kysely.insertInto('access_tokens').values(row).execute();
    return toRecord(row);
  }

  async noteUsed(id: string, at: string): Promise<void> {
    await this.#context.database.kysely
      .updateTable('access_tokens')
      .set({ last_used_at: at })
      .where('id', '=', id)
      .execute();
  }

  revoke(id: string): Promise<void> {
    return this.#revokeBy('id', id);
  }

  revokeOf(userId: string): Promise<void> {
    return this.#revokeBy('user_id', userId);
  }

  async #revokeBy(column: 'id' | 'user_id', value: string): Promise<void> {
    await this.#context.database.kysely
      .updateTable('access_tokens')
      .set({ revoked_at: nowText(this.#context) })
      .where(column, '=', value)
      .where('revoked_at', 'is', null)
      .execute();
  }

  async #findBy(column: 'id' | 'hash', value: string): Promise<TokenRecord | null> {
    const row = await this.#context.database.kysely
      .selectFrom('access_tokens')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst();
    return row ? toRecord(row) : null;
  }
}

function toRecord(row: AccessTokenRow): TokenRecord {
  return {
    id: row.id,
    userId: row.user_id,
    hash: row.hash,
    label: row.label,
    role: row.role,
    controllers: readTextsOrNull(row.controllers, `token ${row.id}`),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
