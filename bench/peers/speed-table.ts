import { formatBytes, formatCount, formatDuration } from '../../src/core/units.ts';
import type { Result } from './contest.ts';
import type { Task } from './contestant.ts';
import { timesOfRowprint } from './targets.ts';

/** How large what they worked on is. */
export type TaskSizes = Readonly<Record<Task, { readonly rows: number; readonly bytes: number }>>;

/** What is written of the results: bench/results/peers.json, as far as tables of it need. */
export interface SpeedFigures {
  readonly sizes: TaskSizes;
  readonly results: readonly Result[];
}

const HEAD = [
  '',
  'time',
  'MB/s',
  'rows/s',
  'processor',
  'peak memory',
  "of Rowprint's time",
  'found',
  'precision',
];
const UNKNOWN = '–';

/** The results as cells, a head first. `found` is the share of the rows there are that were found. */
function speedCells({ sizes, results }: SpeedFigures): string[][] {
  const lines = results.map((result) => {
    if (result.elapsedMs === null)
      return [result.what, result.absent ?? 'not run', ...HEAD.slice(2).fill('')];
    const { rows, bytes } = sizes[result.task];
    return [
      result.what,
      formatDuration(result.elapsedMs),
      (bytes / 1000 / result.elapsedMs).toFixed(1),
      formatCount((rows / result.elapsedMs) * 1000),
      result.processorMs === null ? UNKNOWN : formatDuration(result.processorMs),
      result.peakBytes === null ? UNKNOWN : formatBytes(result.peakBytes),
      spellTimes(timesOfRowprint(result, results)),
      result.recall?.toFixed(4) ?? '',
      result.precision?.toFixed(4) ?? '',
    ];
  });
  return [HEAD, ...lines];
}

/** For a terminal; below it what each peer does less of. */
export function speedText(figures: SpeedFigures): string {
  const cells = speedCells(figures);
  const widths = HEAD.map((_, at) => Math.max(...cells.map((line) => line[at]!.length)));
  const table = cells.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd(),
  );
  return [...table, '', ...lessLines(figures)].join('\n');
}

/** For docs/measured.md: the same table; what each peer does less of is printed by the bench. */
export function speedMarkdown(figures: SpeedFigures | null): string {
  if (figures === null) return 'Not measured yet.';
  const [head, ...lines] = speedCells(figures).map((cells) => `| ${cells.join(' | ')} |`);
  return [head, `|${' --- |'.repeat(HEAD.length)}`, ...lines].join('\n');
}

function spellTimes(times: number | null): string {
  return times === null ? UNKNOWN : `${times.toFixed(2)} x`;
}

function lessLines({ results }: SpeedFigures): string[] {
  return results
    .filter(({ less, elapsedMs }) => less !== '' && elapsedMs !== null)
    .map(({ what, less }) => `${what}: ${less}.`);
}
