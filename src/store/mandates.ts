import { UsageError } from '../core/errors.ts';
import { nowText, type StoreContext } from './context.ts';
import type { MandateRecord, MandateStore, NewMandate } from './mandate-records.ts';
import type { MandateRow } from './watched-schema.ts';

/** The mandates, over SQL that any database understands. Targets are compared as they are written. */
export class Mandates implements MandateStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async list(): Promise<readonly MandateRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('mandates')
      .selectAll()
      .orderBy('target')
      .execute();
    return rows.map(toRecord);
  }

  async put({ target, owner, reference, until }: NewMandate): Promise<void> {
    const given = { owner, reference, until, created_at: nowText(this.#context) };
    await this.#context.database.kysely
      .insertInto('mandates')
      .values({ target, ...given })
      .onConflict((conflict) => conflict.column('target').doUpdateSet(given))
      .execute();
  }

  async remove(target: string): Promise<void> {
    const { numDeletedRows } = await this.#context.database.kysely
      .deleteFrom('mandates')
      .where('target', '=', target)
      .executeTakeFirst();
    if (numDeletedRows === 0n)
      throw new UsageError(
        `no mandate is for ${JSON.stringify(target)}: \`rowprint scope list\` shows the targets`,
      );
  }
}

function toRecord({ target, owner, reference, until, created_at }: MandateRow): MandateRecord {
  return { target, owner, reference, until, createdAt: created_at };
}
