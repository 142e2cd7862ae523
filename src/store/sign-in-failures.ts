import type { FailureStore, SignInFailures } from './access-records.ts';
import type { SignInFailureRow } from './access-schema.ts';
import { nowText, type StoreContext } from './context.ts';

/** Names that were guessed at and remembered: a flood of made-up ones must not fill the disk. */
const MOST_NAMES = 20_000;
/** The oldest go in one statement, so that not every guess of a flood counts all. */
const NAMES_AT_ONCE = 1000;

/** Wrong guesses, over SQL that any database understands. */
export class Failures implements FailureStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async get(nameMac: string): Promise<SignInFailures | null> {
    const row = await this.#context.database.kysely
      .selectFrom('sign_in_failures')
      .selectAll()
      .where('name_mac', '=', nameMac)
      .executeTakeFirst();
    return row ? toRecord(row) : null;
  }

  async put(nameMac: string, next: Parameters<FailureStore['put']>[1]): Promise<void> {
    await this.#context.database.kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('sign_in_failures')
        .selectAll()
        .where('name_mac', '=', nameMac)
        .executeTakeFirst();
      const { failures, lockedUntil } = next(row ? toRecord(row) : null);
      const given = { failures, last_at: nowText(this.#context), locked_until: lockedUntil };
      await trx
        .insertInto('sign_in_failures')
        .values({ name_mac: nameMac, ...given })
        .onConflict((conflict) => conflict.column('name_mac').doUpdateSet(given))
        .execute();
    });
    await this.#forgetOldest();
  }

  async remove(nameMac: string): Promise<void> {
    await this.#context.database.kysely
      .deleteFrom('sign_in_failures')
      .where('name_mac', '=', nameMac)
      .execute();
  }

  async #forgetOldest(): Promise<void> {
    const db = this.#context.database.kysely;
    const { count } = await db
      .selectFrom('sign_in_failures')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count <= MOST_NAMES) return;
    await db
      .deleteFrom('sign_in_failures')
      .where('name_mac', 'in', (names) =>
        names.selectFrom('sign_in_failures').select('name_mac').orderBy('last_at').limit(NAMES_AT_ONCE),
      )
      .execute();
  }
}

function toRecord(row: SignInFailureRow): SignInFailures {
  return { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until };
}
