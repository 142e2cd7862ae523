import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/home.ts';
import { SCHEMA_STEPS } from '../../src/store/migrations/migrate.ts';
import { addTable, KEY_ID } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const MARK = Buffer.from('mark of the middle segment');

/** Flip the bits of a byte of the file. */
async function flip(offset: number): Promise<void> {
  const file = await open(home.file, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, offset);
  byte[0] ^= 0xff;
  await file.write(byte, 0, 1, offset);
  await file.close();
}

/** A closed home with a table of 9 MB: three segments. @returns the print's id */
async function fill(): Promise<string> {
  const bytes = new Uint8Array(9_000_000).fill(7);
  bytes.set(MARK, 5_000_000);
  const store = await home.open();
  const id = await addTable(store, 'lab_a', bytes);
  await store.close();
  return id;
}

function change(sql: string): void {
  const raw = new Sqlite(home.file);
  raw.exec(sql);
  raw.close();
}

describe('a damaged database', () => {
  test.each([
    ['its first byte', 0],
    ['its page size', 17],
    ['the mark that it is ours', 68],
    ['the schema', 101],
  ])('is refused when %s is wrong, and left as it is', async (_, offset) => {
    await fill();
    await flip(offset);
    const before = await readFile(home.file);

    const refusal = await refusalOf(openStore(home.home, KEY_ID));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(refusal.message).toContain(home.file);
    expect(refusal.message).toContain('backup');
    expect((await readFile(home.file)).equals(before)).toBe(true);
  });

  test.each([0, 50, 16_384, 100_000])('is refused when it ends after %d bytes', async (bytes) => {
    await fill();
    await truncate(home.file, bytes);

    const refusal = await refusalOf(openStore(home.home, KEY_ID));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect((await stat(home.file)).size).toBe(bytes);
  });

  test('is refused when it is another kind of file', async () => {
    await writeFile(home.file, 'name;birth date\n'.repeat(5000));

    expect((await refusalOf(openStore(home.home, KEY_ID))).code).toBe('RP_STORE_DAMAGED');
  });

  test('is refused when it is the database of another program', async () => {
    await writeFile(home.file, '');
    change('create table meta (name, value)');

    const refusal = await refusalOf(openStore(home.home, KEY_ID));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(refusal.message).toContain('not a database of Rowprint');
  });

  test('is refused when its creation was cut off', async () => {
    change('delete from meta');

    const refusal = await refusalOf(openStore(home.home, KEY_ID));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(refusal.message).toContain('cut off');
  });

  test('opens with a damaged segment, and names its print and part when that is read', async () => {
    const id = await fill();
    await flip((await readFile(home.file)).indexOf(MARK));
    const store = await home.open();

    for (const read of [
      store.prints.readAll(id, 'rows'),
      store.prints.readSegment(id, 'rows', 1),
      store.verify(),
    ]) {
      const refusal = await refusalOf(read);
      expect(refusal.code).toBe('RP_STORE_DAMAGED');
      expect(refusal.message).toContain(`part rows of ${id}`);
    }
    expect(await store.prints.readSegment(id, 'rows', 0)).toHaveLength(4 * 1024 * 1024);
  });

  test('tells a segment that is missing', async () => {
    const id = await fill();
    change('delete from segments where sequence = 2');
    const store = await home.open();

    const refusal = await refusalOf(store.prints.readAll(id, 'rows'));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(refusal.message).toContain('segment 2 is missing');
  });

  test.each([
    ['prints', 'parts', '{"rows":3}'],
    ['prints', 'meta', '{"broken'],
    ['tables', 'options', '{"fields":{"NIR":"nonsense"},"ignored":[],"keyColumn":null,"forced":false}'],
    ['tables', 'options', '[]'],
  ])('tells a record of %s whose %s are unreadable, without quoting them', async (table, column, text) => {
    await fill();
    change(`update ${table} set ${column} = '${text}'`);
    const store = await home.open();

    const refusal = await refusalOf(table === 'prints' ? store.prints.list() : store.tables.get('lab_a'));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(refusal.message + String(refusal.cause)).not.toMatch(/broken|nonsense/);
  });

  test('passes its verification when it is sound', async () => {
    await fill();
    const store = await home.open();

    await expect(store.verify()).resolves.toBeUndefined();
  });
});

describe('a database of a newer version', () => {
  test('is refused, naming both versions, and left as it is', async () => {
    change("insert into kysely_migration (name, timestamp) values ('999-of-the-future', '2030-01-01')");
    const before = await readFile(home.file);

    const refusal = await refusalOf(openStore(home.home, KEY_ID));

    expect(refusal.code).toBe('RP_STORE_NEWER');
    expect(refusal.message).toContain('999-of-the-future');
    expect(refusal.message).toContain(Object.keys(SCHEMA_STEPS).at(-1));
    expect((await readFile(home.file)).equals(before)).toBe(true);
  });
});
