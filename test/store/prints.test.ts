import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { addTable, newTable, SNAPSHOT } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { addAssetPrint, addEndpoint, beginReading } from './watched-samples.ts';

const home = new TestHome();
const SEGMENT = 4 * 1024 * 1024;

/** Bytes that differ by position, so that segments in a wrong order are seen. */
function pattern(length: number): Uint8Array {
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, (_, index) =>
    Math.imul(index, 2654435761),
  );
  return new Uint8Array(words.buffer, 0, length);
}

/** Transactions in the log: frames that say how large the database is after them (SQLite's file format, section 4.1). */
function commitsInLog(): number {
  const file = `${home.file}-wal`;
  const log = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (log.length === 0) return 0;
  const frameBytes = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frameBytes <= log.length; at += frameBytes)
    if (log.readUInt32BE(at + 4) !== 0) commits++;
  return commits;
}

/** Two files of a server that is being swept. */
async function twoAssets(store: Store): Promise<readonly string[]> {
  const { id } = await addEndpoint(store, 'server');
  const { assets } = await beginReading(store, id, ['/1.csv', '/2.csv']);
  return assets.map((asset) => asset.id);
}

describe('a print', () => {
  test('is read back part by part as it was written', async () => {
    const store = await home.open();
    const whole = pattern(2 * SEGMENT + 12_345);
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    for (let start = 0; start < whole.length; start += 700_001)
      await writer.write('rows', whole.subarray(start, start + 700_001));
    await writer.write('index/nir', whole.subarray(0, SEGMENT));
    await writer.write('empty', new Uint8Array(0));
    await writer.commit({ rowCount: 3 }, { table: newTable('lab_a') });

    const [print] = await store.prints.list();

    expect(print).toMatchObject({
      id: writer.id,
      kind: 'table',
      subjectId: (await store.tables.get('lab_a')).id,
      snapshotAt: SNAPSHOT,
      meta: { rowCount: 3 },
      parts: {
        rows: { bytes: whole.length, segments: 3 },
        'index/nir': { bytes: SEGMENT, segments: 1 },
        empty: { bytes: 0, segments: 0 },
      },
    });
    expect(Buffer.compare(await store.prints.readAll(print.id, 'rows'), whole)).toBe(0);
    expect(await store.prints.readAll(print.id, 'index/nir')).toHaveLength(SEGMENT);
    expect(await store.prints.readAll(print.id, 'empty')).toHaveLength(0);
  });

  test('of a few rows costs two transactions, however many parts it has', async () => {
    const store = await home.open();
    const before = commitsInLog();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    for (let part = 0; part < 40; part++) await writer.write(`part/${part}`, pattern(4 * part));

    await writer.commit({}, { table: newTable('lab_a') });

    expect(commitsInLog() - before).toBe(2);
    expect(await store.prints.readAll(writer.id, 'part/39')).toEqual(pattern(156));
  });

  test('is read back where the ends of its parts are more than one segment', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    const [first, second] = [pattern(SEGMENT - 1), pattern(SEGMENT - 2)];
    await writer.write('a', first);
    await writer.write('b', second);
    await writer.commit({}, { table: newTable('lab_a') });

    expect(Buffer.compare(await store.prints.readAll(writer.id, 'a'), first)).toBe(0);
    expect(Buffer.compare(await store.prints.readAll(writer.id, 'b'), second)).toBe(0);
  });

  test('is read as a stream of segments, or one segment alone', async () => {
    const store = await home.open();
    const whole = pattern(SEGMENT + 5);
    const id = await addTable(store, 'lab_a', whole);

    const segments: Uint8Array[] = [];
    for await (const segment of store.prints.read(id, 'rows')) segments.push(segment);

    expect(segments.map((segment) => segment.length)).toEqual([SEGMENT, 5]);
    expect(Buffer.concat(segments).equals(whole)).toBe(true);
    expect(await store.prints.readSegment(id, 'rows', 1)).toEqual(whole.slice(SEGMENT));
  });

  test('gives chunks that own their memory, so that they can be viewed as 32-bit words', async () => {
    const store = await home.open();
    const id = await addTable(store, 'lab_a', pattern(64));

    const segment = await store.prints.readSegment(id, 'rows', 0);

    expect(segment.constructor).toBe(Uint8Array);
    expect(segment.byteOffset).toBe(0);
    expect(segment.buffer.byteLength).toBe(64);
    expect(new Uint32Array(segment.buffer)[1]).toBe(2654435761);
  });

  test('is invisible until it is committed', async () => {
    const store = await home.open();
    const other = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    await writer.write('rows', pattern(SEGMENT));

    expect(await other.prints.list()).toEqual([]);
    expect(await other.tables.list()).toEqual([]);
    expect(await refusalOf(other.prints.readAll(writer.id, 'rows'))).toBeInstanceOf(UsageError);

    await writer.commit({}, { table: newTable('lab_a') });
    expect(await other.prints.list()).toHaveLength(1);
    expect(await other.tables.list()).toHaveLength(1);
  });

  test('leaves nothing when it is aborted, and takes nothing more', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    await writer.write('rows', pattern(SEGMENT));

    await writer.abort();
    await writer.abort();

    expect(await store.prints.list()).toEqual([]);
    await expect(writer.write('rows', pattern(1))).rejects.toThrow(/nothing can be added/);
    await expect(writer.commit({})).rejects.toThrow(/nothing can be added/);
  });

  test('stays when its writer is aborted after the commit', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    await writer.write('rows', pattern(10));
    await writer.commit({}, { table: newTable('lab_a') });

    await writer.abort();

    expect(await store.prints.readAll(writer.id, 'rows')).toEqual(pattern(10));
  });

  test('takes writes that do not wait for each other', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    const whole = pattern(3 * SEGMENT);

    await Promise.all(
      [0, 1, 2].flatMap((index) => [
        writer.write('a', whole.subarray(index * SEGMENT, (index + 1) * SEGMENT)),
        writer.write('b', whole.subarray(index * 1000, (index + 1) * 1000)),
      ]),
    );
    await writer.commit({}, { table: newTable('lab_a') });

    expect(Buffer.compare(await store.prints.readAll(writer.id, 'a'), whole)).toBe(0);
    expect(await store.prints.readAll(writer.id, 'b')).toEqual(whole.slice(0, 3000));
  });

  test('takes bytes shared between threads', async () => {
    const store = await home.open();
    const shared = new Uint8Array(new SharedArrayBuffer(SEGMENT + 3)).fill(5);
    const id = await addTable(store, 'lab_a', shared);

    expect(Buffer.compare(await store.prints.readAll(id, 'rows'), Buffer.alloc(SEGMENT + 3, 5))).toBe(0);
  });

  test('refuses a meta that JSON cannot hold, and drops what was written', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });

    await expect(writer.commit(undefined, { table: newTable('lab_a') })).rejects.toThrow(TypeError);

    expect(await store.prints.list()).toEqual([]);
  });

  test.each(['2026-01-31', '31/01/2026', '2026-01-31T12:00:00+01:00', ''])(
    'refuses a snapshot time written %j',
    async (snapshotAt) => {
      const store = await home.open();

      await expect(store.beginPrint({ kind: 'asset', snapshotAt })).rejects.toThrow(RangeError);
    },
  );

  test.each(['', 'Nom du patient', 'naïve', `a${'b'.repeat(100)}`])(
    'refuses a part named %j',
    async (part) => {
      const store = await home.open();
      const writer = await store.beginPrint({ kind: 'asset', snapshotAt: SNAPSHOT });

      await expect(writer.write(part, pattern(1))).rejects.toThrow(RangeError);
    },
  );

  test('tells a part or a segment it does not have', async () => {
    const store = await home.open();
    const id = await addTable(store, 'lab_a', pattern(10));

    await expect(store.prints.readAll(id, 'toString')).rejects.toThrow(RangeError);
    await expect(store.prints.readSegment(id, 'rows', 1)).rejects.toThrow(RangeError);
    await expect(store.prints.readSegment(id, 'rows', -1)).rejects.toThrow(RangeError);
  });
});

