import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyRing } from '../../fingerprints/keys.ts';
import { openLocalAccess } from '../../src/compose/access.ts';
import { contextOf } from '../../src/compose/context.ts';
import { loadSettings, type Settings } from '../../src/config/settings.ts';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';
import { checkSuspect } from '../../src/pipelines/check-suspect.ts';
import { addTable } from '../../src/pipelines/fingerprint-table.ts';
import type { WatchContext } from '../../src/pipelines/sweep/watch-context.ts';
import { createHome } from '../../src/store/home.ts';
import { people, writeLeak, writeTable } from '../../test/pipelines/generated-files.ts';

const SEED = 1;
const SMALL_TABLES = 3;
const SMALL_ROWS = 300;
const REPORTS = 50;
const ENDPOINTS = 20;
const EXPOSURES = 10;
const USERS = 20;
const QUIET = { signal: new AbortController().signal, onProgress: () => {} };

/** The table that large files are checked against. */
export const TABLE = 'volume';
/** Its rows. */
export const TABLE_ROWS = 20_000;

/** A home with everything that pages and lists show. */
export interface FullHome {
  readonly env: Readonly<Record<string, string>>;
  readonly context: WatchContext;
  /** Who asks, in turn: headers with a session's cookie, or a token. */
  readonly asking: readonly Readonly<Record<string, string>>[];
  /** Tokens of those who upload. */
  readonly uploading: readonly Readonly<Record<string, string>>[];
  readonly report: string;
}

/** Make it in that folder, without a service. The store stays open beside the service that is started on it. */
export async function makeFullHome(folder: string): Promise<FullHome> {
  const path = join(folder, 'home');
  await mkdir(path);
  const key = randomBytes(32);
  const env = { ROWPRINT_HOME: path, ROWPRINT_KEY: key.toString('hex'), ROWPRINT_LOG_LEVEL: 'warn' };
  const keys = new KeyRing(key);
  await createHome(path, keys.keyId);
  const settings = loadSettings({ env });
  const context = await contextOf(settings, path, keys);
  const report = await addKnown(folder, context);
  await addServers(context);
  const { cookies, tokens } = await addPeople(settings, keys, context);
  return {
    env,
    context,
    asking: cookies.flatMap((one, at) => [one, tokens[at]!]),
    uploading: tokens,
    report,
  };
}

/** Write a leak out of the large table. @param share01 of its rows are the table's, at most */
export async function writeLargeLeak(path: string, rows: number, seed = SEED): Promise<void> {
  const membersShare01 = Math.min(0.5, TABLE_ROWS / rows / 2);
  await writeVolumeLeak(path, rows, seed, { tableRows: TABLE_ROWS, membersShare01 });
}

/** Tables and reports; returns the id of one. */
async function addKnown(folder: string, context: WatchContext): Promise<string> {
  const add = async (name: string, source: string) => {
    await addTable(context, { name, source, fields: {}, ignoredColumns: [], force: false }, source, QUIET);
  };
  const large = join(folder, 'volume.csv');
  await writeVolumeTable(large, TABLE_ROWS, SEED);
  await add(TABLE, large);
  for (let at = 0; at < SMALL_TABLES; at++) {
    const source = join(folder, `table-${at}.csv`);
    await writeTable(source, people(SMALL_ROWS, at * 1000));
    await add(`lab-${at}`, source);
  }
  const leak = join(folder, 'leak.txt');
  let id = '';
  for (let at = 0; at < REPORTS; at++) {
    await writeLeak(leak, people(50 + at, (at % SMALL_TABLES) * 1000));
    ({ id } = await checkSuspect(context, { file: leak }, QUIET));
  }
  return id;
}

async function addServers({ store, clock }: WatchContext): Promise<void> {
  const options = {
    schedule: null,
    loginFile: null,
    allowsClearTextLogin: false,
    acceptedCertificate: null,
    listsOnly: false,
    extractsEndAt: null,
    staleAfterDays: null,
  };
  const at = new Date(clock.nowMs()).toISOString();
  for (let number = 0; number < ENDPOINTS; number++) {
    const url = `https://server-${number}.example/`;
    const { id } = await store.endpoints.add({ name: `server-${number}`, url, options }, null);
    await store.exposures.put(
      Array.from({ length: EXPOSURES }, (_, file) => ({
        id: store.exposures.newId(),
        endpointId: id,
        code: 'data.readable',
        path: `/extracts/file-${file}.csv`,
        severity: 'high',
        proof: 'shown',
        state: 'open' as const,
        evidence: {},
        firstSeenAt: at,
        lastSeenAt: at,
        closedAt: null,
        reopened: 0,
      })),
    );
  }
}

/** Accounts that are signed in, with a token each. */
async function addPeople(settings: Settings, keys: KeyRing, { store, clock }: WatchContext) {
  const access = openLocalAccess(settings, store, keys, clock);
  const cookies: Record<string, string>[] = [];
  const tokens: Record<string, string>[] = [];
  for (let at = 0; at < USERS; at++) {
    const user = await store.access.users.add({
      name: `person-${at}`,
      role: 'admin',
      controllers: null,
      means: 'local',
      subject: null,
      passwordHash: 'none',
    });
    const { newSecret } = await access.sessions.begin(user!, null);
    cookies.push({ cookie: `rowprint=${newSecret}` });
    const actor = {
      id: user!.id,
      name: user!.name,
      role: 'admin',
      controllers: null,
      means: 'session',
    } as const;
    const wanted = { label: 'bench', role: 'admin', controllers: null, days: 1 } as const;
    const { secret } = await access.tokens.make(actor, wanted);
    tokens.push({ authorization: `Bearer ${secret}` });
  }
  return { cookies, tokens };
}
