import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesWithMembers } from './many-assets/numbered-tree.ts';
import type { SweepCost, SweepsCost } from './many-assets/sweep-alone.ts';
import { runTimed } from './volume/run-measured.ts';
import { say } from './volume/say.ts';

/**
 * Servers of very many small files: `npm run bench:many -- [--files 1000,4000,16000] [--large] [--protocol ftp] [--check]`
 *
 * A server makes the files from their number; the product sweeps it twice into a home in a temporary folder, without the
 * polite pause. Held memory is to stay flat, time linear, and the second sweep to cost the listing alone. `--large` adds
 * 100,000 files; `--check` holds a leak against all their prints, too. Ends with 1 where a file was missed, or read twice.
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '1000,4000,16000' },
    large: { type: 'boolean', default: false },
    protocol: { type: 'string', default: 'ftp' },
    check: { type: 'boolean', default: false },
  },
});

const SERVE = fileURLToPath(new URL('./many-assets/serve.ts', import.meta.url));
const SWEEP = fileURLToPath(new URL('./many-assets/sweep-alone.ts', import.meta.url));
const SETTINGS = {
  ROWPRINT_THREADS: '0',
  ROWPRINT_SCAN_PACE_MS: '0',
  ROWPRINT_SCAN_CONTACT: 'security@example.org',
};

async function measure(files: number): Promise<SweepsCost> {
  say(`sweeping ${files} files`);
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-many-'));
  const server = spawn(process.execPath, ['--import', 'tsx', SERVE, values.protocol, String(files)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const command = ['--expose-gc', '--import', 'tsx', SWEEP, await urlOf(server), folder];
    const environment = { ...SETTINGS, ROWPRINT_BENCH_CHECKS: values.check ? 'yes' : 'no' };
    const { output } = await runTimed(process.execPath, command, [0], environment);
    return JSON.parse(output) as SweepsCost;
  } finally {
    server.stdin!.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function urlOf(server: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface(server.stdout!), 'line')) as [string];
  return line;
}

function tell(files: number, { sweeps, checkMs, databaseBytes, peakBytes }: SweepsCost): void {
  for (const [at, sweep] of sweeps.entries()) {
    const { elapsedMs, processorMs, requests, heldBytes } = sweep;
    process.stdout.write(
      `${files} files, ${at === 0 ? 'first' : 'again'}: ${seconds(elapsedMs)} (processor ${seconds(processorMs)}), ` +
        `${(elapsedMs / files).toFixed(2)} ms a file (processor ${(processorMs / files).toFixed(2)}), ` +
        `${requests} requests, held ${megabytes(heldBytes)}\n`,
    );
  }
  process.stdout.write(
    `${files} files: peak ${megabytes(peakBytes)} resident, database ${megabytes(databaseBytes)}` +
      `${values.check ? `, check of a leak ${seconds(checkMs)}` : ''}\n`,
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** Everything was read once, and rows of the table were found in each file that has some. */
function isRight(files: number, [first, again]: readonly SweepCost[]): boolean {
  if (first!.read !== files || first!.rowsPresent < filesWithMembers(files)) return false;
  return again!.listed === files && again!.read === 0 && again!.rowsPresent === first!.rowsPresent;
}

const sizes = [...values.files.split(',').map(Number), ...(values.large ? [100_000] : [])];
for (const files of sizes) {
  const cost = await measure(files);
  tell(files, cost);
  if (!isRight(files, cost.sweeps)) {
    process.stderr.write(`${files} files: not everything was read once\n`);
    process.exitCode = 1;
  }
}
