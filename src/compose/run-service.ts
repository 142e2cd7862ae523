import type { Settings } from '../config/settings.ts';
import type { Logger } from '../core/log.ts';
import { createRunQueue } from '../jobs/create-run-queue.ts';
import { enqueueDue } from '../jobs/enqueue-due.ts';
import { RunFollowers } from '../jobs/run-followers.ts';
import type { RunQueue } from '../jobs/run-queue.ts';
import { RunRunner } from '../jobs/run-runner.ts';
import { RunSlot, type SlotParts } from '../jobs/run-slot.ts';
import { RunThread } from '../jobs/run-thread.ts';
import { createSchedule } from '../jobs/schedule.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import { RUN_WORKER } from '../run-worker-url.ts';
import { runWorkerStart, type SpoolStart } from './run-work.ts';

/** The queue of a service, and what does its runs. */
export interface RunService {
  readonly queue: RunQueue;
  /** See RunRunner. */
  readonly isAtWork: () => boolean;
  /** Begin to do runs and to look for what is due. */
  start(): void;
  /** Begin nothing more, put back what is being done, end the threads. Before the store is closed. */
  close(): Promise<void>;
}

/** What the service's runs need. */
export interface RunServiceOptions {
  readonly settings: Settings;
  /** The master key: threads make their own key ring of it. */
  readonly key: Uint8Array;
  readonly spool: SpoolStart;
  readonly context: WatchContext;
  readonly log: Logger;
  readonly finish?: SlotParts['finish'];
  /** Default: run-worker.ts. */
  readonly workerUrl?: URL;
}

const WORK = ['check', 'table-add', 'table-refresh'] as const;

/** Put the queue, its threads and the schedule together. Nothing is begun before `start`. */
export function openRunService(options: RunServiceOptions): RunService {
  const { settings, context, log } = options;
  const { store, clock } = context;
  const followers = new RunFollowers(store.runs);
  const parts: SlotParts = {
    runs: store.runs,
    followers,
    clock,
    log,
    limits: { timeoutMs: settings.runLeaseMs, maxAttempts: settings.runAttempts },
    finish: options.finish ?? (async () => {}),
  };
  const slots = [
    ...Array.from({ length: settings.runsAtOnce }, () => new RunSlot(parts, WORK, threadOf(options))),
    new RunSlot(parts, ['sweep'], threadOf(options)),
  ];
  const runner = new RunRunner(slots, log);
  const queue = createRunQueue({ store, followers, runner });
  const schedule = createSchedule('what is due could not be looked up', settings.scheduleMs, log, () =>
    enqueueDue({ store, queue, clock, random: Math.random }),
  );
  return {
    queue,
    isAtWork: () => runner.isAtWork,
    start() {
      runner.start();
      schedule.start();
    },
    async close() {
      await schedule.close();
      await runner.close();
      followers.close();
    },
  };
}

function threadOf({ settings, key, spool, context, workerUrl }: RunServiceOptions): RunThread {
  return new RunThread({
    workerUrl: workerUrl ?? RUN_WORKER,
    start: runWorkerStart(settings, key, spool),
    stopMs: settings.runStopMs,
    onGone: (threadId) => context.store.releaseThread(threadId),
  });
}
