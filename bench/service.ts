import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { KeyRing } from '../fingerprints/keys.ts';
import { contextOf } from '../src/compose/context.ts';
import { loadSettings } from '../src/config/settings.ts';
import { checkSuspect } from '../src/pipelines/check-suspect.ts';
import { addTable } from '../src/pipelines/fingerprint-table.ts';
import { createHome } from '../src/store/home.ts';
import { people, writeLeak, writeTable } from '../test/pipelines/generated-files.ts';
import { holdConnections } from './service/hold-connections.ts';
import { readLoad } from './service/read-load.ts';
import { say } from './volume/say.ts';

/**
 * The service under load: `npm run bench:service -- [--reads 1000] [--seconds 20] [--connections 32] [--held 10000]`
 *
 * A home with tables and reports in a temporary folder, served by a process of its own; reads are sent at a steady rate
 * and timed from when they were due. Then `--held` idle connections are opened besides, and the reads go on.
 */
const { values } = parseArgs({
  options: {
    reads: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
    connections: { type: 'string', default: '32' },
    held: { type: 'string', default: '10000' },
  },
});

const SERVE = fileURLToPath(new URL('./service/serve-signed-in.ts', import.meta.url));
const TABLES = 3;
const REPORTS = 60;
/** Of /proc: 100 ticks a second on every Linux of today. */
const MS_PER_TICK = 10;
const QUIET = { signal: new AbortController().signal, onProgress: () => {} };

/** A home with tables and reports; returns paths to read. */
async function makeHome(folder: string): Promise<string[]> {
  const home = join(folder, 'home');
  const key = randomBytes(32);
  writeFileSync(join(folder, 'key'), key.toString('hex'), { mode: 0o600 });
  const keys = new KeyRing(key);
  await createHome(home, keys.keyId);
  const context = await contextOf(loadSettings({ flags: { home } }), home, keys);
  try {
    for (let at = 0; at < TABLES; at++) {
      const source = join(folder, `table-${at}.csv`);
      await writeTable(source, people(300, at * 1000));
      const request = { name: `lab-${at}`, source, fields: {}, ignoredColumns: [], force: false };
      await addTable(context, request, source, QUIET);
    }
    const leak = join(folder, 'leak.txt');
    const ids: string[] = [];
    for (let at = 0; at < REPORTS; at++) {
      await writeLeak(leak, people(50 + at, (at % TABLES) * 1000));
      ids.push((await checkSuspect(context, { file: leak }, QUIET)).id);
    }
    const lists = [
      '/tables',
      '/reports',
      '/reports?limit=10',
      '/endpoints',
      '/exposures',
      '/sweeps',
      '/tables/lab-1',
    ];
    return [...lists, ...ids.slice(0, 5).map((id) => `/reports/${id}`)].map((path) => `/api/v1${path}`);
  } finally {
    await context.store.close();
  }
}

async function urlOf(server: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface({ input: server.stdout! }), 'line')) as [string];
  return line;
}

/** Processor time of the server so far: what a read costs also where other work shares the machine. */
function processorMs(server: ChildProcess): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

function residentMb(server: ChildProcess): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

const folder = mkdtempSync(join(tmpdir(), 'rowprint-service-'));
try {
  say(`making a home with ${TABLES} tables and ${REPORTS} reports`);
  const paths = await makeHome(folder);
  const args = ['--import', 'tsx', SERVE, join(folder, 'home'), join(folder, 'key')];
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const url = await urlOf(server);
    const load = {
      perSecond: Number(values.reads),
      seconds: Number(values.seconds),
      connections: Number(values.connections),
    };
    await readLoad(url, paths, { ...load, seconds: 2 });
    say(`reading ${load.perSecond} times a second`);
    const before = processorMs(server);
    const idle = await readLoad(url, paths, load);
    const processorMsPerRead = (processorMs(server) - before) / idle.reads;
    say(`holding ${values.held} connections besides`);
    const held = await holdConnections(url, Number(values.held));
    const crowded = await readLoad(url, paths, load);
    const megabytes = residentMb(server);
    held.end();
    process.stdout.write(
      `${JSON.stringify({ idle, processorMsPerRead, held: held.open, crowded, megabytes }, null, 2)}\n`,
    );
    const isMet = idle.p99 < 50 && idle.failed === 0 && crowded.failed === 0;
    process.exitCode = isMet ? 0 : 1;
  } finally {
    server.stdin!.end();
    await once(server, 'exit');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
