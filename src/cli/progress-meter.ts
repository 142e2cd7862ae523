import type { Progress } from '../core/progress.ts';
import { formatBytes, formatCount, formatDuration, formatShareRange } from '../core/units.ts';

/** Turns what a step tells into one line for a person. Knows no terminal. */
export interface ProgressMeter {
  /** The line for the newest state, at most `width` columns. */
  line(progress: Progress, width: number): string;
}

/** Before this much of a step has passed, speed and remaining time would only be noise. */
const SETTLING_MS = 500;
const BAR_SIGNS = 20;

/**
 * A meter that starts anew with each step. Speed is the mean since the step began; the time left follows from bytes
 * where their total is known, else from rows, and is left out where neither is.
 */
export function createProgressMeter(nowMs: () => number): ProgressMeter {
  let step: string | null = null;
  let startedMs = 0;
  return {
    line: (progress, width) => {
      const now = nowMs();
      if (progress.step !== step) {
        step = progress.step;
        startedMs = now;
      }
      return lineOf(progress, now - startedMs).slice(0, Math.max(0, width - 1));
    },
  };
}

function lineOf(progress: Progress, elapsedMs: number): string {
  const share = shareDone(progress);
  const parts = [progress.step.padEnd(9)];
  if (share !== null) parts.push(`[${bar(share)}]`, `${Math.floor(share * 100)} %`.padStart(5));
  if (progress.rowsDone > 0 || progress.bytesDone === 0) parts.push(`${formatCount(progress.rowsDone)} rows`);
  else parts.push(formatBytes(progress.bytesDone));
  if (progress.share !== undefined)
    parts.push(`${formatShareRange(progress.share.low01, progress.share.high01)} ours`);
  if (elapsedMs >= SETTLING_MS) parts.push(...pace(progress, share, elapsedMs));
  return parts.join('  ');
}

function pace(progress: Progress, share: number | null, elapsedMs: number): readonly string[] {
  const parts = [];
  if (progress.rowsDone > 0) parts.push(`${formatCount((progress.rowsDone / elapsedMs) * 1000)} rows/s`);
  if (share !== null && share > 0 && share < 1) {
    const secondsLeft = Math.ceil((elapsedMs * (1 - share)) / share / 1000);
    parts.push(`ETA ${secondsLeft < 60 ? `${secondsLeft} s` : formatDuration(secondsLeft * 1000)}`);
  }
  return parts;
}

function shareDone({ bytesDone, bytesTotal, rowsDone, rowsTotal }: Progress): number | null {
  if (bytesTotal !== null && bytesTotal > 0) return Math.min(1, bytesDone / bytesTotal);
  if (rowsTotal !== null && rowsTotal > 0) return Math.min(1, rowsDone / rowsTotal);
  return null;
}

function bar(share01: number): string {
  const full = Math.floor(share01 * BAR_SIGNS);
  return '='.repeat(full) + ' '.repeat(BAR_SIGNS - full);
}
