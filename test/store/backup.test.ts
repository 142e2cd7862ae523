import { existsSync, statSync } from 'node:fs';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { backUpHome, type CopyOptions, restoreHome } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/home.ts';
import { addTable, KEY_ID } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const BYTES = new Uint8Array(100_000).fill(1);

function watching(part: Partial<CopyOptions> = {}): CopyOptions {
  return { signal: new AbortController().signal, onCopied: () => {}, onVerifying: () => {}, ...part };
}

function backup(file = join(home.folder, 'backup.db'), options = watching()) {
  return backUpHome(home.home, file, KEY_ID, options).then(() => file);
}

async function namesIn(folder: string, keyId = KEY_ID): Promise<readonly string[]> {
  const store = await openStore(folder, keyId);
  const names = (await store.tables.list()).map(({ name }) => name);
  await store.close();
  return names;
}

describe('a backup', () => {
  test('becomes a home with all that was in the first one', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', BYTES);
    const file = await backup();
    const restored = join(home.folder, 'restored');

    const { homeId } = await restoreHome(file, restored, KEY_ID, watching());

    expect(homeId).toBe(store.homeId);
    expect(await namesIn(restored)).toEqual(['lab_a']);
    expect((await readdir(home.folder)).sort()).toEqual(['backup.db', 'home', 'restored']);
  });

  test('is one moment of a home that is written to meanwhile', async () => {
    const store = await home.open();
    for (let number = 0; number < 3; number++) await addTable(store, `before_${number}`, BYTES);
    const writer = new Sqlite(home.file);
    writer.exec('create table growing (number integer, filler blob)');
    const add = writer.prepare('insert into growing values (?, zeroblob(200000))');
    for (let number = 0; number < 100; number++) add.run(number);
    let written = 100;
    let looks = 0;

    const file = await backup(
      undefined,
      watching({
        onCopied: () => {
          looks += 1;
          for (let count = 0; count < 5; count++) add.run(written++);
        },
      }),
    );
    writer.close();

    const copy = new Sqlite(file, { readonly: true });
    expect(copy.prepare('select count(*) from growing').pluck().get()).toBe(100);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
    expect(looks).toBeGreaterThan(1);
    expect(written).toBeGreaterThan(100);
  });

  test('is readable by its owner only, and has no file beside it', async () => {
    await home.open();

    const file = await backup();

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await readdir(home.folder)).sort()).toEqual(['backup.db', 'home']);
  });

  test('replaces nothing', async () => {
    await home.open();
    const file = join(home.folder, 'taken.db');
    await writeFile(file, 'of somebody');

    const refusal = await refusalOf(backup(file));

    expect(refusal).toMatchObject({ code: 'RP_USAGE' });
    expect(await readFile(file, 'utf8')).toBe('of somebody');
  });

  test('that is cancelled leaves nothing', async () => {
    await home.open();
    const controller = new AbortController();

    const refusal = await refusalOf(
      backup(undefined, watching({ signal: controller.signal, onCopied: () => controller.abort() })),
    );

    expect(refusal.code).toBe('RP_CANCELLED');
    expect(await readdir(home.folder)).toEqual(['home']);
  });

  test('of a home with a damaged segment is refused, and leaves nothing', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', BYTES);
    const raw = new Sqlite(home.file);
    raw.exec('update segments set bytes = zeroblob(length(bytes))');
    raw.close();

    const refusal = await refusalOf(backup());

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(await readdir(home.folder)).toEqual(['home']);
  });

  test('says that its folder is missing', async () => {
    await home.open();

    const refusal = await refusalOf(backup(join(home.folder, 'nowhere', 'backup.db')));

    expect(refusal).toMatchObject({ code: 'RP_USAGE' });
  });
});

describe('a home', () => {
  test('is not restored with another key, and nothing is left', async () => {
    await home.open();
    const file = await backup();
    const restored = join(home.folder, 'restored');

    const refusal = await refusalOf(restoreHome(file, restored, 'f'.repeat(16), watching()));

    expect(refusal.code).toBe('RP_KEY_MISMATCH');
    expect((await readdir(home.folder)).sort()).toEqual(['backup.db', 'home']);
  });

  test('is not restored over another one', async () => {
    await home.open();
    const file = await backup();

    const refusal = await refusalOf(restoreHome(file, home.home, KEY_ID, watching()));

    expect(refusal).toMatchObject({ code: 'RP_USAGE' });
    expect(refusal.message).toContain('never replaced');
  });

  test.each([
    ['cut off', async (file: string) => truncate(file, 50_000)],
    ['no database', async (file: string) => writeFile(file, 'text '.repeat(10_000))],
    ['empty', async (file: string) => writeFile(file, '')],
  ])('is not restored from a file that is %s', async (_what, damage) => {
    const store = await home.open();
    await addTable(store, 'lab_a', BYTES);
    const file = await backup();
    await damage(file);

    const refusal = await refusalOf(restoreHome(file, join(home.folder, 'restored'), KEY_ID, watching()));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(existsSync(join(home.folder, 'restored'))).toBe(false);
  });

  test('is not restored from a backup with a damaged segment', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', BYTES);
    const file = await backup();
    const raw = new Sqlite(file);
    raw.exec('update segments set bytes = zeroblob(length(bytes))');
    raw.close();

    const refusal = await refusalOf(restoreHome(file, join(home.folder, 'restored'), KEY_ID, watching()));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(existsSync(join(home.folder, 'restored'))).toBe(false);
  });

  test('that was restored is written to like any other', async () => {
    await home.open();
    const file = await backup();
    const restored = join(home.folder, 'restored');
    await restoreHome(file, restored, KEY_ID, watching());

    const store = await openStore(restored, KEY_ID);
    await addTable(store, 'lab_b', BYTES);
    await store.close();

    expect(await namesIn(restored)).toEqual(['lab_b']);
  });
});
