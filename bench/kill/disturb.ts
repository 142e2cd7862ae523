import { setTimeout as sleep } from 'node:timers/promises';
import type { KillHome } from './kill-home.ts';
import type { ServeProcess } from './serve-process.ts';

/** How a home is disturbed. */
export interface Disturbance {
  readonly signal: 'SIGKILL' | 'SIGTERM';
  /** Processes on the home at once. */
  readonly processes: number;
  /** Longest that a process lives. */
  readonly mostMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** What was done to a home. */
export interface Disturbed {
  signals: number;
  /** Processes that had not listened yet. */
  early: number;
  /** Told to end, they ended with another code than 0. */
  notGraceful: number;
  /** Longest that one took to end, in milliseconds. */
  slowestMs: number;
}

/** End processes of a home at random moments, and start them again, until something is over or it was done so often. */
export async function disturb(
  home: KillHome,
  { signal, processes, mostMs, random }: Disturbance,
  until: { readonly isOver: () => boolean; readonly most: number },
  done: Disturbed,
): Promise<void> {
  for (let times = 0; times < until.most && !until.isOver(); times++) {
    const living = home.serve(processes);
    await pause(random() * mostMs, until.isOver);
    if (until.isOver()) break;
    const victim = living[Math.floor(random() * living.length)]!;
    await end(victim, signal, done);
  }
  home.serve(processes);
}

/** Ends early when it is over. */
async function pause(ms: number, isOver: () => boolean): Promise<void> {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs && !isOver()) await sleep(Math.min(5, endMs - performance.now()));
}

async function end(victim: ServeProcess, signal: Disturbance['signal'], done: Disturbed): Promise<void> {
  done.signals += 1;
  done.early += Number(victim.url === null);
  const startMs = performance.now();
  const code = await victim.stop(signal);
  if (signal === 'SIGKILL') return;
  done.slowestMs = Math.max(done.slowestMs, performance.now() - startMs);
  done.notGraceful += Number(code !== 0);
}
