import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawChart } from './peers/chart.ts';
import { type Result, runContest } from './peers/contest.ts';
import { duckdbContestants } from './peers/duckdb.ts';
import { type PeerFiles, peerFiles } from './peers/files.ts';
import { type GrowthPoint, growthMeasures, runGrowth } from './peers/growth.ts';
import { nodeHmacContestant } from './peers/node-hmac.ts';
import { ripgrepContestant } from './peers/ripgrep.ts';
import { rowprintEntry } from './peers/rowprint.ts';
import { measureSample, measureStart } from './peers/rowprint-alone.ts';
import { withSpeedSection } from './peers/speed-section.ts';
import { speedMarkdown, speedText, type TaskSizes } from './peers/speed-table.ts';
import { isAboutRows, targetMeasures } from './peers/targets.ts';
import { bytesFrom, measureLongSuspect } from './volume/long-suspect.ts';
import { makeVolumeFiles } from './volume/make-files.ts';
import { measureCheck, measureTableAdd } from './volume/measure-product.ts';
import { isMet, type Measure, measureTable, writeMeasures } from './volume/measures.ts';
import { homeIn } from './volume/run-rowprint.ts';

/**
 * Rowprint and its peers on the same files in the same run, each in a process of its own:
 * `npm run bench -- [--rows 1000000] [--leak-rows 491840] [--repeats 3] [--only duckdb,rowprint-check] [--files FOLDER]
 * [--keep-files] [--large 10GB] [--scale 10000000] [--write] [--enforce-times]`
 *
 * `--only` names what runs by the beginnings of ids: rowprint-load, rowprint-check, rowprint-sample, rowprint-start,
 * rowprint-growth, duckdb-load, duckdb-clear, duckdb-salted, duckdb-same-work, node-hmac, ripgrep. `--files` takes table.csv and
 * leak.txt of an earlier run. `--large` adds the memory of a check that long, `--scale` a table of that many rows. `--write`
 * keeps the figures in bench/results/peers.json, their picture in peers.svg and their table in docs/measured.md.
 *
 * Targets hold for the default size. Ends with 1 when Rowprint finds what is not there or misses what is; a missed target of
 * another kind is told, and fails only with `--enforce-times`: the machine may be busy with something else.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    'leak-rows': { type: 'string', default: '491840' },
    repeats: { type: 'string', default: '3' },
    only: { type: 'string' },
    files: { type: 'string' },
    'keep-files': { type: 'boolean', default: false },
    large: { type: 'string' },
    scale: { type: 'string' },
    write: { type: 'boolean', default: false },
    'enforce-times': { type: 'boolean', default: false },
  },
});

const RESULTS = fileURLToPath(new URL('./results/peers.json', import.meta.url));
const PICTURE = fileURLToPath(new URL('./results/peers.svg', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/measured.md', import.meta.url));
/** The smallest suspect of the measurement of growth, for each row of the leak: 10,000 at the default size. */
const GROWTH_SHARE = 10_000 / 491_840;
const SCALE_CHECK_MS = 120_000;

const [rows, leakRows, repeats] = [values.rows, values['leak-rows'], values.repeats].map(Number) as [
  number,
  number,
  number,
];

function isWanted(id: string): boolean {
  return values.only === undefined || values.only.split(',').some((start) => id.startsWith(start));
}

async function compare(folder: string, files: PeerFiles): Promise<void> {
  const rowprint = rowprintEntry(folder, files);
  const contestants = [
    ...rowprint.contestants,
    ...duckdbContestants(folder, files),
    nodeHmacContestant(folder, files),
    ripgrepContestant(folder, files),
  ];
  const loadBefore = loadavg()[0]!;
  const results = await runContest(
    contestants.filter(({ id }) => isWanted(id)),
    repeats,
  );
  const growth = isWanted('rowprint-growth')
    ? await runGrowth(folder, Math.round(leakRows * GROWTH_SHARE))
    : [];
  const sizes = sizesOf(files);
  const measures = [
    ...targetMeasures(results, sizes.check.bytes),
    ...(isWanted('rowprint-sample') ? await measureSample(rowprint, files, repeats) : []),
    ...(isWanted('rowprint-start') ? await measureStart(rowprint) : []),
    ...(growth.length === 0 ? [] : growthMeasures(growth)),
    ...(await measureExtremes(folder)),
  ];
  const load = `load ${loadBefore.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
  tell(results, sizes, measures, load);
  if (values.write) keep(results, sizes, growth, measures, load);
}

/** What takes too long to be measured each time. */
async function measureExtremes(folder: string): Promise<Measure[]> {
  const measures: Measure[] = [];
  if (values.large !== undefined)
    measures.push(...(await measureLongSuspect(folder, bytesFrom(values.large))));
  if (values.scale === undefined) return measures;
  const scale = Number(values.scale);
  const files = await makeVolumeFiles(folder, 'scale', scale, leakRows, 0.5);
  const home = homeIn(folder, 'scale');
  const { personIds } = files.truth;
  const measured = [
    ...(await measureTableAdd(home, files)),
    ...(await measureCheck(home, 'check', files.leakPath, personIds, scale, SCALE_CHECK_MS)),
  ];
  return [
    ...measures,
    ...measured.map((measure) => ({ ...measure, what: `${scale} rows, ${measure.what}` })),
  ];
}

function sizesOf({ tablePath, leakPath, tableRows, personIds }: PeerFiles): TaskSizes {
  return {
    check: { rows: personIds.length, bytes: statSync(leakPath).size },
    load: { rows: tableRows, bytes: statSync(tablePath).size },
  };
}

function tell(
  results: readonly Result[],
  sizes: TaskSizes,
  measures: readonly Measure[],
  load: string,
): void {
  const figures = measures.length === 0 ? '' : `\n${measureTable(measures)}\n`;
  process.stdout.write(`${speedText({ sizes, results })}\n${figures}\n${load}\n`);
  const enforced = measures.filter((measure) => values['enforce-times'] || isAboutRows(measure));
  process.exitCode = enforced.every(isMet) ? 0 : 1;
}

function keep(
  results: readonly Result[],
  sizes: TaskSizes,
  growth: readonly GrowthPoint[],
  measures: readonly Measure[],
  load: string,
): void {
  writeMeasures(RESULTS, { rows, leakRows, repeats, load }, measures, { sizes, results, growth });
  writeFileSync(PICTURE, drawChart({ sizes, results }, growth));
  writeFileSync(PAGE, withSpeedSection(readFileSync(PAGE, 'utf8'), speedMarkdown({ sizes, results })));
}

const folder = mkdtempSync(join(tmpdir(), 'rowprint-peers-'));
try {
  await compare(folder, await peerFiles(folder, values.files ?? null, rows, leakRows));
} finally {
  if (values['keep-files']) process.stderr.write(`the files are in ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
