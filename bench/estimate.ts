import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openApplication } from '../src/compose/application.ts';
import { writeVolumeLeak, writeVolumeTable } from '../src/demo/volume.ts';

/**
 * Estimates leaks of known truth: 90 % of the rows of the table, mixed; and the same in the first half of the file only.
 * `npx tsx bench/estimate.ts FOLDER [--gigabytes 1] [--rounds 5]`; the folder is made, and removed in the end.
 */
const ROWS = 300_000;
const MEMBERS_SHARE = 0.9;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { gigabytes: { type: 'string', default: '1' }, rounds: { type: 'string', default: '5' } },
});
const [folder] = positionals;
if (folder === undefined || existsSync(folder)) {
  process.stderr.write('usage: estimate.ts NEW-FOLDER [--gigabytes 1] [--rounds 5]\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const run = { signal: new AbortController().signal, onProgress: () => {} };
const application = await openApplication({
  home: join(folder, 'home'),
  keyFile: join(folder, 'key'),
  debug: false,
});
try {
  await writeVolumeTable(join(folder, 'table.csv'), ROWS, 1);
  await writeVolumeLeak(join(folder, 'ours'), ROWS, 1, { tableRows: ROWS, membersShare01: MEMBERS_SHARE });
  await writeVolumeLeak(join(folder, 'strange'), ROWS, 1, { tableRows: ROWS, membersShare01: 0 });
  const copies = Math.max(
    2,
    Math.round((Number(values.gigabytes) * 1e9) / statSync(join(folder, 'ours')).size),
  );
  const half = Math.floor(copies / 2);
  await append('mixed', 'ours', 2 * half);
  await append('half', 'ours', half);
  await append('half', 'strange', half);
  await application.init({ useExistingKey: false });
  const wishes = { fields: {}, ignoredColumns: [], force: false };
  await application.addTable({ name: 'table', source: join(folder, 'table.csv'), ...wishes }, run);
  for (const [name, truth] of [
    ['mixed', MEMBERS_SHARE],
    ['half', MEMBERS_SHARE / 2],
  ] as const)
    for (let round = 0; round < Number(values.rounds); round++) await estimate(name, truth);
} finally {
  await application.close();
  rmSync(folder, { recursive: true });
}

async function append(name: string, part: string, times: number): Promise<void> {
  for (let copy = 0; copy < times; copy++)
    await pipeline(
      createReadStream(join(folder!, part)),
      createWriteStream(join(folder!, name), { flags: 'a' }),
    );
}

async function estimate(name: string, truth: number): Promise<void> {
  const startedMs = performance.now();
  const {
    overlaps,
    estimate: facts,
    suspect,
  } = await application.check({ file: join(folder!, name), estimate: {} }, run);
  const { share, interval } = overlaps[0]!.rows;
  const isCovered = interval[0] <= truth && truth <= interval[1];
  const elapsedMs = Math.round(performance.now() - startedMs);
  const line = { name, bytes: suspect.bytes, truth, share, interval, isCovered, elapsedMs, ...facts };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
