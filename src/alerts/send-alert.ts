import type { Clock } from '../core/clock.ts';
import { RowprintError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { AlertStore, AttemptOutcome, ChannelRecord, DeliveryRecord } from '../store/alert-records.ts';
import type { ServiceSettingStore } from '../store/service-settings.ts';
import { AlertFailedError } from './alert-failed-error.ts';
import type { AlertSender, OutgoingAlert } from './outgoing-alert.ts';
import { openTarget } from './sealed-target.ts';
import { writeMessage } from './write-message.ts';

/** What sending needs. */
export interface SendingParts {
  readonly alerts: AlertStore;
  /** One for each kind of channel. */
  readonly senders: readonly AlertSender[];
  /** 32 bytes: the subkey 'alert-secrets'. */
  readonly secretKey: Uint8Array;
  readonly settings: Pick<ServiceSettingStore, 'get'>;
  /** Where the service is reached, without a slash at the end; null: alerts have no links. */
  readonly publicUrl: string | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What is sent: a delivery, or a test that is none yet. */
export type Sendable = Pick<DeliveryRecord, 'id' | 'createdAt' | 'alert'>;

/** What came of one attempt. */
export type Attempt =
  | { readonly isDelivered: true; readonly note: string | null }
  | { readonly isDelivered: false; readonly failure: string; readonly isLasting: boolean };

/** Try once to send an alert to a channel. Never throws: also a bug is an attempt that failed, or one alert would stop all. */
export async function sendAlert(
  parts: SendingParts,
  channel: ChannelRecord,
  sendable: Sendable,
): Promise<Attempt> {
  try {
    return { isDelivered: true, note: await attempt(parts, channel, sendable) };
  } catch (failure) {
    parts.log.warn('an alert was not delivered', {
      channel: channel.id,
      delivery: sendable.id,
      code: failure instanceof RowprintError ? failure.code : 'a bug',
    });
    if (!(failure instanceof RowprintError)) {
      parts.log.error('sending an alert met a bug', { channel: channel.id }, failure);
      return { isDelivered: false, failure: 'a bug of Rowprint: see its log', isLasting: false };
    }
    const isLasting = !(failure instanceof AlertFailedError) || failure.isLasting;
    return { isDelivered: false, failure: failure.message, isLasting };
  }
}

/** How a delivery goes on after an attempt. @param nextMs when it is repeated, null: not */
export function outcomeOf(attempted: Attempt, nextMs: number | null): AttemptOutcome {
  if (attempted.isDelivered) return { state: 'delivered', failure: attempted.note };
  if (attempted.isLasting || nextMs === null) return { state: 'failed', failure: attempted.failure };
  return { state: 'retrying', failure: attempted.failure, nextAt: new Date(nextMs).toISOString() };
}

async function attempt(
  { senders, secretKey, settings, publicUrl }: SendingParts,
  channel: ChannelRecord,
  { id, createdAt, alert }: Sendable,
): Promise<string | null> {
  const sender = senders.find(({ kind }) => kind === channel.kind);
  if (sender === undefined)
    throw new AlertFailedError(`${channel.kind}: this way was not set up`, { isLasting: true });
  const { language } = await settings.get();
  const message = writeMessage(alert as OutgoingAlert, { id, raisedAt: createdAt, language, publicUrl });
  return sender.send(message, openTarget(secretKey, channel.id, channel.sealed));
}
