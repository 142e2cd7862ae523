import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Memory of this process that is in use after everything unused was thrown away, in bytes.
 * What a process has taken from the system says little of what it needs. For files that have theirs for themselves: ALONE
 * in vitest.config.ts.
 */
export function bytesHeld(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
