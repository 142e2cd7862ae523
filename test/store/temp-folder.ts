import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder; the test that asked for it removes it. */
export function makeTempFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'rowprint-test-'));
}
