import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { ComparisonRecord } from '../../src/store/watched.ts';
import { addTable } from './samples.ts';
import { TestHome } from './test-home.ts';
import { addEndpoint, assetsOf, beginReading, sweepFiles, version } from './watched-samples.ts';

const home = new TestHome();

type Comparison = Omit<ComparisonRecord, 'versionId'>;

function comparison(printId: string, rows = 3): Comparison {
  return { printId, result: { rows }, foundRows: Uint8Array.of(0, rows), foundPersons: null };
}

/** Read a file anew and compare it. @returns the id of its version */
async function sweepComparing(
  store: Store,
  endpointId: string,
  content: string,
  comparisons: readonly Comparison[],
): Promise<string> {
  const { sweep, assets } = await beginReading(store, endpointId, ['/a.csv']);
  const outcome = { state: 'read', reason: null, version: version(content) } as const;
  await store.sweeps.settle(sweep.id, assets[0].id, outcome, comparisons);
  await store.sweeps.end(sweep.id, {}, []);
  const [{ versionId }] = await assetsOf(store, endpointId);
  return versionId!;
}

describe('a comparison', () => {
  test('is kept with the outcome of its asset, and read back with what was found', async () => {
    const store = await home.open();
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    const { id } = await addEndpoint(store, 'server');

    const versionId = await sweepComparing(store, id, 'a', [comparison(printId)]);

    const found = await store.assets.comparison(versionId, printId);
    expect(found).toEqual({ ...comparison(printId), versionId });
    expect(found!.foundRows!.constructor).toBe(Uint8Array);
    expect(await store.assets.comparison(versionId, 'p_other')).toBeNull();
    const [{ id: assetId }] = await assetsOf(store, id);
    expect(await store.assets.comparisons(id)).toEqual([
      { assetId, versionId, printId, result: { rows: 3 } },
    ]);
  });

  test('is noted later too, for a table that came after the sweep, and written over', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const versionId = await sweepComparing(store, id, 'a', []);
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    await store.assets.noteComparison({ ...comparison(printId, 1), versionId });

    await store.assets.noteComparison({ ...comparison(printId, 2), versionId });

    expect(await store.assets.comparison(versionId, printId)).toMatchObject({ result: { rows: 2 } });
    expect(await store.assets.comparisons(id)).toHaveLength(1);
  });

  test('is listed of the current version alone, and of none that is gone', async () => {
    const store = await home.open();
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    const { id } = await addEndpoint(store, 'server');
    const old = await sweepComparing(store, id, 'a', [comparison(printId, 1)]);
    const current = await sweepComparing(store, id, 'z', [comparison(printId, 2)]);

    expect(await store.assets.comparisons(id)).toMatchObject([{ versionId: current, result: { rows: 2 } }]);
    expect(await store.assets.comparison(old, printId)).toMatchObject({ result: { rows: 1 } });
    await sweepFiles(store, id, {});
    expect(await store.assets.comparisons(id)).toEqual([]);
  });

  test('goes on with a file that came back and was not read', async () => {
    const store = await home.open();
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    const { id } = await addEndpoint(store, 'server');
    await sweepComparing(store, id, 'a', [comparison(printId)]);
    await sweepFiles(store, id, {});

    await sweepFiles(store, id, { '/a.csv': null });

    const [{ versionId }] = await assetsOf(store, id);
    expect(await store.assets.comparison(versionId!, printId)).toEqual({ ...comparison(printId), versionId });
  });

  test('is not kept with a table that was forgotten in the meantime', async () => {
    const store = await home.open();
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    const { id } = await addEndpoint(store, 'server');
    await store.tables.forget('lab_a');

    const versionId = await sweepComparing(store, id, 'a', [comparison(printId)]);
    await store.assets.noteComparison({ ...comparison(printId), versionId });

    expect(await store.assets.comparisons(id)).toEqual([]);
  });

  test('is forgotten with its table', async () => {
    const store = await home.open();
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    const other = await addTable(store, 'lab_b', new Uint8Array(1));
    const { id } = await addEndpoint(store, 'server');
    const versionId = await sweepComparing(store, id, 'a', [comparison(printId), comparison(other)]);

    await store.tables.forget('lab_a');

    expect(await store.assets.comparison(versionId, printId)).toBeNull();
    expect(await store.assets.comparisons(id)).toMatchObject([{ printId: other }]);
    await store.verify();
  });

  test('of what was never read is a mistake of the caller', async () => {
    const store = await home.open();
    const printId = await addTable(store, 'lab_a', new Uint8Array(1));
    const { id } = await addEndpoint(store, 'server');
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);

    const settling = store.sweeps.settle(sweep.id, assets[0].id, { state: 'failed', reason: 'x' }, [
      comparison(printId),
    ]);

    await expect(settling).rejects.toThrow(RangeError);
  });
});
