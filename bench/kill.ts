import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openFileTree } from '../src/demo/servers/file-tree.ts';
import { startFtpServer } from '../src/demo/servers/ftp-server.ts';
import { createRunQueue } from '../src/jobs/create-run-queue.ts';
import { RunFollowers } from '../src/jobs/run-followers.ts';
import type { RunOrder } from '../src/jobs/run-queue.ts';
import type { RunRecord } from '../src/store/run-records.ts';
import { copyKillHome, ENDPOINT, type KillHome, makeKillHome, TABLE } from './kill/kill-home.ts';
import { type KeptPromise, type Ordered, promisesKept, saidBy, saidBySweeps } from './kill/promises.ts';
import { startRunProcess } from './kill/run-process.ts';
import { say } from './volume/say.ts';

/**
 * `npm run bench:kill -- [--kills 100] [--keep-files]`: processes that do checks, refreshes and sweeps are killed with
 * signal 9 at random moments and started again, until every run ended. Then everything that was promised of that is looked
 * at, against a home in which the same was done undisturbed. Ends with 1 where a promise does not hold.
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, 'keep-files': { type: 'boolean', default: false } },
});

const KINDS = ['check', 'table-refresh', 'sweep'] as const;
type Kind = (typeof KINDS)[number];
/** New on the server before each sweep. */
const FILES_A_SWEEP = 4;
const ROWS_A_FILE = 500;
/** Every so many checks keep their suspect. */
const KEEPS_EVERY = 3;
/** Some kills come after the run: at what follows from it. */
const BEYOND = 1.15;
const POLL_MS = 5;
const PATIENCE_MS = 120_000;

class Killing {
  readonly #folder: string;
  readonly #home: KillHome;
  readonly #durations: Readonly<Record<Kind, number>>;
  readonly #ordered = { checks: 0, keeping: 0, refreshes: 0, sweeps: 0, files: 0 };
  kills = 0;
  /** Kills that hit a run before it ended. */
  hits = 0;

  constructor(folder: string, home: KillHome, durations: Readonly<Record<Kind, number>>) {
    this.#folder = folder;
    this.#home = home;
    this.#durations = durations;
  }

  get ordered(): Ordered {
    return this.#ordered;
  }

