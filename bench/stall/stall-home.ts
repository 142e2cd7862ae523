import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
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
import { spoolIn } from './spool-in.ts';

/** Nobody's data is behind it. */
const KEY_TEXT = '07'.repeat(32);
const KEYS = new KeyRing(Buffer.from(KEY_TEXT, 'hex'));
const SEED = 1;
const ROOM = { userBytes: 2 ** 40, spoolBytes: 2 ** 40, userUploads: 1000 };
const QUIET = { signal: new AbortController().signal, onProgress: () => {} };

/** The table of the home. */
export const TABLE = 'table';

/** Make a home with a fingerprinted table and an uploaded leak. @returns the id of the leak */
export async function makeStallHome(
  folder: string,
  { tableRows, leakRows }: { readonly tableRows: number; readonly leakRows: number },
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
    return id;
  } finally {
    await store.close();
  }
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
  };
}
