import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Where the signals come from and how the process is ended at once. */
export interface InterruptSource {
  /** `process`, or an emitter in a test. */
  readonly signals: EventEmitter;
  /** Ends the process now. */
  kill(exitCode: number): void;
}

/** A running watch over Ctrl-C. */
export interface InterruptWatch {
  /** Fires with the first signal: long steps stop and undo. */
  readonly signal: AbortSignal;
  /** Ends the watch. */
  stop(): void;
}

/** The first SIGINT or SIGTERM asks for an orderly end, the second ends the process at once. */
export function watchInterrupts(
  source: InterruptSource,
  onFirst: () => void,
  killedExitCode: number,
): InterruptWatch {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) return source.kill(killedExitCode);
    controller.abort();
    onFirst();
  };
  for (const name of SIGNALS) source.signals.on(name, listener);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of SIGNALS) source.signals.off(name, listener);
    },
  };
}
