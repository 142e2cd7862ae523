import { readFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { addTable } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';
import {
  addAssetPrint,
  addEndpoint,
  assetsOf,
  beginReading,
  day,
  sweepFiles,
  version,
} from './watched-samples.ts';

const home = new TestHome();
const MARK = 'zq-planted-mark-of-a-token-zq';
const WATCHED = [
  'endpoints',
  'sweeps',
  'assets',
  'asset_versions',
  'version_prints',
  'comparisons',
  'exposures',
];

/** Rows of each table, and of segments and runs. */
function counts(): Readonly<Record<string, unknown>> {
  const raw = new Sqlite(home.file, { readonly: true });
  const tables = [...WATCHED, 'prints', 'segments', 'leases'];
  const rows = tables.map((table) => [table, raw.prepare(`select count(*) from ${table}`).pluck().get()]);
  raw.close();
  return Object.fromEntries(rows);
}

async function bytesOnDisk(): Promise<Buffer> {
  const files = [home.file, `${home.file}-wal`];
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0)))));
}

function marked(length = 5_000_000): Uint8Array {
  const bytes = new Uint8Array(length).fill(9);
  for (let offset = 0; offset + MARK.length <= length; offset += 50_000) bytes.set(Buffer.from(MARK), offset);
  return bytes;
}

/** An endpoint with everything that can be known of one, the mark in all of it. @returns the print of its file */
async function addWatched(store: Store, name: string, tablePrint: string): Promise<string> {
  const { id } = await addEndpoint(store, name);
  const { sweep, assets } = await beginReading(store, id, [`/${MARK}.csv`]);
  const print = await addAssetPrint(store, assets[0].id, { bytes: marked() });
  const read = version(name, { printIds: [print], facts: { MARK } });
  await store.sweeps.settle(sweep.id, assets[0].id, { state: 'read', reason: null, version: read }, [
    { printId: tablePrint, result: {}, foundRows: marked(100_000), foundPersons: null },
  ]);
  await store.sweeps.end(sweep.id, { MARK }, [MARK]);
  await store.exposures.put([
    {
      id: store.exposures.newId(),
      endpointId: id,
      code: 'data.ours-exposed',
      path: `/${MARK}.csv`,
      severity: 'high',
      proof: 'proven',
      state: 'open',
      evidence: {},
      firstSeenAt: day(1),
      lastSeenAt: day(1),
      closedAt: null,
      reopened: 0,
    },
  ]);
  return print;
}

/** Sweep an endpoint whose one file has the bytes of a print that is known. */
async function sweepSharing(store: Store, endpointId: string, printId: string): Promise<string> {
  await sweepFiles(store, endpointId, { '/copy.csv': version('copy', { printIds: [printId] }) });
  return (await assetsOf(store, endpointId))[0].id;
}

describe('forgetting an endpoint', () => {
  test('erases all that was seen on it from the disk', async () => {
    const store = await home.open();
    const tablePrint = await addTable(store, 'lab_a', new Uint8Array(10));
    const before = counts();
    await addWatched(store, 'server', tablePrint);
    expect((await bytesOnDisk()).includes(MARK)).toBe(true);

    const erasure = await store.endpoints.forget('server');

    expect(erasure).toEqual({ erasedPrints: 1, bytesGone: true });
    expect(counts()).toEqual(before);
    expect((await bytesOnDisk()).includes(MARK)).toBe(false);
    expect(await refusalOf(store.endpoints.forget('server'))).toBeInstanceOf(UsageError);
  });

  test('leaves another one as it is', async () => {
    const store = await home.open();
    const tablePrint = await addTable(store, 'lab_a', new Uint8Array(10));
    const kept = await addWatched(store, 'kept', tablePrint);
    const before = counts();
    await addWatched(store, 'server', tablePrint);

    await store.endpoints.forget('server');

    expect(counts()).toEqual(before);
    expect(await store.prints.readAll(kept, 'rows')).toHaveLength(5_000_000);
    await store.verify();
  });

  test('keeps a print that a file of another endpoint has too, until that is forgotten', async () => {
    const store = await home.open();
    const tablePrint = await addTable(store, 'lab_a', new Uint8Array(10));
    const shared = await addWatched(store, 'server', tablePrint);
    const { id } = await addEndpoint(store, 'other');
    const copy = await sweepSharing(store, id, shared);

    expect(await store.endpoints.forget('server')).toMatchObject({ erasedPrints: 0 });

    expect(await store.prints.list({ kind: 'asset' })).toMatchObject([{ id: shared, subjectId: copy }]);
    expect(await store.assets.versions()).toMatchObject([{ printIds: [shared] }]);
    expect(await store.prints.readAll(shared, 'rows')).toHaveLength(5_000_000);
    await store.verify();
    expect(await store.endpoints.forget('other')).toEqual({ erasedPrints: 1, bytesGone: true });
    expect((await bytesOnDisk()).includes(MARK)).toBe(false);
  });

  test('erases a print that another endpoint made and has no use for any more', async () => {
    const store = await home.open();
    const maker = await addEndpoint(store, 'maker');
    const { sweep, assets } = await beginReading(store, maker.id, ['/a.csv']);
    const print = await addAssetPrint(store, assets[0].id);
    const user = await addEndpoint(store, 'user');
    await sweepSharing(store, user.id, print);
    await store.sweeps.end(sweep.id, {}, []);
    expect(await store.prints.list()).toHaveLength(1);

    expect(await store.endpoints.forget('user')).toMatchObject({ erasedPrints: 1 });

    expect(await store.prints.list()).toEqual([]);
  });

  test('is refused while it is being swept, and possible when that was interrupted', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await beginReading(store, id, ['/a.csv']);

    const refusal = await refusalOf(store.endpoints.forget('server'));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('server is being swept');
    await store.sweeps.suspend(sweep.id);
    await store.endpoints.forget('server');
    expect(counts()).toMatchObject({ endpoints: 0, sweeps: 0, assets: 0, leases: 0 });
  });

  test('is possible when its sweep died, and erases the print that it had not settled yet', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { assets } = await beginReading(store, id, ['/a.csv']);
    await addAssetPrint(store, assets[0].id);
    const raw = new Sqlite(home.file);
    raw.exec("update leases set process = 'before the restart/0'");
    raw.close();

    expect(await store.endpoints.forget('server')).toMatchObject({ erasedPrints: 1 });

    expect(counts()).toMatchObject({ endpoints: 0, prints: 0, segments: 0, leases: 0 });
  });

  test('makes a print of its file that is under way fail, and leaves nothing of it', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    const writer = await store.beginPrint({ kind: 'asset', subjectId: assets[0].id, snapshotAt: day(1) });
    await writer.write('rows', marked());
    await store.sweeps.suspend(sweep.id);
    await store.endpoints.forget('server');

    expect(await refusalOf(writer.commit({}))).toBeInstanceOf(UsageError);

    expect(counts()).toMatchObject({ prints: 0, segments: 0, leases: 0 });
  });

  test('is finished for when the process died in the middle of it', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const sweep = await sweepFiles(store, id, {});
    await store.close();
    const raw = new Sqlite(home.file);
    raw.exec('delete from endpoints; delete from sweeps');
    raw
      .prepare('insert into leases values (?, ?, ?, ?, ?, ?, ?)')
      .run(sweep.id, 'erase', 1, 'x', 'elsewhere', day(1), '2020-01-01T00:00:00.000Z');
    raw.close();
    expect(counts()).toMatchObject({ segments: 1, leases: 1 });

    await home.open();

    expect(counts()).toMatchObject({ segments: 0, leases: 0 });
  });
});
