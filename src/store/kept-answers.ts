import { nowText, type StoreContext } from './context.ts';
import type { KeptAnswer, KeptAnswerStore } from './kept-answer-records.ts';

/** So long an answer is given again. */
const KEPT_MS = 24 * 3_600_000;
/** A request that is answered for longer was cut off: its process ended. */
const ABANDONED_MS = 60_000;

/** The answers, over SQL that any database understands. */
export class KeptAnswers implements KeptAnswerStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  begin(id: string, requestHash: string): Promise<KeptAnswer> {
    return this.#context.database.kysely.transaction().execute(async (trx) => {
      await trx.deleteFrom('kept_answers').where('created_at', '<', this.#before(KEPT_MS)).execute();
      await trx
        .deleteFrom('kept_answers')
        .where('answer', 'is', null)
        .where('created_at', '<', this.#before(ABANDONED_MS))
        .execute();
      const row = await trx.selectFrom('kept_answers').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) {
        const now = nowText(this.#context);
        await trx
          .insertInto('kept_answers')
          .values({ id, request_hash: requestHash, created_at: now, answer: null })
          .execute();
        return { state: 'new' };
      }
      if (row.request_hash !== requestHash) return { state: 'other' };
      return row.answer === null
        ? { state: 'under-way' }
        : { state: 'answered', answer: Uint8Array.from(row.answer) };
    });
  }

  async keep(id: string, answer: Uint8Array): Promise<void> {
    await this.#context.database.kysely
      .updateTable('kept_answers')
      .set({ answer })
      .where('id', '=', id)
      .execute();
  }

  async drop(id: string): Promise<void> {
    await this.#context.database.kysely.deleteFrom('kept_answers').where('id', '=', id).execute();
  }

  #before(ms: number): string {
    return new Date(this.#context.clock.nowMs() - ms).toISOString();
  }
}