describe('a print of an asset', () => {
  test('is refused where the asset is not known, and leaves nothing', async () => {
    const store = await home.open();

    const refusal = await refusalOf(addAssetPrint(store, 'a_1'));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(await store.prints.list()).toEqual([]);
  });
});

describe('the list of prints', () => {
  const [january, february, march] = ['01', '02', '03'].map((month) => `2026-${month}-01T00:00:00.000Z`);

  test('has the oldest snapshot first, or the last one of each subject only', async () => {
    const store = await home.open();
    const [first, second] = await twoAssets(store);
    const late = await addAssetPrint(store, first, { snapshotAt: march });
    const early = await addAssetPrint(store, first, { snapshotAt: january });
    const other = await addAssetPrint(store, second, { snapshotAt: february });

    expect((await store.prints.list()).map((print) => print.id)).toEqual([early, other, late]);
    expect((await store.prints.list({ latestOnly: true })).map((print) => print.id)).toEqual([other, late]);
  });

  test('takes the print committed last where two show the same moment', async () => {
    let nowMs = 0;
    const store = await home.open({ clock: { nowMs: () => nowMs } });
    const [asset] = await twoAssets(store);
    await addAssetPrint(store, asset, { snapshotAt: january });
    nowMs = 1000;
    const last = await addAssetPrint(store, asset, { snapshotAt: january });

    expect((await store.prints.list({ latestOnly: true })).map((print) => print.id)).toEqual([last]);
  });

  test('is narrowed to kinds, a subject or ids', async () => {
    const store = await home.open();
    const table = await addTable(store, 'lab_a', pattern(1));
    const [assetId] = await twoAssets(store);
    const asset = await addAssetPrint(store, assetId, { snapshotAt: january });

    expect((await store.prints.list({ kind: 'table' })).map((print) => print.id)).toEqual([table]);
    expect((await store.prints.list({ subjectId: assetId })).map((print) => print.id)).toEqual([asset]);
    expect(await store.prints.list({ kind: 'suspect', latestOnly: true })).toEqual([]);
    const some = await store.prints.list({ kind: ['table', 'suspect'], latestOnly: true });
    expect(some.map((print) => print.id)).toEqual([table]);
    expect((await store.prints.list({ ids: [asset, 'p_none'] })).map((print) => print.id)).toEqual([asset]);
  });
});
