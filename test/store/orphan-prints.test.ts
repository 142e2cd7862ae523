import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { addTable } from './samples.ts';
import { TestHome } from './test-home.ts';
import { addAssetPrint, addEndpoint, beginReading, version } from './watched-samples.ts';

const home = new TestHome();

/** A sweep that settled '/a.csv' with a print and made another one of '/b.csv' that it has not settled yet. */
async function betweenPrintAndOutcome(store: Store): Promise<{
  endpointId: string;
  sweepId: string;
  named: string;
  orphan: string;
  settle: () => Promise<void>;
}> {
  const { id: endpointId } = await addEndpoint(store, 'server');
  const { sweep, assets } = await beginReading(store, endpointId, ['/a.csv', '/b.csv']);
  const [named, orphan] = [
    await addAssetPrint(store, assets[0].id),
    await addAssetPrint(store, assets[1].id),
  ];
  const settle = (at: number, print: string): Promise<void> => {
    const read = version(assets[at].path, { printIds: [print] });
    return store.sweeps.settle(sweep.id, assets[at].id, { state: 'read', reason: null, version: read }, []);
  };
  await settle(0, named);
  return { endpointId, sweepId: sweep.id, named, orphan, settle: () => settle(1, orphan) };
}

async function printsOf(store: Store): Promise<readonly string[]> {
  return (await store.prints.list({ kind: 'asset' })).map(({ id }) => id).sort();
}

function segments(): unknown {
  const raw = new Sqlite(home.file, { readonly: true });
  const count = raw.prepare('select count(*) from segments').pluck().get();
  raw.close();
  return count;
}

describe('a print that no version names', () => {
  test('is left alone while its endpoint is swept, whoever opens the home', async () => {
    const store = await home.open();
    const { named, orphan, settle } = await betweenPrintAndOutcome(store);

    await home.open();

    await settle();
    expect(await printsOf(store)).toEqual([named, orphan].sort());
  });

  test('is erased when the home is opened after the sweep was interrupted', async () => {
    const store = await home.open();
    const { named } = await betweenPrintAndOutcome(store);
    const table = await addTable(store, 'lab_a', new Uint8Array(1));
    await store.close();
    expect(segments()).toBe(3);

    const again = await home.open();

    expect((await again.prints.list()).map(({ id }) => id).sort()).toEqual([named, table].sort());
    expect(segments()).toBe(2);
  });

  test('is erased when the sweep goes on', async () => {
    const store = await home.open();
    const { endpointId, sweepId, named } = await betweenPrintAndOutcome(store);
    await store.sweeps.suspend(sweepId);

    await store.sweeps.begin(endpointId);

    expect(await printsOf(store)).toEqual([named]);
    expect(segments()).toBe(1);
  });

  test('is erased when the sweep ends, and none of another endpoint', async () => {
    const store = await home.open();
    const { sweepId, named } = await betweenPrintAndOutcome(store);
    const other = await addEndpoint(store, 'other');
    const { assets } = await beginReading(store, other.id, ['/c.csv']);
    const elsewhere = await addAssetPrint(store, assets[0].id);

    await store.sweeps.end(sweepId, {}, []);

    expect(await printsOf(store)).toEqual([named, elsewhere].sort());
    // Two prints and the transcript.
    expect(segments()).toBe(3);
  });
});
