import type { Kysely } from 'kysely';
import { UsageError } from '../core/errors.ts';
import type {
  AlertStore,
  AttemptOutcome,
  ChannelKind,
  ChannelRecord,
  DeliveryRecord,
  DeliveryState,
  NewChannel,
  RaisedAlert,
} from './alert-records.ts';
import type { ChannelRow, DeliveryRow } from './alert-schema.ts';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { readJson, toJsonColumn } from './json-column.ts';
import { newId } from './new-id.ts';
import type { Schema } from './schema.ts';

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
      const fresh: RaisedAlert[] = [];
      for (const alert of alerts) if (await this.#noteRaised(trx, alert)) fresh.push(alert);
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

  async #noteRaised(trx: StoreTransaction, { raisedKey }: RaisedAlert): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('raised_alerts')
      .values({ raised_key: raisedKey, raised_at: nowText(this.#context) })
      .onConflict((conflict) => conflict.column('raised_key').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
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

async function withoutSent(
  trx: StoreTransaction,
  channelId: string,
  alerts: readonly RaisedAlert[],
): Promise<readonly RaisedAlert[]> {
  const unsent: RaisedAlert[] = [];
  for (const alert of alerts) {
    const sent = await trx
      .selectFrom('alert_deliveries')
      .select('id')
      .where('channel_id', '=', channelId)
      .where('sent_key', '=', alert.sentKey)
      .executeTakeFirst();
    if (!sent && !unsent.some(({ sentKey }) => sentKey === alert.sentKey)) unsent.push(alert);
  }
  return unsent;
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

function toChannelRow(channel: ChannelRecord): ChannelRow {
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    sealed: channel.sealed,
    has_secret: channel.hasSecret ? 1 : 0,
    events: toJsonColumn(channel.events),
    least_severity: channel.leastSeverity,
    least_share: channel.leastShare,
    is_enabled: channel.isEnabled ? 1 : 0,
    created_at: channel.createdAt,
  };
}

function toChannel(row: ChannelRow): ChannelRecord {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ChannelKind,
    sealed: row.sealed,
    hasSecret: row.has_secret === 1,
    events: readJson(row.events, `channel ${row.id}`) as readonly string[],
    leastSeverity: row.least_severity,
    leastShare: row.least_share,
    isEnabled: row.is_enabled === 1,
    createdAt: row.created_at,
  };
}

function toDelivery(row: DeliveryRow): DeliveryRecord {
  return {
    id: row.id,
    channelId: row.channel_id,
    alert: readJson(row.alert, `delivery ${row.id}`),
    state: row.state as DeliveryState,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAt: row.next_at,
    triedAt: row.tried_at,
    failure: row.failure,
  };
}
