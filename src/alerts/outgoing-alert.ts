import type { ChannelKind } from '../store/alert-records.ts';
import type { Alert } from './alert.ts';

/** What is sent: an alert, or a test of the way that alerts go. */
export type OutgoingAlert = Alert | { readonly event: 'test'; readonly channel: string };

/** Languages that alerts are written in. */
export type AlertLanguage = 'en' | 'fr';

/** An alert as it is told. All texts are on one line and safe to show. */
export interface AlertMessage {
  /** Of the delivery: the same at each attempt. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly raisedAt: string;
  readonly alert: OutgoingAlert;
  readonly severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
  readonly subject: string;
  /** What happened and what to do: one sentence a line. */
  readonly sentences: readonly string[];
  /** Where to look; null where the service does not know its own address. */
  readonly link: string | null;
  readonly language: AlertLanguage;
}

/** Where a channel leads. */
export interface ChannelTarget {
  readonly target: string;
  /** Signs webhooks; null for the others. */
  readonly secret: string | null;
}

/** One way that alerts go. */
export interface AlertSender {
  readonly kind: ChannelKind;
  /** Refuse what could never be sent to; nothing is contacted. @throws {UsageError} saying how to write it */
  requireTarget(target: ChannelTarget): void;
  /** A secret for a new channel that was given none; null where this way has none. */
  newSecret(): string | null;
  /** One attempt. Gives what is worth noting of it, such as recipients that were refused. @throws {AlertFailedError} */
  send(message: AlertMessage, to: ChannelTarget): Promise<string | null>;
}
