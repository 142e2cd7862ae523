import type { ProgressListener } from '../core/progress.ts';
import { visible } from '../reports/visible.ts';
import type { OutputStream } from './output.ts';
import { createProgressMeter } from './progress-meter.ts';

/** What a person sees while a long step runs. */
export interface ProgressDisplay {
  readonly onProgress: ProgressListener;
  /** Takes the line away. Safe to call twice. */
  stop(): void;
}

const NARROWEST_TERMINAL = 20;

/** One line on a terminal that is drawn anew a few times a second; nothing at all where stderr is no terminal. */
export async function createProgressBar(stream: OutputStream, nowMs: () => number): Promise<ProgressDisplay> {
  if (stream.isTTY !== true) return { onProgress: () => {}, stop: () => {} };

  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream,
    format: (_options, _params, payload: { line: string }) => payload.line,
    clearOnComplete: true,
    fps: 5,
    gracefulExit: false, // interrupts are ours: the library would end the process on the first one
    linewrap: true, // the library would switch wrapping off in the terminal and leave it so when killed
    emptyOnZero: true,
  });
  const meter = createProgressMeter(nowMs);
  let state: 'new' | 'shown' | 'stopped' = 'new';
  return {
    onProgress: (progress) => {
      if (state === 'stopped') return;
      const line = visible(meter.line(progress, Math.max(NARROWEST_TERMINAL, stream.columns ?? 80)));
      if (state === 'new') bar.start(1, 0, { line });
      else bar.update({ line });
      state = 'shown';
    },
    stop: () => {
      if (state === 'shown') bar.stop();
      state = 'stopped';
    },
  };
}
