/** The tables of alerts, as kysely sees them. Times are ISO 8601 texts in UTC, JSON is text. */
export interface AlertSchema {
  alert_channels: ChannelRow;
  raised_alerts: RaisedRow;
  alert_deliveries: DeliveryRow;
}

/** Where alerts go. */
export interface ChannelRow {
  id: string;
  name: string;
  kind: string;
  /** Target and secret, encrypted by whoever wrote them: the address of a webhook is often a password itself. */
  sealed: Uint8Array;
  /** 0 or 1: databases differ in their truth values. */
  has_secret: number;
  events: string;
  least_severity: string;
  least_share: number;
  is_enabled: number;
  created_at: string;
}

/** An alert that was raised; the same one is never raised again. */
export interface RaisedRow {
  raised_key: string;
  raised_at: string;
}

/** An alert on its way to a channel. */
export interface DeliveryRow {
  id: string;
  channel_id: string;
  /** 1 for the channel's first one: their order, whatever the clock said. */
  number: number;
  /** What it is about: a channel is sent each thing once. */
  sent_key: string;
  alert: string;
  state: string;
  attempts: number;
  created_at: string;
  /** When it is tried next; null once it is over. While it is tried, when the attempt counts as lost. */
  next_at: string | null;
  tried_at: string | null;
  failure: string | null;
}
