import { Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, vi } from 'vitest';

const OF_LIBRARIES = /^__(zod_|[a-z]+([A-Z][a-z]+)*$)/;

/**
 * Files of a project share the process that they run in, and its modules: each is spared a start and its imports. So a file
 * that leaves the process in another state than it found it fails here, not a file after it.
 */
const found = stateOfProcess();

afterAll(() => {
  const left = stateOfProcess();
  const changed = Object.keys(found).filter((part) => !isDeepStrictEqual(left[part], found[part]));
  if (changed.length > 0) throw new Error(`this file leaves its process with another ${changed.join(', ')}`);
});

/** What a test can change for others. Values are compared and never shown: the environment may hold a login. */
function stateOfProcess(): Readonly<Record<string, unknown>> {
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    'exit code': process.exitCode,
    'kind of timers': vi.isFakeTimers(),
    // zod keeps its registry there, and the tslib within echarts its functions, once they are imported.
    'set of globals': Object.keys(globalThis).filter((name) => !OF_LIBRARIES.test(name)),
    'function of the platform': [
      Socket.prototype.connect,
      fetch,
      setTimeout,
      setInterval,
      Date,
      process.exit,
      console.log,
    ],
  };
}
