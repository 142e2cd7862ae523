import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runNode } from '../volume/run-measured.ts';

const ENTRY = fileURLToPath(new URL('./sweep-alone.ts', import.meta.url));
/** Beside the product's own bundle: packages are found from there. */
const BUNDLE = fileURLToPath(new URL('../../dist/bench/sweep-alone.js', import.meta.url));

/** What one sweep of ours took, from the start of its process to its end. */
export interface SweepRun {
  /** Contents of the tree, each counted once. */
  readonly distinctFiles: number;
  readonly listedFiles: number;
  readonly requests: number;
  readonly elapsedMs: number;
  /** Without the start of the process. */
  readonly listMs: number;
  readonly fetchMs: number;
  readonly peakBytes: number;
}

/** Bundle the sweep as the product is bundled, so that no time goes to a compiler. */
export async function bundleSweep(): Promise<void> {
  await build({
    entryPoints: [ENTRY],
    outfile: BUNDLE,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}

/** Sweep a server in a process of its own. @throws {Error} with what it said when it fails */
export async function runSweep(url: URL, contents: ReadonlySet<string>): Promise<SweepRun> {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-sweep-'));
  try {
    const run = await runNode([BUNDLE, url.href], join(folder, 'cost.json'), [0]);
    const swept = JSON.parse(run.output) as Said;
    const found = new Set(swept.contents.filter((content) => contents.has(content)));
    const { requests, listMs, fetchMs } = swept;
    return {
      distinctFiles: found.size,
      listedFiles: swept.listed,
      requests,
      elapsedMs: run.elapsedMs,
      listMs,
      fetchMs,
      peakBytes: run.peakBytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Said {
  readonly listed: number;
  readonly contents: readonly string[];
  readonly requests: number;
  readonly listMs: number;
  readonly fetchMs: number;
}
