import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const PROCESS = fileURLToPath(new URL('./pool-process.ts', import.meta.url));

/** What the process wrote. Fails when it ends otherwise than by itself and well. */
async function runToItsEnd(way: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PROCESS, way], {
    timeout: 20_000,
  });
  return stdout;
}

describe('a process with a pool', () => {
  test.each([
    ['close', '42'],
    ['forget', '42'],
    ['forget-unused', 'opened'],
  ])('ends by itself, not before its results: %s', async (way, written) => {
    expect(await runToItsEnd(way)).toBe(written);
  });
});
