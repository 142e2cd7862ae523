import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../src/demo/random.ts';
import { openFileTree } from '../src/demo/servers/file-tree.ts';
import { startFtpServer } from '../src/demo/servers/ftp-server.ts';
import { type Disturbance, type Disturbed, disturb } from './kill/disturb.ts';
import { ended, KillHome, type KillPlace, makeKillPlace } from './kill/kill-home.ts';
import { KINDS, type Kind, orderRun } from './kill/order-run.ts';
import { isNeedless, type KeptPromise, promisesKept, saidBy, saidBySweeps } from './kill/promises.ts';
import { say } from './volume/say.ts';

/**
 * `npm run bench:kill -- [--kills 100] [--seed 1] [--keep-files]`: `serve` as people start it, with uploads, checks,
 * refreshes and sweeps ordered over its API, is killed with signal 9 at random moments and started again, until every run
 * ended. A fifth as often it is told to end (SIGTERM), and a fifth as often one of two processes on the home is killed.
 * Then everything that was promised of that is looked at, against a home in which the same was done undisturbed. Ends
 * with 1 where a promise does not hold.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'keep-files': { type: 'boolean', default: false },
  },
});

/** New on the server before each sweep. */
const FILES_A_SWEEP = 2;
const ROWS_A_FILE = 300;
/** Every so many checks keep their suspect. */
const KEEPS_EVERY = 3;
/** Some kills come after the run: at what follows from it. */
const BEYOND = 1.15;
/** No run is disturbed more often: there are to be many. */
const MOST_A_RUN = 6;
const SHARE_OF_OTHERS = 5;

