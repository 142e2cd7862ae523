import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { getEnvironmentData, setEnvironmentData, threadId } from 'node:worker_threads';

/** Who owns a run. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start of the process (random: a restarted container gives the same number again), a slash, the thread. */
  readonly process: string;
  /** The machine, and on Linux the space its process numbers are of: containers may share a host's name. */
  readonly host: string;
}

/** This thread of this process. */
export const THIS_PROCESS: ProcessIdentity = {
  pid: process.pid,
  process: `${startOfProcess()}/${threadId}`,
  host: [hostname(), pidNamespace()].filter(Boolean).join(' '),
};

/** Whether the process certainly ended. One of another machine cannot be seen from here: never certain. */
export function hasEnded(owner: ProcessIdentity): boolean {
  if (owner.host !== THIS_PROCESS.host) return false;
  if (owner.pid === THIS_PROCESS.pid) return startOf(owner) !== startOf(THIS_PROCESS);
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** The same in every thread: threads inherit environment data from the one that starts them. */
function startOfProcess(): string {
  const name = 'rowprint.startOfProcess';
  const inherited = getEnvironmentData(name);
  if (typeof inherited === 'string') return inherited;
  const start = randomBytes(8).toString('hex');
  setEnvironmentData(name, start);
  return start;
}

function startOf(owner: ProcessIdentity): string {
  return owner.process.split('/')[0];
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
