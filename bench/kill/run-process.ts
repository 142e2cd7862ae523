import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KillHome } from './kill-home.ts';

const SCRIPT = fileURLToPath(new URL('./serve-alone.ts', import.meta.url));

/** A process that does the runs of a home. */
export interface RunProcess {
  /** kill -9. */
  kill(): Promise<void>;
  /** Let it put back what it does, and end. */
  end(): Promise<void>;
}

/** Start it; resolves once it takes runs. */
export async function startRunProcess({ env }: KillHome): Promise<RunProcess> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const isReady = await Promise.race([once(child.stdout!, 'data').then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error('the process that does runs ended at once');
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async end() {
      endInput(child);
      await ended;
    },
  };
}

function endInput({ stdin }: ChildProcess): void {
  stdin?.end();
}
