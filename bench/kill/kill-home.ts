import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyRing } from '../../fingerprints/keys.ts';
import { openLocalAccess } from '../../src/compose/access.ts';
import { contextOf } from '../../src/compose/context.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { systemClock } from '../../src/core/clock.ts';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';
import type { Store } from '../../src/store/store.ts';
import { PatientClient } from './patient-client.ts';
import { type ServeProcess, startServe } from './serve-process.ts';

/** Of every home here: nobody's data is behind it. */
const KEY_TEXT = '07'.repeat(32);
const KEYS = new KeyRing(Buffer.from(KEY_TEXT, 'hex'));
const SEED = 1;
const TABLE_ROWS = 8000;
const LEAK_ROWS = 12_000;
const POLL_MS = 20;

/** The table and endpoint that every home has. */
export const TABLE = 'table';
export const ENDPOINT = 'server';

/** What every home here is made of. */
export interface KillPlace {
  readonly folder: string;
  /** Of an admin. */
  readonly token: string;
  readonly leak: Uint8Array;
}

/** A run as the API tells of it. */
export interface ShownRun {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly failure: unknown;
}

/** Make a home by its own API: an account, a token, a fingerprinted table, an endpoint at that address. */
export async function makeKillPlace(folder: string, url: string): Promise<KillPlace> {
  await mkdir(join(folder, 'tables'));
  await writeVolumeTable(join(folder, 'tables', 'table.csv'), TABLE_ROWS, SEED);
  const leak = join(folder, 'leak.txt');
  await writeVolumeLeak(leak, LEAK_ROWS, SEED, { tableRows: TABLE_ROWS, membersShare01: 0.5 });
  const service = startServe(environmentOf(folder, 'home'));
  try {
    const { url: address, notes } = await service.listening;
    const token = await tokenOf(address, /#(\S+)/.exec(notes.join('\n'))![1]!);
    const client = new PatientClient(() => [address], token);
    const table = { name: TABLE, source: 'table.csv' };
    await ended(client, await client.read<ShownRun>('/tables', { method: 'POST', json: table }));
    const mandate = { target: new URL(url).host, owner: 'us', reference: 'bench', until: '2999-12-31' };
    await client.ask('/scope', { method: 'POST', json: mandate });
    await client.ask('/endpoints', { method: 'POST', json: { name: ENDPOINT, url } });
    return { folder, token, leak: await readFile(leak) };
  } finally {
    await service.stop('SIGTERM');
  }
}

/** The run once it ended. @throws it did not succeed */
export async function ended(client: PatientClient, { id }: Pick<ShownRun, 'id'>): Promise<ShownRun> {
  for (;;) {
    const run = await client.read<ShownRun>(`/runs/${id}`);
    if (run.state === 'succeeded') return run;
    if (run.endedAt !== null) throw new Error(`run ${id}: ${run.state} ${JSON.stringify(run.failure)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The first account, made with the one-time secret, and a token of it. */
async function tokenOf(url: string, secret: string): Promise<string> {
  const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const account = { secret, name: 'bench', password: 'nobody reads this one' };
  const session = await post('/setup', account, {});
  const { csrf } = (await session.json()) as { readonly csrf: string };
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const made = await post('/tokens', { label: 'bench', role: 'admin' }, { cookie, 'x-csrf-token': csrf });
  return ((await made.json()) as { readonly secret: string }).secret;
}

/** A copy of the home that was made: served by processes of its own, and looked into beside them. */
export class KillHome {
  readonly path: string;
  readonly store: Store;
  readonly client: PatientClient;
  readonly leak: Uint8Array;
  readonly #env: Readonly<Record<string, string>>;
  readonly #processes: ServeProcess[] = [];

  private constructor(place: KillPlace, name: string, store: Store) {
    this.path = join(place.folder, name);
    this.store = store;
    this.leak = place.leak;
    this.#env = environmentOf(place.folder, name);
    this.client = new PatientClient(
      () => this.#processes.flatMap(({ url, hasEnded }) => (url === null || hasEnded ? [] : [url])),
      place.token,
    );
  }

  static async copy(place: KillPlace, name: string): Promise<KillHome> {
    const path = join(place.folder, name);
    await cp(join(place.folder, 'home'), path, { recursive: true });
    const { store } = await contextOf(loadSettings({ env: environmentOf(place.folder, name) }), path, KEYS);
    return new KillHome(place, name, store);
  }

  /** Start as many processes as are missing. @returns those that are there now */
  serve(count: number, env: Readonly<Record<string, string>> = {}): readonly ServeProcess[] {
    const living = this.#processes.filter(({ hasEnded }) => !hasEnded);
    const missing = Math.max(0, count - living.length);
    this.#processes.splice(0, Number.POSITIVE_INFINITY, ...living);
    for (let one = 0; one < missing; one++) this.#processes.push(startServe({ ...this.#env, ...env }));
    return this.#processes;
  }

  /** End all processes as an operator does. @returns their exit codes */
  stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGTERM'): Promise<readonly (number | null)[]> {
    return Promise.all(this.#processes.splice(0).map((process) => process.stop(signal)));
  }

  /** Whether the audit log is whole. */
  async auditHolds(): Promise<boolean> {
    const access = openLocalAccess(loadSettings({ env: this.#env }), this.store, KEYS, systemClock);
    return (await access.verifyAudit()).holds;
  }
}

function environmentOf(folder: string, name: string): Readonly<Record<string, string>> {
  return {
    ROWPRINT_HOME: join(folder, name),
    ROWPRINT_KEY: KEY_TEXT,
    ROWPRINT_TABLE_FOLDER: join(folder, 'tables'),
    ROWPRINT_THREADS: '1',
    ROWPRINT_SCAN_PACE_MS: '0',
    // Killed on purpose: no run here is given up.
    ROWPRINT_RUN_ATTEMPTS: '100000',
  };
}
