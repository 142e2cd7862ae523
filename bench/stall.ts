import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { contextOf } from '../src/compose/context.ts';
import { openRunService, type RunService } from '../src/compose/run-service.ts';
import { createLogger } from '../src/core/log.ts';
import { makeStallHome, partsOf, TABLE } from './stall/stall-home.ts';
import { say } from './volume/say.ts';

/**
 * How long the event loop of the service stands still while it checks a file of 100 MB and somebody follows:
 * `npm run bench:stall -- [--leak-rows 500000] [--table-rows 250000]`. Ends with 1 where it is longer than allowed and the
 * machine was not as slow with nothing to do.
 */
const { values } = parseArgs({
  options: {
    'leak-rows': { type: 'string', default: '500000' },
    'table-rows': { type: 'string', default: '250000' },
  },
});

const MOST_MS = 50;
/** The histogram counts from one tick of its timer to the next. */
const TICK_MS = 5;
const IDLE_MS = 10_000;
const NS_PER_MS = 1e6;

interface Stall {
  readonly what: string;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

async function stallDuring(what: string, work: () => Promise<unknown>): Promise<Stall> {
  const histogram = monitorEventLoopDelay({ resolution: TICK_MS });
  histogram.enable();
  await work();
  histogram.disable();
  return { what, p50: at(histogram, 50), p99: at(histogram, 99), most: at(histogram, 100) };
}

/** Milliseconds beyond the tick. */
function at(histogram: IntervalHistogram, percentile: number): number {
  return Math.max(0, histogram.percentile(percentile) / NS_PER_MS - TICK_MS);
}

/** @returns the messages that whoever follows it was sent */
async function check({ queue }: RunService, suspect: string): Promise<number> {
  let told = 0;
  const { id } = await queue.enqueue(
    { kind: 'check', suspect, against: [TABLE], strict: false },
    'leak',
    'bench',
  );
  await new Promise<void>((resolve, reject) => {
    queue.follow(id, (run) => {
      told += 1;
      if (run.endedAt === null) return;
      if (run.state === 'succeeded') resolve();
      else reject(new Error(`the check is ${run.state}: ${run.failure?.code}`));
    });
  });
  return told;
}

async function measure(folder: string): Promise<readonly Stall[]> {
  const sizes = { leakRows: Number(values['leak-rows']), tableRows: Number(values['table-rows']) };
  say(`making a home with a table of ${sizes.tableRows} rows and a leak of ${sizes.leakRows}`);
  const suspect = await makeStallHome(folder, sizes);
  const home = join(folder, 'home');
  const { keys, ...parts } = partsOf(home);
  const context = await contextOf(parts.settings, home, keys);
  const service = openRunService({ ...parts, context, log: createLogger('warn') });
  try {
    service.start();
    const idle = await stallDuring('with nothing to do', () => sleep(IDLE_MS));
    const megabytes = Math.round(statSync(join(folder, 'leak.txt')).size / 1e6);
    const startedMs = performance.now();
    let told = 0;
    const busy = await stallDuring(`while ${megabytes} MB are checked`, async () => {
      told = await check(service, suspect);
    });
    const seconds = (performance.now() - startedMs) / 1000;
    process.stdout.write(
      `${megabytes} MB in ${seconds.toFixed(1)} s, ${(told / seconds).toFixed(1)} messages a second\n`,
    );
    return [idle, busy];
  } finally {
    await service.close();
    await context.store.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rowprint-stall-'));
try {
  const [idle, busy] = await measure(folder);
  process.stdout.write(`| event loop stood still | p50 | p99 | most |\n| --- | ---: | ---: | ---: |\n`);
  for (const { what, p50, p99, most } of [idle!, busy!])
    process.stdout.write(
      `| ${what} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ${most.toFixed(1)} ms |\n`,
    );
  process.stdout.write(`load ${loadavg()[0]!.toFixed(1)}\n`);
  process.exitCode = busy!.most <= Math.max(MOST_MS, idle!.most) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
