import type { Measure } from '../volume/measures.ts';
import type { Result } from './contest.ts';

/** How many times Rowprint's time a peer takes, at the least. */
const TIMES_OF_ROWPRINT: Readonly<Record<string, number>> = {
  'duckdb-clear': 2,
  'duckdb-salted': 3,
  'duckdb-same-work': 10,
  'duckdb-load': 1,
};
const CHECK_BYTES_A_SECOND = 200e6;
const LEAST_QUALITY = 0.999;

/** What was measured against the targets of the full size. Whatever did not run has no line. */
export function targetMeasures(results: readonly Result[], leakBytes: number): Measure[] {
  return [...speedOfCheck(results, leakBytes), ...ratios(results), ...qualityMeasures(results)];
}

/** Whether it is a share of rows that were found or are right: this is no matter of the machine. */
export function isAboutRows({ what, unit }: Measure): boolean {
  return unit === 'share' && !what.startsWith('growth');
}

function qualityMeasures(results: readonly Result[]): Measure[] {
  const check = results.find(({ id }) => id === 'rowprint-check');
  return (['precision', 'recall'] as const).flatMap((of) => {
    const value = check?.[of] ?? null;
    return value === null
      ? []
      : [{ what: `check: ${of}`, value, unit: 'share' as const, atLeast: LEAST_QUALITY }];
  });
}

/** The time of a peer in times of Rowprint's at the same task; null where one of them did not run. */
export function timesOfRowprint(result: Result, results: readonly Result[]): number | null {
  const ours = results.find(({ id }) => id === `rowprint-${result.task}`)?.elapsedMs ?? null;
  return ours === null || result.elapsedMs === null ? null : result.elapsedMs / ours;
}

function speedOfCheck(results: readonly Result[], leakBytes: number): Measure[] {
  const elapsedMs = results.find(({ id }) => id === 'rowprint-check')?.elapsedMs ?? null;
  if (elapsedMs === null) return [];
  const value = (leakBytes / elapsedMs) * 1000;
  return [{ what: 'check: bytes a second', value, unit: 'bytes/s', atLeast: CHECK_BYTES_A_SECOND }];
}

function ratios(results: readonly Result[]): Measure[] {
  return results.flatMap((result) => {
    const atLeast = TIMES_OF_ROWPRINT[result.id];
    const value = timesOfRowprint(result, results);
    if (atLeast === undefined || value === null) return [];
    return [{ what: `${result.what}: times Rowprint's time`, value, unit: 'times' as const, atLeast }];
  });
}
