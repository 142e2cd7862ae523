import { createReadStream } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyRing } from '../../fingerprints/keys.ts';
import { contextOf } from '../../src/compose/context.ts';
import type { RunServiceOptions } from '../../src/compose/run-service.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';
import { addTable } from '../../src/pipelines/fingerprint-table.ts';
import { spoolKeyFrom } from '../../src/pipelines/spool/spool-key.ts';
import { createSuspectFileSpool } from '../../src/pipelines/spool/suspect-file-spool.ts';
import { createHome } from '../../src/store/home.ts';
import type { Store } from '../../src/store/store.ts';
import { spoolIn } from './spool-in.ts';

/** Of every home here: nobody's data is behind it. */
const KEY_TEXT = '07'.repeat(32);
const KEYS = new KeyRing(Buffer.from(KEY_TEXT, 'hex'));
const SEED = 1;
const TABLE_ROWS = 20_000;
const LEAK_ROWS = 30_000;
const ROOM = { userBytes: 2 ** 40, spoolBytes: 2 ** 40, userUploads: 1000 };
const QUIET = { signal: new AbortController().signal, onProgress: () => {} };

/** The table, endpoint and upload that every home has. */
export const TABLE = 'table';
export const ENDPOINT = 'server';

/** A home that is ready for runs. */
export interface KillHome {
  readonly path: string;
  readonly store: Store;
  /** Id of the uploaded leak. */
  readonly suspect: string;
  /** What a process that works on it has in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Make a home with a fingerprinted table, an uploaded leak and an endpoint at that address. */
export async function makeKillHome(
  folder: string,
  url: string,
  { tableRows, leakRows } = { tableRows: TABLE_ROWS, leakRows: LEAK_ROWS },
): Promise<string> {
  const path = join(folder, 'home');
  await mkdir(path, { recursive: true });
  await createHome(path, KEYS.keyId);
  const context = await contextOf(settingsOf(path), path, KEYS);
  const { store, clock } = context;
  try {
    const source = join(folder, 'table.csv');
    await writeVolumeTable(source, tableRows, SEED);
    const request = { name: TABLE, source, fields: {}, ignoredColumns: [], force: false };
    await addTable(context, request, source, QUIET);
    const leak = join(folder, 'leak.txt');
    await writeVolumeLeak(leak, leakRows, SEED, { tableRows, membersShare01: 0.5 });
    const { key, ...options } = spoolIn(path, KEYS);
    const spool = createSuspectFileSpool({
      ...options,
      key: spoolKeyFrom(key),
      files: store.suspectFiles,
      clock,
    });
    const destroyAt = new Date(clock.nowMs() + 24 * 3_600_000).toISOString();
    const file = { name: 'leak.txt', ownerId: 'u', createdBy: 'bench', bytes: null, announcedSha256: null };
    const { id } = await spool.begin({ ...file, destroyAt }, ROOM);
    await spool.append(id, 0, createReadStream(leak));
    await spool.finish(id);
    await writeFile(join(folder, 'suspect'), id);
    const { host } = new URL(url);
    await store.mandates.put({ target: host, owner: 'us', reference: 'bench', until: '2999-12-31' });
    await store.endpoints.add(
      {
        name: ENDPOINT,
        url,
        options: {
          schedule: null,
          loginFile: null,
          allowsClearTextLogin: false,
          acceptedCertificate: null,
          listsOnly: false,
          extractsEndAt: null,
          staleAfterDays: null,
        },
      },
      null,
    );
    return id;
  } finally {
    await store.close();
  }
}

/** A copy of a home that was made, opened beside the processes that work on it. */
export async function copyKillHome(folder: string, name: string, suspect: string): Promise<KillHome> {
  const path = join(folder, name);
  await cp(join(folder, 'home'), path, { recursive: true });
  const { store } = await contextOf(settingsOf(path), path, KEYS);
  return { path, store, suspect, env: environmentOf(path) };
}

/** The settings of a home, and the key and uploads that go with it. */
export function partsOf(path: string): Pick<RunServiceOptions, 'settings' | 'key' | 'spool'> & {
  readonly keys: KeyRing;
} {
  const settings = settingsOf(path);
  return { settings, key: Buffer.from(KEY_TEXT, 'hex'), spool: spoolIn(path, KEYS), keys: KEYS };
}

function settingsOf(path: string): ReturnType<typeof loadSettings> {
  return loadSettings({ env: environmentOf(path) });
}

function environmentOf(path: string): Readonly<Record<string, string>> {
  return {
    ROWPRINT_HOME: path,
    ROWPRINT_KEY: KEY_TEXT,
    ROWPRINT_THREADS: '1',
    ROWPRINT_SCAN_PACE_MS: '0',
    // Killed on purpose: no run here is given up.
    ROWPRINT_RUN_ATTEMPTS: '100000',
  };
}
