import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIRT_LEVELS, type DirtLevel } from '../src/demo/dirt.ts';
import { writeVolumeLeak, writeVolumeTable } from '../src/demo/volume.ts';

/**
 * Writes table.csv and leak.txt for volume measurements:
 * `npx tsx bench/make-volume.ts FOLDER [--table-rows 1000000] [--leak-rows 500000] [--seed 1] [--dirt reformatted]`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'table-rows': { type: 'string', default: '1000000' },
    'leak-rows': { type: 'string', default: '500000' },
    seed: { type: 'string', default: '1' },
    dirt: { type: 'string', default: 'reformatted' },
  },
});
const [folder] = positionals;
const rates = DIRT_LEVELS[values.dirt as DirtLevel];
if (folder === undefined || rates === undefined) {
  process.stderr.write(`usage: make-volume.ts FOLDER [--dirt ${Object.keys(DIRT_LEVELS).join('|')}] …\n`);
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
const tablePath = join(folder, 'table.csv');
const leakPath = join(folder, 'leak.txt');
const tableRows = Number(values['table-rows']);
const startedMs = performance.now();
await writeVolumeTable(tablePath, tableRows, Number(values.seed));
const tableMs = performance.now() - startedMs;
const truth = await writeVolumeLeak(leakPath, Number(values['leak-rows']), Number(values.seed), {
  tableRows,
  rates,
});
const leakMs = performance.now() - startedMs - tableMs;
process.stdout.write(
  `${JSON.stringify({
    table: {
      path: tablePath,
      rows: tableRows,
      bytes: statSync(tablePath).size,
      elapsedMs: Math.round(tableMs),
    },
    leak: { path: leakPath, rows: truth.rows, bytes: statSync(leakPath).size, elapsedMs: Math.round(leakMs) },
    rowsOfMembers: truth.rowsOfMembers,
  })}\n`,
);
