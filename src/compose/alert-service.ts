import { hostname } from 'node:os';
import type { AlertDesk } from '../alerts/alert.ts';
import { type AlertChannels, createAlertChannels } from '../alerts/alert-channels.ts';
import { createAlertDeliverer, type DelivererParts } from '../alerts/alert-deliverer.ts';
import { createAlertDesk } from '../alerts/alert-desk.ts';
import { mailSender } from '../alerts/mail/mail-sender.ts';
import type { AlertSender } from '../alerts/outgoing-alert.ts';
import { syslogSender } from '../alerts/syslog/syslog-sender.ts';
import { webhookSender } from '../alerts/webhook/webhook-sender.ts';
import type { Settings } from '../config/settings.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/log.ts';
import { type ClockWatch, type ClockWatchParts, createClockWatch } from '../jobs/clock-watch.ts';
import { raiseAfterRun, raiseFailing } from '../jobs/raise-after-run.ts';
import type { SlotParts } from '../jobs/run-slot.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { ServiceSettingStore } from '../store/service-settings.ts';

/** Servers whose sweeps could not begin are looked for so often. */
const FAILING_LOOK_MS = 60_000;

/** What the alerts of a service need. */
export interface AlertServiceOptions {
  readonly settings: Settings;
  readonly context: WatchContext;
  /** The subkey 'alert-secrets'. */
  readonly secretKey: Uint8Array;
  /** Where the service is reached; null: alerts have no links. */
  readonly publicUrl: string | null;
  readonly serviceSettings: Pick<ServiceSettingStore, 'get'>;
  /** The cases whose clock runs. */
  readonly runningClocks: ClockWatchParts['runningClocks'];
  readonly version: string;
  readonly log: Logger;
}

/** The alerts of a service. */
export interface AlertService {
  readonly desk: AlertDesk;
  readonly channels: AlertChannels;
  /** Raises what a run calls for: a part of what follows from a result (`finish` of the run service). */
  readonly afterRun: SlotParts['finish'];
  /** Begin to send, and to watch clocks and failing servers. */
  start(): void;
  /** Send nothing more; resolves when the attempts under way have ended. Before the store is closed. */
  close(): Promise<void>;
}

/** Put desk, channels, deliverer and watches together. Nothing is sent before `start`. */
export function openAlertService(options: AlertServiceOptions): AlertService {
  const { settings, context, log } = options;
  const parts = sendingPartsOf(options);
  const deliverer = createAlertDeliverer(parts);
  const deliver = (): void =>
    void deliverer.deliver().catch((failure: unknown) => log.error('alerts could not be sent', {}, failure));
  const desk = createAlertDesk({ alerts: context.store.alerts, clock: systemClock, onRaised: deliver });
  const runAlerts = { context, desk, afterFailures: settings.alertAfterFailures };
  const watches = [clockWatchOf(options, desk), failingWatch(() => raiseFailing(runAlerts), log)];
  return {
    desk,
    channels: createAlertChannels(parts),
    afterRun: (run, result) => raiseAfterRun(runAlerts, run, result),
    start() {
      deliverer.start();
      for (const watch of watches) watch.start();
    },
    async close() {
      for (const watch of watches) watch.stop();
      await deliverer.stop();
    },
  };
}

function sendingPartsOf({
  settings,
  context,
  secretKey,
  publicUrl,
  serviceSettings,
  version,
  log,
}: AlertServiceOptions): DelivererParts {
  return {
    alerts: context.store.alerts,
    senders: sendersOf(settings, version),
    secretKey,
    settings: serviceSettings,
    publicUrl,
    clock: systemClock,
    log,
    limits: { maxAttempts: settings.alertMaxAttempts, maxAgeMs: settings.alertMaxAgeMs },
    random: Math.random,
  };
}

function sendersOf(settings: Settings, version: string): readonly AlertSender[] {
  const timeoutMs = settings.alertTimeoutMs;
  const trustedHosts = settings.alertTrustedHosts ?? [];
  return [
    webhookSender({ clock: systemClock, timeoutMs, trustedHosts }),
    mailSender({ smtpUrl: settings.smtpUrl, from: settings.mailFrom, timeoutMs }),
    syslogSender({ origin: { host: hostname(), pid: process.pid, version }, timeoutMs, trustedHosts }),
  ];
}

function clockWatchOf(
  { runningClocks, serviceSettings, log }: AlertServiceOptions,
  desk: AlertDesk,
): Pick<ClockWatch, 'start' | 'stop'> {
  return createClockWatch({ desk, runningClocks, settings: serviceSettings, clock: systemClock, log });
}

function failingWatch(look: () => Promise<void>, log: Logger): Pick<ClockWatch, 'start' | 'stop'> {
  let timer: NodeJS.Timeout | null = null;
  const lookSafely = (): void =>
    void look().catch((failure: unknown) => log.error('failing servers were not looked for', {}, failure));
  return {
    start() {
      timer ??= setInterval(lookSafely, FAILING_LOOK_MS).unref();
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}
