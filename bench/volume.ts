import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bytesFrom, measureLongSuspect } from './volume/long-suspect.ts';
import { copyLines, makeVolumeFiles } from './volume/make-files.ts';
import { measureCheck, measureTableAdd } from './volume/measure-product.ts';
import { isMet, type Measure, measureTable, writeMeasures } from './volume/measures.ts';
import { homeIn } from './volume/run-rowprint.ts';
import { say } from './volume/say.ts';

/**
 * Speed and memory of the built product on large files, with the targets of the plain path:
 * `npm run bench:volume -- [--rows 1000000] [--leak-rows 500000] [--large 1GB] [--keep-files] [--write]
 * [--enforce-times]`
 *
 * Targets hold for the default size. `--large 5GB` is the full size of the memory measurement. `--write` keeps the
 * figures in bench/results/volume.json. Ends with 1 when a target of memory or quality is missed; a missed time is told,
 * and fails only with `--enforce-times`: the machine may be busy with something else.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    'leak-rows': { type: 'string', default: '500000' },
    large: { type: 'string', default: '1GB' },
    'keep-files': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    'enforce-times': { type: 'boolean', default: false },
  },
});

const RESULTS = fileURLToPath(new URL('./results/volume.json', import.meta.url));
const CHECK_MS = 120_000;
const MEMBERS = 0.5;
const SAMPLE_ROWS = 56;
const SAMPLE_MS = 15_000;

async function measureAll(folder: string): Promise<Measure[]> {
  const [rows, leakRows] = [Number(values.rows), Number(values['leak-rows'])];
  say(`writing a table of ${rows} rows and a leak of ${leakRows}`);
  const files = await makeVolumeFiles(folder, 'volume', rows, leakRows, MEMBERS);
  const home = homeIn(folder, 'volume');
  const samplePath = join(folder, 'sample.txt');
  copyLines(files.leakPath, samplePath, SAMPLE_ROWS);
  const { personIds } = files.truth;
  const sampleIds = personIds.subarray(0, SAMPLE_ROWS);
  return [
    ...(await measureTableAdd(home, files)),
    ...(await measureCheck(home, 'check', files.leakPath, personIds, rows, CHECK_MS)),
    ...(await measureCheck(home, 'small sample', samplePath, sampleIds, rows, SAMPLE_MS)),
    ...(await measureLongSuspect(folder, bytesFrom(values.large))),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'rowprint-volume-'));
try {
  const loadBefore = loadavg()[0]!;
  const measures = await measureAll(folder);
  const load = `load ${loadBefore.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
  process.stdout.write(`${measureTable(measures)}\n${load}\n`);
  const { rows, 'leak-rows': leakRows, large } = values;
  if (values.write) writeMeasures(RESULTS, { rows, leakRows, large, load }, measures);
  const enforced = measures.filter(({ unit }) => unit !== 'ms' || values['enforce-times']);
  process.exitCode = enforced.every(isMet) ? 0 : 1;
} finally {
  if (values['keep-files']) process.stderr.write(`the files are in ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
