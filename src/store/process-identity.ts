import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who owns a run. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Random, new with each start: a restarted container gives the same number to another process. */
  readonly process: string;
  /** The machine, and on Linux the space its process numbers are of: containers may share a host's name. */
  readonly host: string;
}

/** This process. */
export const THIS_PROCESS: ProcessIdentity = {
  pid: process.pid,
  process: randomBytes(8).toString('hex'),
  host: [hostname(), pidNamespace()].filter(Boolean).join(' '),
};

/** Whether the process certainly ended. One of another machine cannot be seen from here: never certain. */
export function hasEnded(owner: ProcessIdentity): boolean {
  if (owner.host !== THIS_PROCESS.host) return false;
  if (owner.pid === THIS_PROCESS.pid) return owner.process !== THIS_PROCESS.process;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
