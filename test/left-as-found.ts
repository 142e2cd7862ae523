import { Socket } from 'node:net';
import { afterAll, expect, vi } from 'vitest';

/**
 * Files of a project share the process that they run in, and its modules: that takes less than half as long as a process for
 * each. So a file that leaves the process in another state than it found it fails here, not a file after it.
 */
const found = stateOfProcess();

afterAll(() => {
  expect(stateOfProcess(), 'this file has to leave its process as it found it').toEqual(found);
});

function stateOfProcess(): object {
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    exitCode: process.exitCode,
    hasFakeTimers: vi.isFakeTimers(),
    // zod keeps its registry there, once it is imported.
    globals: Object.keys(globalThis).filter((name) => !name.startsWith('__zod_')),
    originals: [Socket.prototype.connect, fetch, setTimeout, setInterval, Date, process.exit, console.log],
  };
}
