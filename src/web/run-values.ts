import type { Formats } from './formats.ts';
import type { Run } from './shapes.ts';
import type { Words } from './words/words.ts';

/** What stands in the fields of a run's progress. The page writes them once, its island again at every event. */
export interface RunValues {
  readonly step: string;
  readonly bytes: string;
  readonly rows: string;
  readonly rate: string;
  readonly left: string;
  readonly matches: string;
  readonly share: string;
}

type ValueWords = Pick<Words, 'run'> & { readonly shell: Pick<Words['shell'], 'of' | 'between'> };

/** The progress of a run in words. What is not known yet says so. */
export function runValues(run: Pick<Run, 'progress'>, words: ValueWords, formats: Formats): RunValues {
  const { progress } = run;
  const unknown = words.run.unknown;
  if (progress === null) {
    const rest = { bytes: unknown, rows: unknown, rate: unknown, left: unknown };
    return { step: words.run.starting, ...rest, matches: unknown, share: unknown };
  }
  const steps: Readonly<Record<string, string | undefined>> = words.run.steps;
  const or = (value: number | null, text: (known: number) => string) =>
    value === null ? unknown : text(value);
  const part = (done: number, total: number | null, text: (value: number) => string) =>
    total === null ? text(done) : words.shell.of(text(done), text(total));
  return {
    step: steps[progress.step] ?? progress.step,
    bytes: part(progress.bytesDone, progress.bytesTotal, formats.bytes),
    rows: part(progress.rowsDone, progress.rowsTotal, formats.count),
    rate: or(progress.bytesPerSecond, (rate) => words.run.perSecond(formats.bytes(rate))),
    left: or(progress.etaMs, formats.duration),
    matches: or(progress.matches, formats.count),
    share:
      progress.share === null
        ? unknown
        : words.shell.between(formats.share(progress.share.low), formats.share(progress.share.high)),
  };
}

/** How far a run is, 0 to 1; null where the end is not known. Of bytes where they have an end, else of rows. */
export function runPart(run: Pick<Run, 'progress'>): number | null {
  const { progress } = run;
  if (progress === null) return null;
  if (progress.bytesTotal) return Math.min(1, progress.bytesDone / progress.bytesTotal);
  return progress.rowsTotal ? Math.min(1, progress.rowsDone / progress.rowsTotal) : null;
}

/** Whether a run goes on. */
export function isActive(run: Pick<Run, 'state'>): boolean {
  return run.state === 'queued' || run.state === 'running';
}
