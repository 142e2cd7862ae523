import { formatBytes, formatCount, formatDuration } from '../../src/core/units.ts';
import { type Bar, barPanel, type Panel, WIDTH } from './bar-panel.ts';
import type { Result } from './contest.ts';
import type { Task } from './contestant.ts';
import type { GrowthPoint } from './growth.ts';
import { growthPanel } from './growth-panel.ts';
import type { SpeedFigures } from './speed-table.ts';
import { element } from './svg.ts';

/** The results as a picture: time at each task, memory, and how time grows. */
export function drawChart(figures: SpeedFigures, growth: readonly GrowthPoint[]): string {
  const { results, sizes } = figures;
  const size = (task: Task): string =>
    `${formatCount(sizes[task].rows)} rows, ${formatBytes(sizes[task].bytes)}`;
  const panels = [
    timePanel(`Check a leak (${size('check')}): time, logarithmic`, 'check', results),
    timePanel(`Make a table known (${size('load')}): time, logarithmic`, 'load', results),
    memoryPanel(results),
    growth.length < 2 ? null : growthPanel(growth),
  ].filter((panel) => panel !== null);
  return stack(panels);
}

function timePanel(title: string, task: Task, results: readonly Result[]): Panel | null {
  const bars = barsOf(
    results.filter((result) => result.task === task),
    'elapsedMs',
  );
  return bars.length === 0 ? null : barPanel(title, bars, formatDuration);
}

function memoryPanel(results: readonly Result[]): Panel | null {
  const bars = barsOf(results, 'peakBytes');
  return bars.length === 0 ? null : barPanel('Peak memory, logarithmic', bars, formatBytes);
}

function barsOf(results: readonly Result[], figure: 'elapsedMs' | 'peakBytes'): Bar[] {
  return results.flatMap(({ what, less, [figure]: value }) =>
    value === null ? [] : [{ label: what, value, isOurs: less === '' }],
  );
}

function stack(panels: readonly Panel[]): string {
  let height = 10;
  const drawn = panels.map((panel) => {
    const part = panel.draw(height);
    height += panel.height + 18;
    return part;
  });
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: WIDTH,
    height,
    'font-family': 'system-ui, sans-serif',
  };
  return `${element('svg', attributes, `\n${drawn.join('\n')}\n`)}\n`;
}
