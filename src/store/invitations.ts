import type { InvitationStore, UserRecord } from './access-records.ts';
import { nowText, type StoreContext } from './context.ts';
import { toUser } from './users.ts';

/** The one-time links, over SQL that any database understands. */
export class Invitations implements InvitationStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async put({ userId, hash, expiresAt }: Parameters<InvitationStore['put']>[0]): Promise<void> {
    const given = { hash, expires_at: expiresAt };
    await this.#context.database.kysely
      .insertInto('invitations')
      .values({ user_id: userId, ...given })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(given))
      .execute();
  }

  async find(hash: string): Promise<string | null> {
    const row = await this.#context.database.kysely
      .selectFrom('invitations')
      .select('user_id')
      .where('hash', '=', hash)
      .where('expires_at', '>', nowText(this.#context))
      .executeTakeFirst();
    return row?.user_id ?? null;
  }

  take(hash: string, passwordHash: string): Promise<UserRecord | null> {
    return this.#context.database.kysely.transaction().execute(async (trx) => {
      const [invitation] = await trx
        .deleteFrom('invitations')
        .where('hash', '=', hash)
        .where('expires_at', '>', nowText(this.#context))
        .returning('user_id')
        .execute();
      if (!invitation) return null;
      const [row] = await trx
        .updateTable('users')
        .set({ password_hash: passwordHash })
        .where('id', '=', invitation.user_id)
        .where('is_disabled', '=', 0)
        .returningAll()
        .execute();
      return row ? toUser(row) : null;
    });
  }

  async removeOf(userId: string): Promise<void> {
    await this.#context.database.kysely.deleteFrom('invitations').where('user_id', '=', userId).execute();
  }
}
