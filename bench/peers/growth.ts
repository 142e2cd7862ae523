import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeVolumeFiles, repeatFile } from '../volume/make-files.ts';
import type { Measure } from '../volume/measures.ts';
import { DONE, FOUND, homeIn, runRowprint } from '../volume/run-rowprint.ts';
import { say } from '../volume/say.ts';
import { linearFit } from './linear-fit.ts';

/** What a suspect of that many rows cost. */
export interface GrowthPoint {
  readonly rows: number;
  readonly elapsedMs: number;
  readonly peakBytes: number;
}

const TIMES = [1, 4, 16, 64];
/** Small, so that what is measured is the suspect and not the table. */
const TABLE_ROWS = 20_000;
const MEMBERS = 0.5;

/** Check suspects of 1, 4, 16 and 64 times as many rows against one small table: whether time grows as the rows do. */
export async function runGrowth(folder: string, leastRows: number): Promise<GrowthPoint[]> {
  const home = homeIn(folder, 'growing');
  const files = await makeVolumeFiles(folder, 'growing', TABLE_ROWS, leastRows, MEMBERS);
  await runRowprint(home, ['init'], DONE);
  await runRowprint(home, ['table', 'add', 'growing', files.tablePath, '--json'], DONE);
  const path = join(folder, 'growing.txt');
  const points: GrowthPoint[] = [];
  for (const times of TIMES) {
    repeatFile(files.leakPath, path, times * statSync(files.leakPath).size);
    say(`checking ${times * leastRows} rows against a small table`);
    const { elapsedMs, peakBytes } = await runRowprint(home, ['check', path, '--json'], FOUND);
    points.push({ rows: times * leastRows, elapsedMs, peakBytes });
  }
  rmSync(path);
  return points;
}

/** The line through them, with the target that they are on one. */
export function growthMeasures(points: readonly GrowthPoint[]): Measure[] {
  const { slope, rSquared } = fitOf(points);
  return [
    { what: 'growth: R² of a straight line', value: rSquared, unit: 'share', atLeast: 0.98 },
    { what: 'growth: time of 10,000 rows more', value: slope * 10_000, unit: 'ms' },
    ...points.map(({ rows, peakBytes }) => ({
      what: `growth: peak memory of ${rows} rows`,
      value: peakBytes,
      unit: 'bytes' as const,
    })),
  ];
}

/** Time in ms by rows. */
export function fitOf(points: readonly GrowthPoint[]): ReturnType<typeof linearFit> {
  return linearFit(points.map(({ rows, elapsedMs }) => ({ x: rows, y: elapsedMs })));
}
