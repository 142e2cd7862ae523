import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { createHome, openStore } from '../../src/store/home.ts';
import { addTable, KEY_ID } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';

const testHome = new TestHome();

/** Runs without the rights of root, which no folder refuses. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('createHome', () => {
  test('makes a folder and a database that only the owner may read', async () => {
    const store = await testHome.open();
    await addTable(store, 'lab_a', new Uint8Array(10));

    expect((await stat(testHome.home)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(testHome.home))
      expect((await stat(join(testHome.home, file))).mode & 0o777, file).toBe(0o600);
  });

  test('leaves an existing database as it is', async () => {
    const before = await readFile(testHome.file);

    const refusal = await refusalOf(createHome(testHome.home, 'ffffffffffffffff'));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain(testHome.file);
    expect((await readFile(testHome.file)).equals(before)).toBe(true);
  });

  test('takes an existing folder without changing its rights', async () => {
    const folder = join(testHome.folder, 'volume');
    await mkdir(folder);
    await chmod(folder, 0o755);

    await createHome(folder, KEY_ID);

    expect((await stat(folder)).mode & 0o777).toBe(0o755);
    expect((await stat(join(folder, 'rowprint.db'))).mode & 0o777).toBe(0o600);
  });

  test('says so where the folder cannot be written', async () => {
    await chmod(testHome.folder, 0o555);

    const refusal = await refusalOf(asNobody(() => createHome(join(testHome.folder, 'other'), KEY_ID)));

    expect(refusal.code).toBe('RP_STORE_REFUSED');
    expect(refusal.message).toMatch(/EACCES.*writable/);
  });

  test('says so where a file is in the way', async () => {
    await writeFile(join(testHome.folder, 'file'), '');

    const refusal = await refusalOf(createHome(join(testHome.folder, 'file', 'home'), KEY_ID));

    expect(refusal.code).toBe('RP_STORE_REFUSED');
  });
});

describe('openStore', () => {
  test('opens what createHome made, with the same id each time', async () => {
    const first = await testHome.open();
    const second = await testHome.open();

    expect(first.homeId).toMatch(/^h_/);
    expect(second.homeId).toBe(first.homeId);
    expect(await second.tables.list()).toEqual([]);
  });

  test('says `rowprint init` where there is no home, and makes nothing', async () => {
    const nowhere = join(testHome.folder, 'nowhere');

    const refusal = await refusalOf(openStore(nowhere, KEY_ID));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('rowprint init');
    expect(await readdir(testHome.folder)).toEqual(['home']);
  });

  test('refuses another key, naming both', async () => {
    const refusal = await refusalOf(openStore(testHome.home, 'ffffffffffffffff'));

    expect(refusal.code).toBe('RP_KEY_MISMATCH');
    expect(refusal.message).toContain(KEY_ID);
    expect(refusal.message).toContain('ffffffffffffffff');
  });

  test('says so where another process holds the database', async () => {
    const other = new Sqlite(testHome.file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('begin exclusive');

    const refusal = await refusalOf(openStore(testHome.home, KEY_ID, { busyTimeoutMs: 50 }));

    other.close();
    expect(refusal.code).toBe('RP_STORE_BUSY');
  });

  test.each([
    ['may not be entered', 0o000],
    ['may not be written', 0o555],
  ])('says so where the folder %s', async (_, mode) => {
    await chmod(testHome.folder, 0o755);
    await chmod(testHome.file, 0o644);
    await chmod(testHome.home, mode);

    const refusal = await refusalOf(asNobody(() => openStore(testHome.home, KEY_ID)));

    await chmod(testHome.home, 0o700);
    expect(refusal.code).toBe('RP_STORE_REFUSED');
    expect(refusal.message).toContain(testHome.file);
  });
});

describe('close', () => {
  test('drops what was not committed and may be called twice', async () => {
    const store = await testHome.open();
    const writer = await store.beginReport();
    await writer.write('verdicts', new Uint8Array(1000));

    await store.close();
    await store.close();

    expect(await readdir(testHome.home)).toEqual(['rowprint.db']);
    const raw = new Sqlite(testHome.file, { readonly: true });
    expect(raw.prepare('select count(*) from leases').pluck().get()).toBe(0);
    raw.close();
  });
});
