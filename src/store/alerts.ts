import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { UsageError } from '../core/errors.ts';
import type {
  AlertStore,
  AttemptOutcome,
  ChannelRecord,
  DeliveryRecord,
  NewChannel,
  RaisedAlert,
} from './alert-records.ts';
import { toChannel, toChannelRow, toDelivery } from './alert-rows.ts';
import type { DeliveryRow } from './alert-schema.ts';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { toJsonColumn } from './json-column.ts';
import { newId } from './new-id.ts';
import type { Schema } from './schema.ts';

/** Rows of one statement. */
const ROWS_AT_ONCE = 250;

/** Channels and outbox, over SQL that any database understands. */
export class Alerts implements AlertStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  channels(): Promise<readonly ChannelRecord[]> {
    return listChannels(this.#db);
  }

  async channel(id: string): Promise<ChannelRecord | null> {
    const row = await this.#db
      .selectFrom('alert_channels')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? toChannel(row) : null;
  }

  newChannelId(): string {
    return newId('l', this.#context.clock.nowMs());
  }

  addChannel(id: string, channel: NewChannel, sealed: Uint8Array): Promise<ChannelRecord> {
    return this.#db.transaction().execute(async (trx) => {
      await requireFreeName(trx, channel.name, id);
      const record = { ...channel, id, sealed, createdAt: nowText(this.#context) };
      await trx.insertInto('alert_channels').values(toChannelRow(record)).execute();
      return record;
    });
  }

  changeChannel(
    id: string,
    changes: Partial<Omit<NewChannel, 'kind'>> & { readonly sealed?: Uint8Array },
  ): Promise<ChannelRecord> {
    return this.#db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('alert_channels').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw noChannel(id);
      const changed = { ...toChannel(row), ...changes };
      await requireFreeName(trx, changed.name, id);
      await trx.updateTable('alert_channels').set(toChannelRow(changed)).where('id', '=', id).execute();
      return changed;
    });
  }

  async removeChannel(id: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('alert_channels')
        .where('id', '=', id)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw noChannel(id);
      await trx.deleteFrom('alert_deliveries').where('channel_id', '=', id).execute();
    });
  }

  raise(
    alerts: readonly RaisedAlert[],
    choose: (channel: ChannelRecord, fresh: readonly RaisedAlert[]) => readonly RaisedAlert[],
  ): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const fresh = await noteRaised(trx, alerts, nowText(this.#context));
      if (fresh.length === 0) return 0;
      let deliveries = 0;
      for (const channel of await listChannels(trx)) {
        const unsent = await withoutSent(trx, channel.id, fresh);
        for (const alert of choose(channel, unsent)) {
          await this.#insert(trx, channel.id, alert, { state: 'waiting' });
          deliveries += 1;
        }
      }
      return deliveries;
    });
  }

  async lower(raisedKey: string): Promise<void> {
    await this.#db.deleteFrom('raised_alerts').where('raised_key', '=', raisedKey).execute();
  }

  newDeliveryId(): string {
    return newId('d', this.#context.clock.nowMs());
  }

  async lastTried(channelId: string): Promise<DeliveryRecord | null> {
    const row = await this.#db
      .selectFrom('alert_deliveries')
      .selectAll()
      .where('channel_id', '=', channelId)
      .where('tried_at', 'is not', null)
      .orderBy('tried_at', 'desc')
      .orderBy('number', 'desc')
      .executeTakeFirst();
    return row ? toDelivery(row) : null;
  }

  noteAttempt(channelId: string, alert: unknown, outcome: AttemptOutcome): Promise<DeliveryRecord> {
    return this.#db.transaction().execute(async (trx) => {
      const sentKey = `test ${this.newDeliveryId()}`;
      return toDelivery(await this.#insert(trx, channelId, { alert, sentKey }, outcome));
    });
  }

  async pending(channelId: string, limit: number): Promise<readonly DeliveryRecord[]> {
    const rows = await this.#db
      .selectFrom('alert_deliveries')
      .selectAll()
      .where('channel_id', '=', channelId)
      .where('next_at', 'is not', null)
      .orderBy('number')
      .limit(limit)
      .execute();
    return rows.map(toDelivery);
  }

  take(id: string, untilIso: string): Promise<DeliveryRecord | null> {
    return this.#db.transaction().execute(async (trx) => {
      const now = nowText(this.#context);
      const row = await trx
        .selectFrom('alert_deliveries')
        .selectAll()
        .where('id', '=', id)
        .where('next_at', '<=', now)
        .executeTakeFirst();
      if (!row) return null;
      const taken = { attempts: row.attempts + 1, next_at: untilIso, tried_at: now };
      await trx.updateTable('alert_deliveries').set(taken).where('id', '=', id).execute();
      return toDelivery({ ...row, ...taken });
    });
  }

  async settle(id: string, outcome: AttemptOutcome): Promise<void> {
    await this.#db
      .updateTable('alert_deliveries')
      .set({ state: outcome.state, failure: outcome.failure, next_at: nextOf(outcome) })
      .where('id', '=', id)
      .execute();
  }

  async deliveries(channelId: string, limit: number, beforeId?: string): Promise<readonly DeliveryRecord[]> {
    const rows = await this.#db
      .selectFrom('alert_deliveries')
      .selectAll()
      .where('channel_id', '=', channelId)
      .$if(beforeId !== undefined, (query) =>
        query.where('number', '<', (inner) =>
          inner.selectFrom('alert_deliveries').select('number').where('id', '=', beforeId!),
        ),
      )
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toDelivery);
  }

  async forgetBefore(iso: string): Promise<void> {
    await this.#db
      .deleteFrom('alert_deliveries')
      .where('next_at', 'is', null)
      .where('created_at', '<', iso)
      .execute();
  }

  get #db(): Kysely<Schema> {
    return this.#context.database.kysely;
  }

  async #insert(
    trx: StoreTransaction,
    channelId: string,
    { alert, sentKey }: Pick<RaisedAlert, 'alert' | 'sentKey'>,
    outcome: AttemptOutcome | { readonly state: 'waiting' },
  ): Promise<DeliveryRow> {
    const now = nowText(this.#context);
    const isTried = outcome.state !== 'waiting';
    const row: DeliveryRow = {
      id: this.newDeliveryId(),
      channel_id: channelId,
      number: await nextNumber(trx, channelId),
      sent_key: sentKey,
      alert: toJsonColumn(alert),
      state: outcome.state,
      attempts: isTried ? 1 : 0,
      created_at: now,
      next_at: isTried ? nextOf(outcome) : now,
      tried_at: isTried ? now : null,
      failure: isTried ? outcome.failure : null,
    };
    await trx.insertInto('alert_deliveries').values(row).execute();
    return row;
  }
}