/** The homes, in which the same is ordered in the same order: each sweep sees the files that are there then. */
class Killing {
  readonly #folder: string;
  readonly #calm: KillHome;
  readonly #killed: KillHome;
  readonly #durations = new Map<Kind, number>();
  readonly #reports: Record<string, string> = {};
  readonly #ordered = {
    checks: new Map<string, string>(),
    keeping: 0,
    refreshes: 0,
    sweeps: 0,
    files: 0,
  };
  #startMs = 0;
  #turn = 0;

  constructor(folder: string, calm: KillHome, killed: KillHome) {
    this.#folder = folder;
    this.#calm = calm;
    this.#killed = killed;
  }

  /** Do each kind twice undisturbed in both homes, and see how long the second takes: the first compiles the thread. */
  async measure(): Promise<void> {
    for (const home of [this.#calm, this.#killed]) {
      const startMs = performance.now();
      const [process] = home.serve(1);
      await process!.listening;
      this.#startMs = performance.now() - startMs;
    }
    for (let turn = 0; turn < 2 * KINDS.length; turn++) await this.#turnOf(null);
    const texts = [...this.#durations].map(([kind, ms]) => `${kind} ${Math.round(ms)} ms`);
    say(`undisturbed: start ${Math.round(this.#startMs)} ms, ${texts.join(', ')}`);
    await this.#killed.stop();
  }

  /** One run after the other, until so many signals were sent. */
  async disturbUntil(how: Omit<Disturbance, 'mostMs'>, most: number): Promise<Disturbed> {
    const done: Disturbed = { signals: 0, early: 0, notGraceful: 0, slowestMs: 0 };
    while (done.signals < most) {
      await this.#turnOf({ how, most: Math.min(MOST_A_RUN, most - done.signals), done });
      say(`${done.signals} times ${how.signal}`);
    }
    await this.#killed.stop();
    return done;
  }

  /** The last sweep sees what every refresh made. Then look at everything. */
  async judge(): Promise<readonly KeptPromise[]> {
    this.#turn = KINDS.indexOf('sweep');
    await this.#turnOf(null);
    await this.#killed.stop();
    // Whoever began an upload and never heard its id: it is given up. Then nothing is left.
    const [last] = this.#killed.serve(1, { ROWPRINT_UPLOAD_GIVE_UP_MS: '1000' });
    await last!.listening;
    await spoolRests(this.#killed);
    await this.#killed.stop();
    const runs = await this.#killed.store.runs.list({ limit: 10_000 });
    const attempts = runs.reduce((sum, run) => sum + run.attempts, 0);
    say(`${runs.length} runs in ${attempts} attempts`);
    const undisturbed = { reports: this.#reports, sweeps: saidBySweeps(this.#calm) };
    return promisesKept(this.#killed, runs, this.#ordered, undisturbed);
  }

  async #turnOf(
    disturbance: { how: Omit<Disturbance, 'mostMs'>; most: number; done: Disturbed } | null,
  ): Promise<void> {
    const kind = KINDS[this.#turn++ % KINDS.length]!;
    if (kind === 'sweep') await this.#addFiles();
    const keep = this.#note(kind);
    await this.#calmly(kind, keep);
    let isOver = false;
    const run = this.#follow(kind, keep).finally(() => {
      isOver = true;
    });
    if (disturbance === null) this.#killed.serve(1);
    else {
      const mostMs = this.#startMs + BEYOND * this.#durations.get(kind)!;
      const { how, most, done } = disturbance;
      await disturb(this.#killed, { ...how, mostMs }, { isOver: () => isOver, most }, done);
    }
    await run;
  }

  async #follow(kind: Kind, keep: string | null): Promise<void> {
    const id = await orderRun(this.#killed, kind, keep);
    if (kind === 'check' || kind === 'early-check') this.#ordered.checks.set(id, kind);
    await ended(this.#killed.client, { id });
  }

  async #calmly(kind: Kind, keep: string | null): Promise<void> {
    const startMs = performance.now();
    const id = await orderRun(this.#calm, kind, keep);
    await ended(this.#calm.client, { id });
    this.#durations.set(kind, performance.now() - startMs);
    if (kind === 'check' || kind === 'early-check')
      this.#reports[kind] ??= await saidBy(this.#calm, (await this.#calm.store.runs.find(id))!);
  }

  /** @returns the name under which the suspect is kept */
  #note(kind: Kind): string | null {
    if (kind === 'table-refresh') this.#ordered.refreshes += 1;
    else if (kind === 'sweep') this.#ordered.sweeps += 1;
    else if (kind === 'check' && this.#ordered.checks.size % KEEPS_EVERY === 0)
      return `kept-${++this.#ordered.keeping}`;
    return null;
  }

  async #addFiles(): Promise<void> {
    for (let count = 0; count < FILES_A_SWEEP; count++)
      await writeExtract(this.#folder, this.#ordered.files++);
  }
}

/** A part of the table, as it lies on the server. */
async function writeExtract(folder: string, number: number): Promise<void> {
  const path = join(folder, 'server', `extract-${number}.csv`);
  if (existsSync(path)) return;
  const [header, ...rows] = (await readFile(join(folder, 'tables', 'table.csv'), 'utf8')).split('\n');
  const from = (number * 317) % (rows.length - ROWS_A_FILE);
  await writeFile(path, [header, ...rows.slice(from, from + ROWS_A_FILE), ''].join('\n'));
}

/** Resolves when every uploaded file has its end. */
async function spoolRests({ store }: KillHome): Promise<void> {
  const endMs = performance.now() + 70_000;
  while (performance.now() < endMs && (await store.suspectFiles.list({ presentOnly: true })).some(isNeedless))
    await new Promise((resolve) => setTimeout(resolve, 100));
}

function tableOf(promises: readonly KeptPromise[]): string {
  const lines = promises.map(({ what, expected, found }) => {
    const verdict = expected === found ? 'holds' : 'BROKEN';
    return `| ${what} | ${expected} | ${found} | ${verdict} |`;
  });
  return ['| promise | expected | found | |', '| --- | ---: | ---: | --- |', ...lines].join('\n');
}

async function disturbAll(place: KillPlace, homes: KillHome[]): Promise<boolean> {
  for (const name of ['calm', 'killed']) homes.push(await KillHome.copy(place, name));
  const killing = new Killing(place.folder, homes[0]!, homes[1]!);
  await killing.measure();
  const kills = Number(values.kills);
  const others = Math.ceil(kills / SHARE_OF_OTHERS);
  const source = new Random(Number(values.seed));
  const random = (): number => source.unit();
  const killed = await killing.disturbUntil({ signal: 'SIGKILL', processes: 1, random }, kills);
  const told = await killing.disturbUntil({ signal: 'SIGTERM', processes: 1, random }, others);
  const paired = await killing.disturbUntil({ signal: 'SIGKILL', processes: 2, random }, others);
  const promises = [
    ...(await killing.judge()),
    { what: 'processes that did not end as told', expected: '0', found: String(told.notGraceful) },
  ];
  process.stdout.write(`${tableOf(promises)}\n`);
  process.stdout.write(
    `${killed.signals} killed, ${killed.early} of them before they listened; ${told.signals} told to end, the slowest ` +
      `in ${Math.round(told.slowestMs)} ms; ${paired.signals} of two killed\n`,
  );
  return promises.every(({ expected, found }) => expected === found);
}

async function killAll(folder: string): Promise<boolean> {
  await mkdir(join(folder, 'server'));
  const server = await startFtpServer(openFileTree(join(folder, 'server')));
  const homes: KillHome[] = [];
  try {
    return await disturbAll(await makeKillPlace(folder, server.url), homes);
  } finally {
    for (const home of homes) {
      await home.stop('SIGKILL');
      await home.store.close();
    }
    await server.stop();
  }
}

say(`the seed is ${values.seed}`);
const folder = mkdtempSync(join(tmpdir(), 'rowprint-kill-'));
try {
  process.exitCode = (await killAll(folder)) ? 0 : 1;
} finally {
  if (values['keep-files']) process.stderr.write(`the files are in ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
