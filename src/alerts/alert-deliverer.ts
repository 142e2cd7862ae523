import type { ChannelRecord, DeliveryRecord } from '../store/alert-records.ts';
import { nextAttemptMs, type RetryLimits } from './retry-plan.ts';
import { outcomeOf, type SendingParts, sendAlert } from './send-alert.ts';

/** Alerts are looked for so often; what is raised in the same thread wakes the deliverer at once. */
const LOOK_MS = 2000;
/** An alert that failed so often is stepped over: it may be the only one that a receiver does not take. */
const ATTEMPTS_IN_ORDER = 4;
/** Deliveries of a channel that are looked at together. */
const MOST_AT_ONCE = 100;
/** An attempt that nobody settled for so long is lost: its process died. Longer than any time-out. */
const LEASE_MS = 10 * 60_000;
const FORGET_AFTER_MS = 365 * 86_400_000;
const FORGET_EVERY_MS = 86_400_000;

/** What delivering needs. */
export interface DelivererParts extends SendingParts {
  readonly limits: RetryLimits;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** Sends what is in the outbox, until it is stopped. */
export interface AlertDeliverer {
  start(): void;
  /** Look now. Resolves when all that was due has been tried. */
  deliver(): Promise<void>;
  /** Look no more; resolves when the attempts under way have ended. */
  stop(): Promise<void>;
}

/**
 * The deliverer of a service: one attempt at a time for each channel, the channels beside each other. Each alert arrives at
 * least once, with the same id each time: a process that dies between sending and noting it sends it again.
 */
export function createAlertDeliverer(parts: DelivererParts): AlertDeliverer {
  const busy = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let forgottenMs = 0;

  const deliver = async (): Promise<void> => {
    if (isStopped) return;
    for (const channel of await parts.alerts.channels()) {
      if (!channel.isEnabled || busy.has(channel.id)) continue;
      const work = drain(parts, channel.id, () => isStopped).finally(() => busy.delete(channel.id));
      busy.set(channel.id, work);
    }
    await Promise.all(busy.values());
  };
  const look = (): void => {
    const nowMs = parts.clock.nowMs();
    const isDue = nowMs - forgottenMs > FORGET_EVERY_MS;
    if (isDue) forgottenMs = nowMs;
    const work = isDue ? forgetOld(parts, nowMs).then(deliver) : deliver();
    // The database may be busy or full: the next look may find it better.
    work.catch((failure: unknown) => parts.log.error('alerts could not be looked for', {}, failure));
  };
  return {
    start() {
      timer ??= setInterval(look, LOOK_MS).unref();
    },
    deliver,
    async stop() {
      isStopped = true;
      if (timer !== null) clearInterval(timer);
      await Promise.allSettled(busy.values());
    },
  };
}

/** Send what is due of one channel, oldest first, until nothing is. */
async function drain(parts: DelivererParts, channelId: string, isStopped: () => boolean): Promise<void> {
  while (!isStopped()) {
    // Read again each time: it may have been changed, switched off or removed meanwhile.
    const channel = await parts.alerts.channel(channelId);
    if (channel === null || !channel.isEnabled) return;
    const next = dueFirst(
      await parts.alerts.pending(channelId, MOST_AT_ONCE),
      new Date(parts.clock.nowMs()).toISOString(),
    );
    if (next === null || !(await deliverOne(parts, channel, next.id))) return;
  }
}

/** The first that is due; none as long as one before it waits for another attempt, or alerts would arrive out of order. */
function dueFirst(pending: readonly DeliveryRecord[], nowIso: string): DeliveryRecord | null {
  for (const delivery of pending) {
    if (delivery.nextAt! <= nowIso) return delivery;
    if (delivery.attempts < ATTEMPTS_IN_ORDER) return null;
  }
  return null;
}

/** False where somebody else has it in hand. */
async function deliverOne(parts: DelivererParts, channel: ChannelRecord, id: string): Promise<boolean> {
  const { alerts, clock, limits, random } = parts;
  const delivery = await alerts.take(id, new Date(clock.nowMs() + LEASE_MS).toISOString());
  if (delivery === null) return false;
  const attempt = await sendAlert(parts, channel, delivery);
  const times = {
    attempts: delivery.attempts,
    createdMs: Date.parse(delivery.createdAt),
    nowMs: clock.nowMs(),
  };
  await alerts.settle(id, outcomeOf(attempt, nextAttemptMs(times, limits, random())));
  return true;
}

function forgetOld({ alerts }: DelivererParts, nowMs: number): Promise<void> {
  return alerts.forgetBefore(new Date(nowMs - FORGET_AFTER_MS).toISOString());
}
