import type { ChannelKind, ChannelRecord, DeliveryRecord, DeliveryState } from './alert-records.ts';
import type { ChannelRow, DeliveryRow } from './alert-schema.ts';
import { readJson, toJsonColumn } from './json-column.ts';

/** A channel as it is written. */
export function toChannelRow(channel: ChannelRecord): ChannelRow {
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

/** A channel as it was written. */
export function toChannel(row: ChannelRow): ChannelRecord {
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

/** A delivery as it was written. */
export function toDelivery(row: DeliveryRow): DeliveryRecord {
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
