import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PRODUCT = fileURLToPath(new URL('../../bin/rowprint.js', import.meta.url));
/** Of /proc: 100 ticks a second on every Linux of today. */
const MS_PER_TICK = 10;

/** Loaded into the product's process before it: tells how long its event loop stood still since it was last asked. */
const PROBE = `
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('message', () => {
    process.send({ p99: delay.percentile(99) / 1e6 - 5, most: delay.max / 1e6 - 5 });
    delay.reset();
  });
  process.channel.unref();
}`;

/** How long the event loop stood still, in milliseconds beyond the tick of the probe. */
export interface Stall {
  readonly p99: number;
  readonly most: number;
}

/** The built product as it serves, in a process of its own. */
export interface Product {
  readonly url: string;
  /** Since it was last asked. */
  stall(): Promise<Stall>;
  /** Processor time so far: what a request costs also where other work shares the machine. */
  processorMs(): number;
  residentMb(): number;
  /** Most memory that it ever had. */
  peakMb(): number;
  end(): Promise<void>;
}

/** Start `rowprint serve` on a free port. @param nodeOptions to look into it: --cpu-prof */
export async function startProduct(
  env: Readonly<Record<string, string>>,
  port: string,
  nodeOptions: readonly string[] = [],
): Promise<Product> {
  const probe = `data:text/javascript,${encodeURIComponent(PROBE)}`;
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const args = [...nodeOptions, '--import', probe, PRODUCT, 'serve', '--port', port];
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const url = await Promise.race([
    urlOf(child),
    exited.then(() => {
      throw new Error('the service ended at once');
    }),
  ]);
  return {
    url,
    async stall() {
      child.send('stall');
      const [stall] = (await once(child, 'message')) as [Stall];
      return stall;
    },
    processorMs() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    },
    residentMb: () => statusMb(child, 'VmRSS'),
    peakMb: () => statusMb(child, 'VmHWM'),
    async end() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout! })) {
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (url !== undefined) {
      stdout!.resume();
      return url;
    }
  }
  throw new Error('the service did not say where it listens');
}

function statusMb({ pid }: ChildProcess, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}
