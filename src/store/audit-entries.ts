import type { AuditHead, AuditQuery, AuditRecord, AuditStore } from './audit-records.ts';
import type { StoreContext } from './context.ts';

/** Rows read at once: the event loop waits while SQLite reads. */
const MOST_ROWS = 1000;
const HEAD_ID = 1;

/** The audit log, over SQL that any database understands; SQLite forbids changes by triggers besides. */
export class AuditEntries implements AuditStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async append(make: Parameters<AuditStore['append']>[0]): Promise<void> {
    // The write lock is taken when the transaction begins: nobody moves the head between reading and writing it.
    await this.#context.database.kysely.transaction().execute(async (trx) => {
      const { number, hash, mac } = await trx
        .selectFrom('audit_head')
        .selectAll()
        .where('id', '=', HEAD_ID)
        .executeTakeFirstOrThrow();
      const made = make({ number, hash, mac });
      for (const entry of made.entries) {
        await trx.insertInto('audit_entries').values(entry).execute();
        // One at a time, because the triggers hold each entry to the head.
        await trx
          .updateTable('audit_head')
          .set({ number: entry.number, hash: entry.hash, mac: made.head.mac })
          .where('id', '=', HEAD_ID)
          .execute();
      }
    });
  }

  async head(): Promise<AuditHead> {
    const row = await this.#context.database.kysely
      .selectFrom('audit_head')
      .selectAll()
      .where('id', '=', HEAD_ID)
      .executeTakeFirst();
    // Its row is made with the table: whoever took it away has something to hide, which the verification says.
    return row ? { number: row.number, hash: row.hash, mac: row.mac } : { number: -1, hash: '', mac: '' };
  }

  async list({ actor, action, object, before, limit }: AuditQuery): Promise<readonly AuditRecord[]> {
    return this.#context.database.kysely
      .selectFrom('audit_entries')
      .selectAll()
      .$if(actor !== undefined, (query) => query.where('actor', '=', actor!))
      .$if(action !== undefined, (query) => query.where('action', '=', action!))
      .$if(object !== undefined, (query) => query.where('object', '=', object!))
      .$if(before !== undefined, (query) => query.where('number', '<', before!))
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
  }

  async read(after: number, limit: number): Promise<readonly AuditRecord[]> {
    return this.#context.database.kysely
      .selectFrom('audit_entries')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(Math.min(limit, MOST_ROWS))
      .execute();
  }
}
