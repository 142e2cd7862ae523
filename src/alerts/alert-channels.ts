import { UsageError } from '../core/errors.ts';
import { visible } from '../reports/visible.ts';
import type { ChannelKind, ChannelRecord, DeliveryRecord } from '../store/alert-records.ts';
import type { AlertSender, ChannelTarget, OutgoingAlert } from './outgoing-alert.ts';
import { openTarget, sealTarget } from './sealed-target.ts';
import { type Attempt, outcomeOf, type SendingParts, sendAlert } from './send-alert.ts';
import { writeMessage } from './write-message.ts';

/** Most channels of an installation. */
const MOST_CHANNELS = 50;

/** A channel as admins see it: its target, never its secret. */
export interface ChannelView extends Omit<ChannelRecord, 'sealed'> {
  readonly target: string;
  readonly lastDelivery: DeliveryRecord | null;
}

/** What an admin says of a channel. */
export interface ChannelRequest {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly target: string;
  readonly events: readonly string[];
  readonly leastSeverity: string;
  readonly leastShare: number;
  readonly isEnabled: boolean;
  readonly secret?: string | undefined;
}

/** What is to be otherwise; what is left out stays. */
export type ChannelChanges = {
  readonly [Name in Exclude<keyof ChannelRequest, 'kind'>]?: ChannelRequest[Name] | undefined;
};

/** Where alerts go, for those who say where. */
export interface AlertChannels {
  /** Oldest first. */
  list(): Promise<readonly ChannelView[]>;
  /** Null where there is none. */
  find(id: string): Promise<ChannelView | null>;
  /** `secret` is the one that was made, to be shown once; null where it was given, or there is none. @throws {UsageError} */
  add(request: ChannelRequest): Promise<{ readonly channel: ChannelView; readonly secret: string | null }>;
  /** @throws {UsageError} */
  change(id: string, changes: ChannelChanges): Promise<ChannelView>;
  /** @throws {UsageError} */
  remove(id: string): Promise<void>;
  /** Send a test now, once, whether or not the channel is enabled. @throws {UsageError} no such channel */
  test(id: string): Promise<Attempt>;
  /** Newest first, each with its subject in the language of the settings. */
  deliveries(
    id: string,
    limit: number,
    beforeId?: string,
  ): Promise<readonly (DeliveryRecord & { readonly subject: string })[]>;
}

/** The channels over a store and the ways that alerts go. */
export function createAlertChannels(parts: SendingParts): AlertChannels {
  const { alerts, secretKey, clock } = parts;
  const find = async (id: string): Promise<ChannelView | null> => {
    const record = await alerts.channel(id);
    return record === null ? null : viewOf(parts, record);
  };
  return {
    list: async () => Promise.all((await alerts.channels()).map((record) => viewOf(parts, record))),
    find,
    async add({ target, secret, kind, ...channel }) {
      if ((await alerts.channels()).length >= MOST_CHANNELS)
        throw new UsageError(`there are ${MOST_CHANNELS} channels, the most there can be: remove one first`);
      const sender = senderOf(parts, kind);
      const made = secret === undefined ? sender.newSecret() : null;
      const sealed: ChannelTarget = { target, secret: secret ?? made };
      sender.requireTarget(sealed);
      const id = alerts.newChannelId();
      const facts = { ...named(channel), kind, hasSecret: sealed.secret !== null };
      const record = await alerts.addChannel(id, facts, sealTarget(secretKey, id, sealed));
      return { channel: await viewOf(parts, record), secret: made };
    },
    async change(id, { target, secret, ...changes }) {
      const record = await requireChannel(parts, id);
      const before = openTarget(secretKey, id, record.sealed);
      const after = { target: target ?? before.target, secret: secret ?? before.secret };
      senderOf(parts, record.kind).requireTarget(after);
      const sealed = sealTarget(secretKey, id, after);
      return viewOf(
        parts,
        await alerts.changeChannel(id, { ...named(changes), sealed, hasSecret: after.secret !== null }),
      );
    },
    remove: (id) => alerts.removeChannel(id),
    async test(id) {
      const channel = await requireChannel(parts, id);
      const alert: OutgoingAlert = { event: 'test', channel: channel.name };
      const createdAt = new Date(clock.nowMs()).toISOString();
      const attempt = await sendAlert(parts, channel, { id: alerts.newDeliveryId(), createdAt, alert });
      await alerts.noteAttempt(id, alert, outcomeOf(attempt, null));
      return attempt;
    },
    async deliveries(id, limit, beforeId) {
      const { language } = await parts.settings.get();
      return (await alerts.deliveries(id, limit, beforeId)).map((delivery) => ({
        ...delivery,
        subject: writeMessage(delivery.alert as OutgoingAlert, {
          id: delivery.id,
          raisedAt: delivery.createdAt,
          language,
          publicUrl: null,
        }).subject,
      }));
    },
  };
}

async function viewOf({ alerts, secretKey }: SendingParts, record: ChannelRecord): Promise<ChannelView> {
  const { sealed, ...channel } = record;
  const { target } = openTarget(secretKey, record.id, sealed);
  return { ...channel, target, lastDelivery: await alerts.lastTried(record.id) };
}

async function requireChannel({ alerts }: SendingParts, id: string): Promise<ChannelRecord> {
  const channel = await alerts.channel(id);
  if (channel === null) throw new UsageError(`no channel has the id ${id}: it was removed in the meantime`);
  return channel;
}

function senderOf({ senders }: SendingParts, kind: ChannelKind): AlertSender {
  const sender = senders.find((one) => one.kind === kind);
  if (sender === undefined) throw new UsageError(`alerts do not go by ${kind} here`);
  return sender;
}

/** Without what was left out, and with a name that can be shown anywhere. */
function named<Changes extends { readonly name?: string | undefined }>(changes: Changes): Given<Changes> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const kept = Object.fromEntries(given) as Given<Changes>;
  if (kept.name === undefined) return kept;
  const name = visible(kept.name.trim());
  if (name === '') throw new UsageError('a channel has a name: it may not be empty');
  return { ...kept, name };
}

type Given<Changes> = { [Name in keyof Changes]: Exclude<Changes[Name], undefined> };
