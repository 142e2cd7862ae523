import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { addTable, newTable, SNAPSHOT } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const MARK = 'zq-planted-mark-of-a-token-zq';
const OTHER_MARK = 'xw-planted-mark-of-another-xw';

/** Every byte of the database and its log. */
async function bytesOnDisk(): Promise<Buffer> {
  const files = ['rowprint.db', 'rowprint.db-wal'].map((name) => join(home.home, name));
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0)))));
}

function bytesWith(mark: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(9);
  for (let offset = 0; offset + mark.length <= length; offset += 50_000) bytes.set(Buffer.from(mark), offset);
  return bytes;
}

describe('tables', () => {
  test('are listed by name with all that was said of them', async () => {
    const store = await home.open({ clock: { nowMs: () => Date.UTC(2026, 0, 31) } });
    await addTable(store, 'lab_b', new Uint8Array(1));
    await addTable(store, 'lab_a', new Uint8Array(1));

    const tables = await store.tables.list();

    expect(tables.map((table) => table.name)).toEqual(['lab_a', 'lab_b']);
    expect(tables[0]).toEqual({
      ...newTable('lab_a'),
      id: expect.stringMatching(/^t_20260131_/),
      createdAt: '2026-01-31T00:00:00.000Z',
    });
    expect(await store.tables.get('lab_a')).toEqual(tables[0]);
  });

  test('are found or not, and a wanted one that is unknown is refused by name', async () => {
    const store = await home.open();

    expect(await store.tables.find('nobody')).toBeNull();
    const refusal = await refusalOf(store.tables.get('nobody'));
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('"nobody"');
    expect(refusal.message).toContain('rowprint table list');
  });

  test('take a name once: refused before the work and again at its end', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', new Uint8Array(1));

    const early = await refusalOf(store.tables.requireFreeName('lab_a'));
    const late = await refusalOf(addTable(store, 'lab_a', new Uint8Array(1)));

    for (const refusal of [early, late]) {
      expect(refusal).toBeInstanceOf(UsageError);
      expect(refusal.message).toMatch(/lab_a is already taken: choose another.*table refresh/);
    }
    expect(await store.prints.list()).toHaveLength(1);
    expect((await bytesOnDisk()).length).toBeLessThan(2_000_000);
  });

  test.each(['', ' lab', 'lab ', '-x', 'a\nb', 'a/b', '\u001b[31m', 'x'.repeat(101)])(
    'refuse the name %j',
    async (name) => {
      const store = await home.open();

      expect(await refusalOf(store.tables.requireFreeName(name))).toBeInstanceOf(UsageError);
    },
  );

  test.each(['lab_a', 'Patients 2026', 'Hôpital-Nord', '検査'])('accept the name %j', async (name) => {
    const store = await home.open();

    await expect(store.tables.requireFreeName(name)).resolves.toBeUndefined();
  });

  test('can be read from another place from now on', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', new Uint8Array(1));

    await store.tables.setSource('lab_a', 'postgres://db.example/lab#public.patients');

    expect((await store.tables.get('lab_a')).source).toBe('postgres://db.example/lab#public.patients');
    expect(await refusalOf(store.tables.setSource('nobody', 'x.csv'))).toBeInstanceOf(UsageError);
  });

  test.each(['postgres://user:hunter2@db.example/lab', 'mysql://db.example/lab?password=hunter2'])(
    'never store a password, as in %s',
    async (source) => {
      const store = await home.open();
      await addTable(store, 'lab_a', new Uint8Array(1));

      const refusal = await refusalOf(store.tables.setSource('lab_a', source));

      expect(refusal.message).toContain('password');
      expect(refusal.message).not.toContain('hunter2');
      expect((await bytesOnDisk()).includes('hunter2')).toBe(false);
    },
  );
});

describe('a table name', () => {
  test('is the same whichever way its accents are encoded', async () => {
    const store = await home.open();
    await addTable(store, 'Hôpital'.normalize('NFD'), new Uint8Array(1));

    expect((await store.tables.get('Hôpital'.normalize('NFC'))).name).toBe('Hôpital'.normalize('NFC'));
    expect(await refusalOf(store.tables.requireFreeName('Hôpital'))).toBeInstanceOf(UsageError);
    await store.tables.forget('Hôpital'.normalize('NFD'));
    expect(await store.tables.list()).toEqual([]);
  });
});

describe('forgetting a table', () => {
  test('erases its row, every print and every byte, and no other table', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', bytesWith(MARK, 9_000_000));
    const { id } = await store.tables.get('lab_a');
    const refresh = await store.beginPrint({ kind: 'table', subjectId: id, snapshotAt: SNAPSHOT });
    await refresh.write('rows', bytesWith(MARK, 9_000_000));
    await refresh.commit({});
    const kept = await addTable(store, 'lab_b', bytesWith(OTHER_MARK, 5_000_000));
    expect((await bytesOnDisk()).includes(MARK)).toBe(true);

    const erasure = await store.tables.forget('lab_a');

    expect(erasure).toEqual({ erasedPrints: 2, bytesGone: true });
    const bytes = await bytesOnDisk();
    expect(bytes.includes(MARK)).toBe(false);
    expect(bytes.includes('lab_a')).toBe(false);
    expect(bytes.includes(OTHER_MARK)).toBe(true);
    expect((await store.prints.list()).map((print) => print.id)).toEqual([kept]);
    expect(Buffer.compare(await store.prints.readAll(kept, 'rows'), bytesWith(OTHER_MARK, 5_000_000))).toBe(
      0,
    );
  });

  test('makes the file as small as before', async () => {
    const store = await home.open();
    const before = (await stat(home.file)).size;
    await addTable(store, 'lab_a', bytesWith(MARK, 20_000_000));

    await store.tables.forget('lab_a');

    expect((await stat(home.file)).size).toBeLessThan(before + 500_000);
  });

  test('says so while another process keeps the old bytes alive', async () => {
    const store = await home.open({ busyTimeoutMs: 50 });
    await addTable(store, 'lab_a', bytesWith(MARK, 5_000_000));
    const reader = new Sqlite(home.file);
    reader.exec('begin');
    reader.prepare('select count(*) from segments').get();

    const erasure = await store.tables.forget('lab_a');

    reader.close();
    expect(erasure).toEqual({ erasedPrints: 1, bytesGone: false });
    await store.close();
    expect((await bytesOnDisk()).includes(MARK)).toBe(false);
  });

  test('refuses an unknown name', async () => {
    const store = await home.open();

    expect(await refusalOf(store.tables.forget('nobody'))).toBeInstanceOf(UsageError);
  });

  test('makes a refresh that is under way fail, and leaves nothing of it', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', new Uint8Array(1));
    const { id } = await store.tables.get('lab_a');
    const refresh = await store.beginPrint({ kind: 'table', subjectId: id, snapshotAt: SNAPSHOT });
    await refresh.write('rows', bytesWith(MARK, 5_000_000));
    await store.tables.forget('lab_a');

    const refusal = await refusalOf(refresh.commit({}));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(await store.prints.list()).toEqual([]);
    expect((await bytesOnDisk()).includes(MARK)).toBe(false);
  });
});
