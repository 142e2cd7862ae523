import type { RaisedAlert } from '../store/alert-records.ts';
import type { Alert } from './alert.ts';

/**
 * An alert with the keys that tell it from others. An exposure: its id, its opening, and how bad it is; a report: its id; a
 * server that fails: until it is reached again; a clock: the case, the deadline and the warning.
 */
export function keysOf(alert: Alert, nowIso: string): RaisedAlert {
  switch (alert.event) {
    case 'exposure.new': {
      const sentKey = `${alert.event} ${alert.exposure} ${alert.opening}`;
      return { sentKey, raisedKey: `${sentKey} ${alert.severity}`, alert };
    }
    case 'overlap.above': {
      const key = `${alert.event} ${alert.report}`;
      return { sentKey: key, raisedKey: key, alert };
    }
    case 'sweep.failing': {
      const raisedKey = failingKey(alert.endpoint);
      return { sentKey: `${raisedKey} ${nowIso}`, raisedKey, alert };
    }
    case 'case.clock': {
      const key = `${alert.event} ${alert.case} ${alert.dueAt} ${alert.thresholdHours}`;
      return { sentKey: key, raisedKey: key, alert };
    }
  }
}

/** By which a failing server is known until it is reached. */
export function failingKey(endpoint: string): string {
  return `sweep.failing ${JSON.stringify(endpoint)}`;
}
