import type { Clock } from '../core/clock.ts';
import type { AlertStore } from '../store/alert-records.ts';
import type { Alert, AlertDesk } from './alert.ts';
import { failingKey, keysOf } from './alert-keys.ts';
import { chooseAlerts } from './choose-alerts.ts';

/** What the desk needs. */
export interface AlertDeskParts {
  readonly alerts: AlertStore;
  readonly clock: Clock;
  /** Called when something waits to be sent: wakes the deliverer where it is in the same thread. */
  readonly onRaised?: () => void;
}

/**
 * The desk over the outbox of a store. Needs no key and sends nothing itself, so any thread or process may have one; the
 * deliverer of `rowprint serve` sends.
 */
export function createAlertDesk({ alerts, clock, onRaised }: AlertDeskParts): AlertDesk {
  const raiseAll = async (raised: readonly Alert[]): Promise<void> => {
    const nowIso = new Date(clock.nowMs()).toISOString();
    const keyed = raised.map((alert) => keysOf(alert, nowIso));
    if ((await alerts.raise(keyed, chooseAlerts)) > 0) onRaised?.();
  };
  return {
    raise: (alert) => raiseAll([alert]),
    raiseAll,
    reached: (endpoint) => alerts.lower(failingKey(endpoint)),
  };
}
