import type { NewUser, UserChanges, UserRecord, UserStore } from './access-records.ts';
import type { UserRow } from './access-schema.ts';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { readTextsOrNull, textsOrNull } from './controller-column.ts';
import { newId } from './new-id.ts';

/** The one spelling of a user's name: nobody can be mistaken for another by case or composed letters. */
export function userNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** The accounts, over SQL that any database understands. */
export class Users implements UserStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async list(limit: number, after?: string): Promise<readonly UserRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('users')
      .selectAll()
      .$if(after !== undefined, (query) => query.where('name_key', '>', userNameKey(after!)))
      .orderBy('name_key')
      .limit(limit)
      .execute();
    return rows.map(toUser);
  }

  find(id: string): Promise<UserRecord | null> {
    return this.#findBy('id', id);
  }

  findByName(name: string): Promise<UserRecord | null> {
    return this.#findBy('name_key', userNameKey(name));
  }

  findBySubject(subject: string): Promise<UserRecord | null> {
    return this.#findBy('subject', subject);
  }

  add(user: NewUser): Promise<UserRecord | null> {
    return this.#context.database.kysely.transaction().execute((trx) => this.#insert(trx, user));
  }

  addFirst(user: NewUser): Promise<UserRecord | null> {
    return this.#context.database.kysely
      .transaction()
      .execute(async (trx) => ((await countAdmins(trx)) > 0 ? null : this.#insert(trx, user)));
  }

  countAdmins(): Promise<number> {
    return this.#context.database.kysely.transaction().execute((trx) => countAdmins(trx));
  }

  async count(): Promise<number> {
    const { count } = await this.#context.database.kysely
      .selectFrom('users')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  change(id: string, changes: UserChanges): Promise<UserRecord | 'unknown' | 'last-admin'> {
    return this.#context.database.kysely.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return 'unknown';
      const next: UserRow = { ...row, ...toChanges(changes) };
      const isGivenUp = isAdmin(row) && !(next.role === 'admin' && next.is_disabled === 0);
      if (isGivenUp && (await countAdmins(trx, id)) === 0) return 'last-admin';
      await trx.updateTable('users').set(next).where('id', '=', id).execute();
      return toUser(next);
    });
  }

  async noteSeen(id: string, at: string): Promise<void> {
    await this.#context.database.kysely
      .updateTable('users')
      .set({ last_seen_at: at })
      .where('id', '=', id)
      .execute();
  }

  async #findBy(column: 'id' | 'name_key' | 'subject', value: string): Promise<UserRecord | null> {
    const row = await this.#context.database.kysely
      .selectFrom('users')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst();
    return row ? toUser(row) : null;
  }

  async #insert(trx: StoreTransaction, user: NewUser): Promise<UserRecord | null> {
    const row = toRow(newId('u', this.#context.clock.nowMs()), user, nowText(this.#context));
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n ? toUser(row) : null;
  }
}

/** An account from its row. */
export function toUser(row: UserRow): UserRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    controllers: readTextsOrNull(row.controllers, `user ${row.id}`),
    means: row.means,
    subject: row.subject,
    passwordHash: row.password_hash,
    isDisabled: row.is_disabled === 1,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    language: row.language,
  };
}

function toRow(id: string, user: NewUser, createdAt: string): UserRow {
  return {
    id,
    name: user.name,
    name_key: userNameKey(user.name),
    role: user.role,
    controllers: textsOrNull(user.controllers),
    means: user.means,
    subject: user.subject,
    password_hash: user.passwordHash,
    is_disabled: 0,
    created_at: createdAt,
    last_seen_at: null,
    language: null,
  };
}

function toChanges({ role, controllers, isDisabled, passwordHash, language }: UserChanges): Partial<UserRow> {
  return {
    ...(role === undefined ? {} : { role }),
    ...(controllers === undefined ? {} : { controllers: textsOrNull(controllers) }),
    ...(isDisabled === undefined ? {} : { is_disabled: isDisabled ? 1 : 0 }),
    ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
    ...(language === undefined ? {} : { language }),
  };
}

function isAdmin(row: UserRow): boolean {
  return row.role === 'admin' && row.is_disabled === 0;
}

/** Active admins that can sign in: an invitation that nobody took opens nothing. */
async function countAdmins(trx: StoreTransaction, exceptId = ''): Promise<number> {
  const { count } = await trx
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('is_disabled', '=', 0)
    .where('id', '<>', exceptId)
    .where((where) => where.or([where('password_hash', 'is not', null), where('subject', 'is not', null)]))
    .executeTakeFirstOrThrow();
  return count;
}
