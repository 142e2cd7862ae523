import { formatCount, formatDuration } from '../../src/core/units.ts';
import { LEFT, type Panel, WIDTH } from './bar-panel.ts';
import { fitOf, type GrowthPoint } from './growth.ts';
import { element, INK, line, words } from './svg.ts';

const HEIGHT = 240;
const HEAD = 40;
const FOOT = 30;
const RIGHT = WIDTH - 90;

/** Time by rows of the suspect, on even scales: points, and the line fitted to them. */
export function growthPanel(points: readonly GrowthPoint[]): Panel {
  const most = {
    rows: Math.max(...points.map(({ rows }) => rows)),
    ms: Math.max(...points.map(({ elapsedMs }) => elapsedMs)),
  };
  const { slope, start, rSquared } = fitOf(points);
  const draw = (top: number): string => {
    const floor = top + HEIGHT - FOOT;
    const xOf = (rows: number): number => LEFT + (rows / most.rows) * (RIGHT - LEFT);
    const yOf = (ms: number): number => floor - (ms / most.ms) * (HEIGHT - HEAD - FOOT);
    const dots = points.flatMap(({ rows, elapsedMs }) => [
      element('circle', { cx: xOf(rows), cy: yOf(elapsedMs), r: 4, fill: INK.ours }),
      words(formatDuration(elapsedMs), xOf(rows) + 7, yOf(elapsedMs) + 12, { size: 10 }),
    ]);
    return [
      words(`Rowprint: time by rows of the suspect, R² ${rSquared.toFixed(4)}`, 10, top + 16, {
        size: 14,
        weight: 'bold',
      }),
      line([LEFT, floor], [RIGHT, floor], 1),
      line([LEFT, top + HEAD], [LEFT, floor], 1),
      line([LEFT, yOf(Math.max(start, 0))], [RIGHT, yOf(start + slope * most.rows)], 0.8),
      words('0', LEFT, floor + 16, { anchor: 'middle', size: 10 }),
      words(`${formatCount(most.rows)} rows`, RIGHT, floor + 16, { anchor: 'middle', size: 10 }),
      ...dots,
    ].join('\n');
  };
  return { height: HEIGHT, draw };
}
