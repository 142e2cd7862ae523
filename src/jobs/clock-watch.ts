import type { Alert, AlertDesk } from '../alerts/alert.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/log.ts';
import type { ServiceSettingStore } from '../store/service-settings.ts';

const LOOK_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Said last, when nothing is left. */
const PAST = 0;

/** A case whose notification was not sent yet. */
export interface RunningClock {
  readonly caseId: string;
  readonly title: string;
  /** ISO 8601 in UTC. */
  readonly dueAt: string;
}

/** What watching clocks needs. */
export interface ClockWatchParts {
  readonly desk: AlertDesk;
  /** The cases whose clock runs. */
  readonly runningClocks: () => Promise<readonly RunningClock[]>;
  readonly settings: Pick<ServiceSettingStore, 'get'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Looks each minute how much is left of the clocks of open cases. */
export interface ClockWatch {
  start(): void;
  look(): Promise<void>;
  stop(): void;
}

/** Watch the clocks: each warning of the settings is given once for a deadline, and one when it has passed. */
export function createClockWatch(parts: ClockWatchParts): ClockWatch {
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    const { clockWarningHours } = await parts.settings.get();
    const alerts = (await parts.runningClocks()).flatMap((one) =>
      warningOf(one, clockWarningHours, parts.clock.nowMs()),
    );
    if (alerts.length > 0) await parts.desk.raiseAll(alerts);
  };
  const lookSafely = (): void => {
    look().catch((failure: unknown) =>
      parts.log.error('the clocks of cases were not looked at', {}, failure),
    );
  };
  return {
    start() {
      if (timer !== null) return;
      timer = setInterval(lookSafely, LOOK_MS).unref();
      lookSafely();
    },
    look,
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}

/**
 * The warning that a clock calls for: the narrowest one that was reached. Wider ones say less, and are left out where a case
 * was opened late.
 */
function warningOf(
  { caseId, title, dueAt }: RunningClock,
  warningHours: readonly number[],
  nowMs: number,
): readonly Alert[] {
  const hoursLeft = (Date.parse(dueAt) - nowMs) / HOUR_MS;
  const reached = [...warningHours, PAST].filter((hours) => hoursLeft <= hours);
  if (reached.length === 0) return [];
  const thresholdHours = Math.min(...reached);
  return [{ event: 'case.clock', case: caseId, title, hoursLeft, thresholdHours, dueAt }];
}
