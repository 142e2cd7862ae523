import type { MeasuredRun, TimedRun } from '../volume/run-measured.ts';
import { say } from '../volume/say.ts';
import type { Contestant, Found, Task } from './contestant.ts';
import { median } from './median.ts';

/** What is kept of a contestant. Null: not known, or it could not run. */
export interface Result {
  readonly id: string;
  readonly task: Task;
  readonly what: string;
  readonly less: string;
  readonly absent: string | null;
  readonly runs: number;
  /** Medians. Wall clock, from the start of the process to its end. */
  readonly elapsedMs: number | null;
  readonly processorMs: number | null;
  readonly peakBytes: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
}

/** A peer that takes longer than this runs once. */
const SLOW_MS = 60_000;

/**
 * Run all in turn, as often as it says: what else the machine is doing then falls on all of them. Each has prepared before
 * the first starts, and is judged after the last has ended.
 */
export async function runContest(contestants: readonly Contestant[], repeats: number): Promise<Result[]> {
  const present = contestants.filter(({ absent }) => absent === null);
  for (const contestant of present) {
    say(`preparing ${contestant.id}`);
    await contestant.prepare();
  }
  const runs = new Map<string, TimedRun[]>();
  for (let round = 0; round < repeats; round++)
    for (const contestant of present) await runOnce(contestant, runs, round, repeats);
  const results: Result[] = [];
  for (const contestant of contestants)
    results.push(await resultOf(contestant, runs.get(contestant.id) ?? []));
  return results;
}

async function runOnce(
  contestant: Contestant,
  runs: Map<string, TimedRun[]>,
  round: number,
  repeats: number,
): Promise<void> {
  const { id, less } = contestant;
  const before = runs.get(id) ?? [];
  runs.set(id, before);
  if (less !== '' && (before[0]?.elapsedMs ?? 0) > SLOW_MS) return;
  say(`${id}, ${round + 1} of ${repeats}`);
  before.push(await contestant.run());
}

async function resultOf(contestant: Contestant, runs: readonly (MeasuredRun | TimedRun)[]): Promise<Result> {
  const found: Found | null = runs.length === 0 ? null : await contestant.judge();
  const { id, task, what, less, absent } = contestant;
  const measured = runs.filter((run): run is MeasuredRun => 'peakBytes' in run);
  return {
    id,
    task,
    what,
    less,
    absent,
    runs: runs.length,
    elapsedMs: medianOf(runs.map(({ elapsedMs }) => elapsedMs)),
    processorMs: medianOf(measured.map(({ processorMs }) => processorMs)),
    peakBytes: medianOf(measured.map(({ peakBytes }) => peakBytes)),
    precision: found?.precision ?? null,
    recall: found?.recall ?? null,
  };
}

function medianOf(figures: readonly number[]): number | null {
  return figures.length === 0 ? null : median(figures);
}
