import type { Progress } from '../core/progress.ts';
import type { RunProgress } from '../store/run-records.ts';

/** The rate is that of the last seconds: what a run did an hour ago says little of when it ends. */
const WINDOW_MS = 10_000;
/** A rate from less time would jump. */
const LEAST_MS = 500;

interface Sample {
  readonly atMs: number;
  readonly bytes: number;
  readonly rows: number;
}

/** Turns what a step tells into what people see: with its rate, and when the step ends at that rate. */
export class RunMeter {
  #step = '';
  #samples: Sample[] = [];

  measure(progress: Progress, nowMs: number): RunProgress {
    if (progress.step !== this.#step) this.#samples = [];
    this.#step = progress.step;
    this.#samples.push({ atMs: nowMs, bytes: progress.bytesDone, rows: progress.rowsDone });
    while (this.#samples.length > 2 && nowMs - this.#samples[0]!.atMs > WINDOW_MS) this.#samples.shift();
    const rate = this.#rate();
    return {
      step: progress.step,
      rowsDone: progress.rowsDone,
      rowsTotal: progress.rowsTotal,
      bytesDone: progress.bytesDone,
      bytesTotal: progress.bytesTotal,
      bytesPerSecond: rate === null ? null : rate.bytesPerMs * 1000,
      etaMs: rate === null ? null : etaOf(progress, rate),
      matches: progress.matches ?? null,
      share: progress.share === undefined ? null : rangeOf(progress.share),
      at: new Date(nowMs).toISOString(),
    };
  }

  #rate(): { readonly bytesPerMs: number; readonly rowsPerMs: number } | null {
    const [first, last] = [this.#samples[0]!, this.#samples.at(-1)!];
    const elapsedMs = last.atMs - first.atMs;
    if (elapsedMs < LEAST_MS) return null;
    return {
      bytesPerMs: Math.max(0, last.bytes - first.bytes) / elapsedMs,
      rowsPerMs: Math.max(0, last.rows - first.rows) / elapsedMs,
    };
  }
}

/** By bytes where their end is known, else by rows; null where neither is, or nothing moves. */
function etaOf(
  { bytesDone, bytesTotal, rowsDone, rowsTotal }: Progress,
  { bytesPerMs, rowsPerMs }: { readonly bytesPerMs: number; readonly rowsPerMs: number },
): number | null {
  if (bytesTotal !== null && bytesPerMs > 0)
    return Math.ceil(Math.max(0, bytesTotal - bytesDone) / bytesPerMs);
  if (rowsTotal !== null && rowsPerMs > 0) return Math.ceil(Math.max(0, rowsTotal - rowsDone) / rowsPerMs);
  return null;
}

function rangeOf({ low01, high01 }: NonNullable<Progress['share']>): NonNullable<RunProgress['share']> {
  return { low: low01, high: high01 };
}
