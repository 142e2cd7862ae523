import type { Logger } from '../core/log.ts';

/** Something that is done again and again. */
export interface Schedule {
  start(): void;
  /** Resolves when what is under way has ended. */
  close(): Promise<void>;
}

/**
 * Does something at once and every so often, one time after the other; never keeps the process alive.
 * @param failed what the log says of a time that failed; the next one is tried all the same
 */
export function createSchedule(
  failed: string,
  pauseMs: number,
  log: Logger,
  work: () => Promise<unknown>,
): Schedule {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  const turn = (): void => {
    running ??= work()
      .then(
        () => undefined,
        (failure: unknown) => log.error(failed, {}, failure),
      )
      .finally(() => {
        running = null;
      });
  };
  return {
    start() {
      turn();
      timer = setInterval(turn, pauseMs).unref();
    },
    async close() {
      if (timer !== null) clearInterval(timer);
      await running;
    },
  };
}
