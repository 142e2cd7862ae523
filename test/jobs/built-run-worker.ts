import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The thread that does runs, compiled once: each one that compiles itself takes seconds, on a busy machine a minute. */
export async function buildRunWorker(): Promise<{ readonly url: URL; remove(): void }> {
  const dist = join(PROJECT, 'dist');
  mkdirSync(dist, { recursive: true });
  // In the project: what the product imports by a name of its own is found by the nearest package.json.
  const folder = mkdtempSync(join(dist, 'run-worker-'));
  await build({
    entryPoints: [join(PROJECT, 'src/run-worker.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    external: ['#kernel', '#kernel-checked', '#pages'],
    logLevel: 'error',
  });
  return {
    url: pathToFileURL(join(folder, 'run-worker.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
