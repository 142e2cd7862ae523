import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const NAMED = /new URL\(\s*'([^']*worker[.]ts)',\s*import[.]meta[.]url/g;

/** How the modules of threads are named anywhere in the source. */
function workersNamed(): readonly string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[.]tsx?$/.test(path))
    .flatMap((path) => [...readFileSync(join(SOURCE, path), 'utf8').matchAll(NAMED)])
    .map(([, name]) => name!);
}

test('a thread is named from the folder it is in: the bundle has one folder only', () => {
  const named = workersNamed();

  expect(named).toContain('./run-worker.ts');
  expect(named.filter((name) => !/^[.][/][^/]+$/.test(name))).toEqual([]);
});