function nextOf(outcome: AttemptOutcome): string | null {
  return outcome.state === 'retrying' ? outcome.nextAt : null;
}

async function listChannels(db: Kysely<Schema>): Promise<readonly ChannelRecord[]> {
  const rows = await db
    .selectFrom('alert_channels')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toChannel);
}

async function nextNumber(trx: StoreTransaction, channelId: string): Promise<number> {
  const row = await trx
    .selectFrom('alert_deliveries')
    .select((expression) => expression.fn.max('number').as('last'))
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** Note them as raised; gives those that were not. A sweep raises all that is open, which may be thousands. */
async function noteRaised(
  trx: StoreTransaction,
  alerts: readonly RaisedAlert[],
  now: string,
): Promise<readonly RaisedAlert[]> {
  const fresh = new Set<string>();
  for await (const some of inChunks(alerts)) {
    const rows = await trx
      .insertInto('raised_alerts')
      .values(some.map(({ raisedKey }) => ({ raised_key: raisedKey, raised_at: now })))
      .onConflict((conflict) => conflict.column('raised_key').doNothing())
      .returning('raised_key')
      .execute();
    for (const { raised_key } of rows) fresh.add(raised_key);
  }
  // The first of several with one key.
  return alerts.filter(({ raisedKey }) => fresh.delete(raisedKey));
}

async function withoutSent(
  trx: StoreTransaction,
  channelId: string,
  alerts: readonly RaisedAlert[],
): Promise<readonly RaisedAlert[]> {
  const unsent = new Set(alerts.map(({ sentKey }) => sentKey));
  for await (const some of inChunks(alerts)) {
    const keys = some.map(({ sentKey }) => sentKey);
    const rows = await trx
      .selectFrom('alert_deliveries')
      .select('sent_key')
      .where('channel_id', '=', channelId)
      .where('sent_key', 'in', keys)
      .execute();
    for (const { sent_key } of rows) unsent.delete(sent_key);
  }
  return alerts.filter(({ sentKey }) => unsent.delete(sentKey));
}

/** Some at a time, with a turn of the event loop in between: this may be the thread that answers requests. */
async function* inChunks<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += ROWS_AT_ONCE) {
    yield items.slice(from, from + ROWS_AT_ONCE);
    await nextTurn();
  }
}

async function requireFreeName(trx: StoreTransaction, name: string, id: string): Promise<void> {
  const taken = await trx
    .selectFrom('alert_channels')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (taken)
    throw new UsageError(`there is a channel called ${JSON.stringify(name)} already: choose another`);
}

function noChannel(id: string): UsageError {
  return new UsageError(`no channel has the id ${id}: it was removed in the meantime`);
}