  /** Order a run, and kill whoever does it until it ended, or enough were killed. */
  async disturb(kind: Kind, mostKills: number): Promise<void> {
    const { id } = await this.order(kind);
    while (this.kills < mostKills && !(await this.#isOver(id))) {
      const { attempts } = (await this.#home.store.runs.find(id))!;
      const process = await startRunProcess(this.#home);
      await untilBegun(this.#home, id, attempts);
      await sleep(Math.random() * BEYOND * this.#durations[kind]);
      this.hits += Number(!(await this.#isOver(id)));
      await process.kill();
      this.kills += 1;
      if (this.kills % 10 === 0) say(`${this.kills} killed, ${this.hits} of them before the run ended`);
    }
  }

  async order(kind: Kind): Promise<RunRecord> {
    if (kind === 'sweep') await this.#addFiles();
    const { store, suspect } = this.#home;
    const order = orderOf(kind, suspect, this.#note(kind));
    const queue = createRunQueue({ store, followers: new RunFollowers(store.runs), runner: null });
    return queue.enqueue(order, kind, 'bench');
  }

  /** @returns the name under which the suspect is kept */
  #note(kind: Kind): string | null {
    if (kind === 'table-refresh') this.#ordered.refreshes += 1;
    else if (kind === 'sweep') this.#ordered.sweeps += 1;
    else if (this.#ordered.checks++ % KEEPS_EVERY === 0) return `kept ${++this.#ordered.keeping}`;
    return null;
  }

  async #addFiles(): Promise<void> {
    for (let count = 0; count < FILES_A_SWEEP; count++)
      await writeExtract(this.#folder, this.#ordered.files++);
  }

  async #isOver(id: string): Promise<boolean> {
    const run = await this.#home.store.runs.find(id);
    return run !== null && run.endedAt !== null;
  }
}

function orderOf(kind: Kind, suspect: string, keep: string | null): RunOrder {
  if (kind === 'table-refresh') return { kind, name: TABLE };
  if (kind === 'sweep') return { kind, endpoint: ENDPOINT };
  // Against the table alone: what else is known grows while runs are killed.
  return { kind, suspect, against: [TABLE], strict: false, ...(keep === null ? {} : { keep }) };
}

/** A part of the table, as it lies on the server. */
async function writeExtract(folder: string, number: number): Promise<void> {
  const [header, ...rows] = (await readFile(join(folder, 'table.csv'), 'latin1')).split('\n');
  const from = (number * 317) % (rows.length - ROWS_A_FILE);
  const text = [header, ...rows.slice(from, from + ROWS_A_FILE), ''].join('\n');
  await writeFile(join(folder, 'server', `extract-${number}.csv`), text, 'latin1');
}

/** Until it was begun once more than so often, or is over. */
async function untilBegun({ store }: KillHome, id: string, attempts: number): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const run = (await store.runs.find(id))!;
    if (run.endedAt !== null || run.attempts > attempts) return;
    if (performance.now() > endMs) throw new Error(`run ${id} is ${run.state} for too long`);
    await sleep(POLL_MS);
  }
}

/** Start a process and wait until every run of the home ended. @returns by kind, how long each took */
async function finish(home: KillHome): Promise<readonly RunRecord[]> {
  const process = await startRunProcess(home);
  try {
    const endMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const runs = await home.store.runs.list({ limit: 10_000 });
      if (runs.every(({ endedAt }) => endedAt !== null)) return runs;
      if (performance.now() > endMs) throw new Error('some runs do not end');
      await sleep(POLL_MS * 10);
    }
  } finally {
    await process.end();
  }
}

/** Do each kind once, one after the other, and say how long it took. */
async function measureDurations(
  home: KillHome,
  killing: Killing,
): Promise<{ readonly durations: Record<Kind, number>; readonly report: string }> {
  const durations = { check: 0, 'table-refresh': 0, sweep: 0 };
  let report = '';
  for (const kind of KINDS) {
    const { id } = await killing.order(kind);
    await finish(home);
    const run = (await home.store.runs.find(id))!;
    if (run.state !== 'succeeded') throw new Error(`${kind}, undisturbed: ${JSON.stringify(run.failure)}`);
    durations[kind] = Date.parse(run.endedAt!) - Date.parse(run.startedAt!);
    if (kind === 'check') report = await saidBy(home, run);
  }
  return { durations, report };
}

function tableOf(promises: readonly KeptPromise[]): string {
  const lines = promises.map(({ what, expected, found }) => {
    const verdict = expected === found ? 'holds' : 'BROKEN';
    return `| ${what} | ${expected} | ${found} | ${verdict} |`;
  });
  return ['| promise | expected | found | |', '| --- | ---: | ---: | --- |', ...lines].join('\n');
}

async function killAll(folder: string): Promise<boolean> {
  await mkdir(join(folder, 'server'));
  const server = await startFtpServer(openFileTree(join(folder, 'server')));
  const homes: KillHome[] = [];
  const copy = async (name: string): Promise<KillHome> => {
    const home = await copyKillHome(folder, name, suspect);
    homes.push(home);
    return home;
  };
  const suspect = await makeKillHome(folder, server.url);
  try {
    say('doing each kind of run once, undisturbed');
    const calm = await copy('calm');
    const none = { check: 0, 'table-refresh': 0, sweep: 0 };
    const { durations, report } = await measureDurations(calm, new Killing(folder, calm, none));
    say(
      `a check takes ${durations.check} ms, a refresh ${durations['table-refresh']}, a sweep ${durations.sweep}`,
    );
    const killed = await copy('killed');
    const killing = new Killing(folder, killed, durations);
    for (let turn = 0; killing.kills < Number(values.kills); turn++)
      await killing.disturb(KINDS[turn % KINDS.length]!, Number(values.kills));
    // The last one sees what every refresh made.
    await finish(killed);
    await killing.order('sweep');
    const runs = await finish(killed);
    // All files of the server at once, which the killed one met a few at a time.
    const after = await copy('after');
    const calmly = new Killing(folder, after, none);
    await calmly.order('sweep');
    await finish(after);
    const undisturbed = { report, sweeps: saidBySweeps(after) };
    const promises = await promisesKept(killed, runs, { ...killing.ordered }, undisturbed);
    const attempts = runs.reduce((sum, run) => sum + run.attempts, 0);
    process.stdout.write(`${tableOf(promises)}\n`);
    process.stdout.write(
      `${killing.kills} kills, ${killing.hits} before the run ended; ${runs.length} runs in ${attempts} attempts\n`,
    );
    return promises.every(({ expected, found }) => expected === found);
  } finally {
    for (const { store } of homes) await store.close();
    await server.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rowprint-kill-'));
try {
  process.exitCode = (await killAll(folder)) ? 0 : 1;
} finally {
  if (values['keep-files']) process.stderr.write(`the files are in ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
