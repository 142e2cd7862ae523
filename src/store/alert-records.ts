/** How alerts go. */
export type ChannelKind = 'webhook' | 'mail' | 'syslog';

/** What a channel is, but for its id. Its target and secret are in `sealed`, which the store cannot read. */
export interface NewChannel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly hasSecret: boolean;
  readonly events: readonly string[];
  readonly leastSeverity: string;
  readonly leastShare: number;
  readonly isEnabled: boolean;
}

/** A channel as it is kept. Times are ISO 8601 in UTC, here and in every record below. */
export interface ChannelRecord extends NewChannel {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly createdAt: string;
}

/** 'waiting' was never tried; 'retrying' failed and is tried again; the others are over. */
export type DeliveryState = 'waiting' | 'retrying' | 'delivered' | 'failed';

/** An alert on its way to one channel. Its id is the same at each attempt: receivers tell repetitions by it. */
export interface DeliveryRecord {
  readonly id: string;
  readonly channelId: string;
  /** What is told; its shape is the affair of src/alerts. */
  readonly alert: unknown;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: string;
  /** Null once it is over. */
  readonly nextAt: string | null;
  readonly triedAt: string | null;
  readonly failure: string | null;
}

/** An alert with the two keys that keep it from being told twice. */
export interface RaisedAlert {
  /** The alert itself: the same one is raised once, whoever raises it and however often. */
  readonly raisedKey: string;
  /** What it is about: a channel is sent this once, also when it is raised again as something worse. */
  readonly sentKey: string;
  readonly alert: unknown;
}

/** How an attempt ended: over, or to be tried again at `nextAt`. */
export type AttemptOutcome =
  | { readonly state: 'delivered' | 'failed'; readonly failure: string | null }
  | { readonly state: 'retrying'; readonly failure: string; readonly nextAt: string };

/** Channels of alerts, and the outbox. */
export interface AlertStore {
  /** Oldest first. */
  channels(): Promise<readonly ChannelRecord[]>;
  /** Null where there is none. */
  channel(id: string): Promise<ChannelRecord | null>;
  newChannelId(): string;
  /** @throws {UsageError} the name is taken */
  addChannel(id: string, channel: NewChannel, sealed: Uint8Array): Promise<ChannelRecord>;
  /** @throws {UsageError} no such channel, or the name is taken */
  changeChannel(
    id: string,
    changes: Partial<Omit<NewChannel, 'kind'>> & { readonly sealed?: Uint8Array },
  ): Promise<ChannelRecord>;
  /** Erase it with all its deliveries. @throws {UsageError} no such channel */
  removeChannel(id: string): Promise<void>;
  /**
   * Note alerts as raised, and for each channel what `choose` takes of those that were not raised before, in that order,
   * as deliveries; in one transaction. Nothing of what a channel was sent already. Gives the number of deliveries.
   */
  raise(
    alerts: readonly RaisedAlert[],
    choose: (channel: ChannelRecord, fresh: readonly RaisedAlert[]) => readonly RaisedAlert[],
  ): Promise<number>;
  /** What this key stands for is over: it may be raised again. */
  lower(raisedKey: string): Promise<void>;
  newDeliveryId(): string;
  /** The delivery of a channel that was tried last; null: none was. */
  lastTried(channelId: string): Promise<DeliveryRecord | null>;
  /** A delivery that was tried already, outside of the outbox: a test. */
  noteAttempt(channelId: string, alert: unknown, outcome: AttemptOutcome): Promise<DeliveryRecord>;
  /** Deliveries that are not over, in their order. */
  pending(channelId: string, limit: number): Promise<readonly DeliveryRecord[]>;
  /**
   * Take a delivery that is due into hand until `untilIso`: who takes it has to settle it before, or it is tried again. Null
   * where somebody else took it, or it is over.
   */
  take(id: string, untilIso: string): Promise<DeliveryRecord | null>;
  /** Say how an attempt ended. Nothing where the channel was removed meanwhile. */
  settle(id: string, outcome: AttemptOutcome): Promise<void>;
  /** Newest first; those before `beforeId` only. */
  deliveries(channelId: string, limit: number, beforeId?: string): Promise<readonly DeliveryRecord[]>;
  /** Erase deliveries that are over from before this time. What was raised stays known, or it would be raised again. */
  forgetBefore(iso: string): Promise<void>;
}
