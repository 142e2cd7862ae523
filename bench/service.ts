import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkSuspect } from '../src/pipelines/check-suspect.ts';
import { asking } from './service/api.ts';
import { type FullHome, makeFullHome, TABLE, writeLargeLeak } from './service/full-home.ts';
import { holdConnections } from './service/hold-connections.ts';
import { weighPage } from './service/page-weights.ts';
import { type Product, startProduct } from './service/product.ts';
import { type Read, type ReadCost, readLoad } from './service/read-load.ts';
import { serviceTable } from './service/table.ts';
import { orderCheck, reportOf, type Sample, uploadLoad } from './service/uploads.ts';
import { say } from './volume/say.ts';

/**
 * The built service under load, on a home that is filled: `npm run build`, then `npm run bench:service -- [--reads 1000]
 * [--seconds 20] [--connections 32] [--leak-rows 500000] [--uploads 200] [--held 10000] [--port 0] [--write]
 * [--cpu-prof FOLDER]`. 0 leaves a part out: `--uploads 0 --held 0 --leak-rows 0 --seconds 3` is a short run.
 *
 * Reads come at a steady rate and are timed from when they were due. What sends them shares the processors with the
 * service: processor time a read is what it costs, the times are an upper bound. Ends with 1 where a target is missed.
 */
const { values } = parseArgs({
  options: {
    reads: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
    connections: { type: 'string', default: '32' },
    'leak-rows': { type: 'string', default: '500000' },
    uploads: { type: 'string', default: '200' },
    held: { type: 'string', default: '10000' },
    port: { type: 'string', default: '0' },
    write: { type: 'boolean', default: false },
    'cpu-prof': { type: 'string' },
  },
});

const IDLE_P99_MS = 50;
const BUSY_P99_MS = 250;
const STALL_MS = 50;
const CASES = 5;
/** Of the uploads, every twentieth is 20 MB. */
const LARGE_EVERY = 20;
const SMALL_LEAK_ROWS = 5000;
const LARGE_LEAK_ROWS = 100_000;
const LISTS = ['tables', 'reports', 'endpoints', 'exposures', 'runs', 'cases'];
const RESULTS = fileURLToPath(new URL('./results/service.json', import.meta.url));
const QUIET = { signal: new AbortController().signal, onProgress: () => {} };

/** What a part of the load did, and cost the service. */
export interface ReadMeasure extends ReadCost {
  readonly processorMsPerRead: number;
  readonly stallMs: number;
  readonly load: number;
}

const load = {
  perSecond: Number(values.reads),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
};

/** Reads of lists and of one of each, by everybody in turn; one in seven is a page. */
async function readsOf({ url }: Product, { asking: people, report, uploading }: FullHome): Promise<Read[]> {
  const ask = asking(url, uploading[0]!);
  for (let at = 0; at < CASES; at++) await ask('POST', '/cases', { title: `Case ${at}`, report });
  const { items } = (await ask('GET', '/cases')) as { items: { id: string }[] };
  const one = [`tables/${TABLE}`, `reports/${report}`, 'endpoints/server-1', `cases/${items[0]!.id}`];
  const paths = [...LISTS, ...one].map((path) => `/api/v1/${path}`);
  const asked = [...paths.map((path) => ({ path, isPage: false })), { path: '/', isPage: true }];
  asked.push({ path: `/reports/${report}`, isPage: true });
  const cookies = people.filter((headers) => headers.cookie !== undefined);
  return asked.flatMap(({ path, isPage }) =>
    (isPage ? cookies : people).slice(0, cookies.length).map((headers) => ({ path, headers })),
  );
}

/** In an order that repeats, and mixes all. */
function mixed(reads: readonly Read[]): Read[] {
  const step = 7919;
  return reads.map((_, at) => reads[(at * step) % reads.length]!);
}

async function measureReads(product: Product, reads: readonly Read[], seconds: number): Promise<ReadMeasure> {
  await product.stall();
  const beforeMs = product.processorMs();
  const cost = await readLoad(product.url, reads, { ...load, seconds });
  const processorMsPerRead = (product.processorMs() - beforeMs) / cost.reads;
  const { most } = await product.stall();
  return { ...cost, processorMsPerRead, stallMs: most, load: loadavg()[0]! };
}

