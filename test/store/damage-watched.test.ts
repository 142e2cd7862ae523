import { readFile, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/home.ts';
import type { Store } from '../../src/store/store.ts';
import { addTable, KEY_ID } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { addAssetPrint, addEndpoint, beginReading, day, version } from './watched-samples.ts';

const home = new TestHome();
const MARK = Buffer.from('mark of the rows that were found');

/** A closed home with one of everything that is known of a server. */
async function fill(): Promise<{ endpointId: string; sweepId: string; versionId: string; printId: string }> {
  const store = await home.open();
  const printId = await addTable(store, 'lab_a', new Uint8Array(1));
  const { id: endpointId } = await addEndpoint(store, 'server');
  const { sweep, assets } = await beginReading(store, endpointId, ['/a.csv', '/b.csv']);
  const printIds = [await addAssetPrint(store, assets[0].id)];
  const read = { state: 'read', reason: null, version: version('a', { printIds }) } as const;
  await store.sweeps.settle(sweep.id, assets[0].id, read, [
    { printId, result: {}, foundRows: MARK, foundPersons: new Uint8Array(3) },
  ]);
  await store.exposures.put([
    {
      id: store.exposures.newId(),
      endpointId,
      code: 'ftp.anonymous-login',
      path: null,
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
  await store.sweeps.end(sweep.id, {}, ['a line of the transcript']);
  const [{ id: versionId }] = await store.assets.versions();
  await store.close();
  return { endpointId, sweepId: sweep.id, versionId, printId };
}

function change(sql: string): void {
  const raw = new Sqlite(home.file);
  raw.exec(sql);
  raw.close();
}

async function flipAt(text: Buffer | string): Promise<void> {
  const bytes = await readFile(home.file);
  bytes[bytes.indexOf(text)] ^= 0xff;
  await writeFile(home.file, bytes);
}

describe('what is known of servers', () => {
  test('passes its verification when it is sound', async () => {
    await fill();
    const store = await home.open();

    await expect(store.verify()).resolves.toBeUndefined();
  });

  test.each([
    ['delete from endpoints', 'rows of sweeps belong to endpoints'],
    ['delete from asset_versions', 'rows of assets belong to asset_versions'],
    ['delete from prints', 'rows of version_prints belong to prints'],
    ["delete from prints where kind = 'table'", 'rows of comparisons belong to prints'],
    ['delete from assets', 'rows of asset_versions belong to assets'],
    ["update assets set seen_in = 'w_x'", '2 rows of assets belong to sweeps'],
    ["update assets set added_in = 'w_x'", '2 rows of assets belong to sweeps'],
    ["update assets set pending_in = 'w_x'", '2 rows of assets belong to sweeps'],
    ["update exposures set endpoint_id = 'e_x'", '1 rows of exposures belong to endpoints'],
    ["update version_prints set version_id = 'v_x'", 'rows of version_prints belong to asset_versions'],
    ["update comparisons set version_id = 'v_x'", 'rows of comparisons belong to asset_versions'],
    ["update asset_versions set asset_id = 'a_x'", 'rows of asset_versions belong to assets'],
  ])('fails its verification after %j', async (sql, message) => {
    await fill();
    const store = await home.open();
    change(sql);

    const refusal = await refusalOf(store.verify());

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
    expect(refusal.message).toContain(message);
    expect(refusal.message).toContain('backup');
  });

  test.each([
    ['endpoints', 'options', '{"schedule":"broken"}'],
    ['endpoints', 'options', '[]'],
    ['sweeps', 'summary', '{"broken'],
    ['sweeps', 'parts', '{"transcript":"broken"}'],
    ['asset_versions', 'facts', '{"broken'],
    ['comparisons', 'result', '{"broken'],
    ['exposures', 'evidence', '{"broken'],
  ])(
    'fails its verification where %s have unreadable %s, without quoting them',
    async (table, column, text) => {
      await fill();
      change(`update ${table} set ${column} = '${text}'`);
      const store = await home.open();

      const refusal = await refusalOf(store.verify());

      expect(refusal.code).toBe('RP_STORE_DAMAGED');
      expect(refusal.message + String(refusal.cause)).not.toContain('broken');
    },
  );

  test('opens with a damaged found set, and names its comparison when that is read', async () => {
    const { versionId, printId } = await fill();
    await flipAt(MARK);
    const store = await home.open();

    for (const read of [store.assets.comparison(versionId, printId), store.verify()]) {
      const refusal = await refusalOf(read);
      expect(refusal.code).toBe('RP_STORE_DAMAGED');
      expect(refusal.message).toContain(`${versionId} and ${printId}`);
    }
  });

  test.each([
    'found_rows = null',
    'found_persons = null',
    'found_rows = found_persons, found_persons = found_rows',
    'persons_checksum = null',
  ])('tells a comparison with %s', async (assignment) => {
    const { versionId, printId } = await fill();
    change(`update comparisons set ${assignment}`);
    const store = await home.open();

    const refusal = await refusalOf(store.assets.comparison(versionId, printId));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
  });

  test('opens with a damaged transcript, and names its sweep when that is read', async () => {
    const { sweepId } = await fill();
    await flipAt('a line of the transcript');
    const store = await home.open();

    for (const read of [store.sweeps.transcript(sweepId), store.verify()]) {
      const refusal = await refusalOf(read);
      expect(refusal.code).toBe('RP_STORE_DAMAGED');
      expect(refusal.message).toContain(sweepId);
    }
  });

  test('is refused where the pages of its assets are damaged', async () => {
    const store: Store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    await beginReading(
      store,
      id,
      Array.from({ length: 1000 }, (_, index) => `/folder/file-${index}.csv`),
    );
    await store.close();
    const raw = new Sqlite(home.file);
    const page = raw
      .prepare("select rootpage from sqlite_schema where name = 'assets'")
      .pluck()
      .get() as number;
    raw.close();
    const bytes = await readFile(home.file);
    bytes.fill(0xa5, (page - 1) * 16_384, (page - 1) * 16_384 + 100);
    await writeFile(home.file, bytes);

    const refusal = await refusalOf(openStore(home.home, KEY_ID));

    expect(refusal.code).toBe('RP_STORE_DAMAGED');
  });
});
