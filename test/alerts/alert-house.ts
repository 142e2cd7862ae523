import { createAlertChannels } from '../../src/alerts/alert-channels.ts';
import { createAlertDeliverer, type DelivererParts } from '../../src/alerts/alert-deliverer.ts';
import { createAlertDesk } from '../../src/alerts/alert-desk.ts';
import type { AlertSender } from '../../src/alerts/outgoing-alert.ts';
import { webhookSender } from '../../src/alerts/webhook/webhook-sender.ts';
import { silentLogger } from '../../src/core/log.ts';
import { DEFAULT_SERVICE_SETTINGS } from '../../src/store/service-settings.ts';
import type { Store } from '../../src/store/store.ts';

/** A clock that stands until it is moved. */
export class MovedClock {
  #nowMs = Date.parse('2026-11-22T09:00:00.000Z');

  nowMs(): number {
    return this.#nowMs;
  }

  pass(ms: number): void {
    this.#nowMs += ms;
  }
}

export const SECRET_KEY = new Uint8Array(32).fill(7);

/** Desk, channels and deliverer over a store, as the service has them; no timer runs. */
export function alertHouse(
  store: Store,
  clock: MovedClock,
  senders: readonly AlertSender[] = [webhooks(clock)],
  more: Partial<DelivererParts> = {},
) {
  const parts: DelivererParts = {
    alerts: store.alerts,
    senders,
    secretKey: SECRET_KEY,
    settings: { get: async () => DEFAULT_SERVICE_SETTINGS },
    publicUrl: 'https://rowprint.example.org',
    clock,
    log: silentLogger,
    limits: { maxAttempts: 5, maxAgeMs: 86_400_000 },
    random: () => 0,
    ...more,
  };
  return {
    desk: createAlertDesk({ alerts: store.alerts, clock }),
    channels: createAlertChannels(parts),
    deliverer: createAlertDeliverer(parts),
  };
}

/** Webhooks with a short time-out. */
export function webhooks(clock: MovedClock, trustedHosts: readonly string[] = []): AlertSender {
  return webhookSender({ clock, timeoutMs: 2000, trustedHosts });
}

/** What a new channel is, but for where it leads. */
export function channelTo(target: string, name = 'team') {
  return {
    name,
    kind: 'webhook' as const,
    target,
    events: ['exposure.new', 'overlap.above', 'sweep.failing', 'case.clock'],
    leastSeverity: 'low',
    leastShare: 0.01,
    isEnabled: true,
  };
}

/** An overlap of the report that is numbered so. */
export function overlap(number: number, share = 0.5) {
  return {
    event: 'overlap.above' as const,
    report: `r_20261122_0000000000000${number}`,
    suspect: 'leak.txt',
    share,
    persons: 46_173,
  };
}

/** A new exposure. */
export function exposure(id: string, severity: 'low' | 'high' | 'critical' = 'high', opening = 0) {
  return {
    event: 'exposure.new' as const,
    endpoint: 'processor',
    exposure: id,
    code: 'ANONYMOUS_LOGIN',
    severity,
    title: 'Anybody may sign in.',
    opening,
  };
}