/** Reads for as long as a large file is checked, and the stall of a check that nobody reads beside. */
async function measureChecks(product: Product, home: FullHome, reads: readonly Read[], folder: string) {
  const leak = join(folder, 'large.txt');
  await writeLargeLeak(leak, Number(values['leak-rows']));
  const ask = asking(product.url, home.uploading[0]!);
  const bytes = readFileSync(leak);
  const alone = await orderCheck(ask, bytes);
  await product.stall();
  const startMs = performance.now();
  if ((await reportOf(ask, alone)) === null) throw new Error('the check failed');
  const seconds = (performance.now() - startMs) / 1000;
  const { most: stallMs } = await product.stall();
  const beside = await orderCheck(ask, bytes);
  const busy = await measureReads(product, reads, load.seconds);
  if ((await reportOf(ask, beside)) === null) throw new Error('the check failed');
  return { megabytes: Math.round(statSync(leak).size / 1e6), seconds, stallMs, busy };
}

async function samplesOf(home: FullHome, folder: string): Promise<Sample[]> {
  const make = async (name: string, rows: number, seed: number): Promise<Sample> => {
    const path = join(folder, name);
    await writeLargeLeak(path, rows, seed);
    const { overlaps } = await checkSuspect(home.context, { file: path, against: [TABLE] }, QUIET);
    return { path, overlaps };
  };
  const large = await make('upload-large.txt', LARGE_LEAK_ROWS, 1);
  const small: Sample[] = [];
  for (let seed = 1; seed <= 3; seed++)
    small.push(await make(`upload-${seed}.txt`, SMALL_LEAK_ROWS + seed * 100, 1));
  return Array.from({ length: Number(values.uploads) }, (_, at) =>
    at % LARGE_EVERY === 0 ? large : small[at % small.length]!,
  );
}

async function measureHeld(product: Product, reads: readonly Read[]) {
  const held = await holdConnections(product.url, Number(values.held));
  const crowded = await measureReads(product, reads, Math.min(load.seconds, 10));
  held.end();
  const after = await measureReads(product, reads, 2);
  return { opened: Number(values.held), open: held.open, crowded, after };
}

async function measure(folder: string) {
  say('making a home with tables, reports, servers and people');
  const home = await makeFullHome(folder);
  const samples = Number(values.uploads) === 0 ? [] : await samplesOf(home, folder);
  const profile =
    values['cpu-prof'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values['cpu-prof']}`];
  const product = await startProduct(home.env, values.port, profile);
  try {
    const reads = mixed(await readsOf(product, home));
    await readLoad(product.url, reads, { ...load, perSecond: Math.min(200, load.perSecond), seconds: 3 });
    say(`reading ${load.perSecond} times a second`);
    const idle = await measureReads(product, reads, load.seconds);
    const page = (path: string) => ({ path, headers: home.asking[0]! });
    const pages = [
      await weighPage(product.url, 'home', page('/')),
      await weighPage(product.url, 'report', page(`/reports/${home.report}`)),
    ];
    const idleMb = product.residentMb();
    if (Number(values['leak-rows']) > 0) say('reading while a large file is checked');
    const check = Number(values['leak-rows']) > 0 ? await measureChecks(product, home, reads, folder) : null;
    if (samples.length > 0) say(`uploading ${samples.length} files at once`);
    const uploads = samples.length > 0 ? await uploadLoad(product.url, home.uploading, samples) : null;
    if (Number(values.held) > 0) say(`holding ${values.held} connections`);
    const held = Number(values.held) > 0 ? await measureHeld(product, reads) : null;
    const memory = { idleMb, endMb: product.residentMb(), peakMb: product.peakMb() };
    return { idle, pages, check, uploads, held, memory };
  } finally {
    await product.end();
    await home.context.store.close();
  }
}

/** All that was measured. */
export type ServiceMeasures = Awaited<ReturnType<typeof measure>>;

function isMet({ idle, check, uploads, held }: ServiceMeasures): boolean {
  return (
    idle.failed === 0 &&
    idle.p99 < IDLE_P99_MS &&
    (check === null ||
      (check.stallMs < STALL_MS && check.busy.p99 < BUSY_P99_MS && check.busy.failed === 0)) &&
    (uploads === null || uploads.right === uploads.uploads) &&
    (held === null || (held.crowded.failed === 0 && held.after.failed === 0))
  );
}

const folder = mkdtempSync(join(tmpdir(), 'rowprint-service-'));
try {
  const measures = await measure(folder);
  process.stdout.write(serviceTable(measures));
  if (values.write) writeFileSync(RESULTS, `${JSON.stringify(measures, null, 2)}\n`);
  process.exitCode = isMet(measures) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
