import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openApplication } from '../../src/compose/application.ts';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';
import type { RunOptions } from '../../src/reports/requests.ts';
import { SEED, TABLE_ROWS } from './numbered-tree.ts';

/** What one sweep came to and took. */
export interface SweepCost {
  readonly listed: number;
  /** Files that were asked for and read. */
  readonly read: number;
  readonly requests: number;
  /** Of the first table. */
  readonly rowsPresent: number;
  readonly elapsedMs: number;
  /** Processor time of all threads: tells on a busy machine what the wall clock does not. */
  readonly processorMs: number;
  /** Most that was held after collections of garbage, outside of it too. */
  readonly heldBytes: number;
}

/** What the process says at its end. */
export interface SweepsCost {
  readonly sweeps: readonly SweepCost[];
  readonly checkMs: number;
  readonly databaseBytes: number;
  readonly peakBytes: number;
}

/**
 * Two sweeps of a server and a check, by the product in a process of its own:
 * `node --expose-gc --import tsx sweep-alone.ts URL FOLDER`. Its settings come from the environment.
 */
const [url, folder] = process.argv.slice(2) as [string, string];
const home = join(folder, 'home');
const application = await openApplication({ home, keyFile: join(folder, 'key'), debug: false });
const QUIET: RunOptions = { signal: new AbortController().signal, onProgress: () => {} };
/** Files after which what is held is measured: collecting garbage takes its time. */
const MEASURED_EVERY = 500;
const LEAK_ROWS = 1_000;

await application.init({ useExistingKey: false });
for (const [name, seed] of [
  ['table', SEED],
  ['other', SEED + 1],
] as const) {
  const path = join(folder, `${name}.csv`);
  await writeVolumeTable(path, TABLE_ROWS, seed);
  await application.addTable({ name, source: path, fields: {}, ignoredColumns: [], force: false }, QUIET);
}
const { hostname, port } = new URL(url);
const mandate = { owner: 'nobody', reference: 'a measurement', until: '2999-12-31' };
await application.addMandate({ target: `${hostname}:${port}`, ...mandate });
await application.addEndpoint({ name: 'many', url, allowsClearTextLogin: false, listsOnly: false });
const sweeps = [await sweep(), await sweep()];
const checkMs = await check();
await application.close();
const cost: SweepsCost = { sweeps, checkMs, databaseBytes: databaseBytes(), peakBytes: peakBytes() };
process.stdout.write(JSON.stringify(cost));

async function sweep(): Promise<SweepCost> {
  let heldBytes = 0;
  const measuring = { elapsedMs: 0, processorMs: 0 };
  const started = spent();
  const measure = (): void => {
    const from = spent();
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    heldBytes = Math.max(heldBytes, heapUsed + external);
    const to = spent();
    measuring.elapsedMs += to.elapsedMs - from.elapsedMs;
    measuring.processorMs += to.processorMs - from.processorMs;
  };
  const { counts, overlaps } = await application.scan(
    { endpoint: 'many' },
    {
      ...QUIET,
      onProgress: ({ rowsDone }) => rowsDone > 0 && rowsDone % MEASURED_EVERY === 0 && measure(),
    },
  );
  const ended = spent();
  return {
    listed: counts.listed,
    read: counts.read,
    requests: counts.requests,
    rowsPresent: overlaps.find(({ print }) => print.name === 'table')?.rows.present ?? 0,
    elapsedMs: ended.elapsedMs - started.elapsedMs - measuring.elapsedMs,
    processorMs: ended.processorMs - started.processorMs - measuring.processorMs,
    heldBytes,
  };
}

function spent(): Pick<SweepCost, 'elapsedMs' | 'processorMs'> {
  const { user, system } = process.cpuUsage();
  return { elapsedMs: performance.now(), processorMs: (user + system) / 1000 };
}

/** A leak is held against the prints of all files. */
async function check(): Promise<number> {
  const file = join(folder, 'leak.txt');
  await writeVolumeLeak(file, LEAK_ROWS, SEED, { tableRows: TABLE_ROWS });
  if (process.env.ROWPRINT_BENCH_CHECKS !== 'yes') return 0;
  const startedMs = performance.now();
  await application.check({ file }, QUIET);
  return performance.now() - startedMs;
}

function databaseBytes(): number {
  return statSync(join(home, 'rowprint.db')).size;
}

function peakBytes(): number {
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? 0);
}
