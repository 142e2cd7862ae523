import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { refusalOf, TestHome } from './test-home.ts';
import {
  addAssetPrint,
  addEndpoint,
  assetsOf,
  beginReading,
  DayClock,
  day,
  sweepFiles,
  version,
} from './watched-samples.ts';

const home = new TestHome();
const clock = new DayClock();

async function watched(): Promise<{ store: Store; id: string }> {
  clock.set(1);
  const store = await home.open({ clock });
  return { store, id: (await addEndpoint(store, 'server')).id };
}

describe('a version', () => {
  test('of the first sweep has no time when it was not yet there', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, { '/a.csv': version('a', { etag: '"1"', modifiedAt: day(1) }) });

    const [asset] = await assetsOf(store, id);
    const [first] = await store.assets.versions(asset.id);
    expect(await store.assets.version(first.id)).toEqual(first);
    expect(await store.assets.version('v_none')).toBeNull();
    expect(await store.assets.versions(asset.id)).toEqual([
      {
        ...version('a', { etag: '"1"', modifiedAt: day(1) }),
        id: asset.versionId,
        assetId: asset.id,
        notYetAt: null,
        firstSeenAt: day(1),
        lastSeenAt: day(1),
        noMoreAt: null,
      },
    ]);
  });

  test('of a new file was not there in the sweep before', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, {});
    clock.set(2);
    await sweepFiles(store, id, { '/a.csv': 'a' });

    expect(await store.assets.versions()).toMatchObject([{ notYetAt: day(1), firstSeenAt: day(2) }]);
  });

  test('of a new file may have been there in a sweep that did not list everything', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, {});
    clock.set(2);
    await sweepFiles(store, id, {}, { isComplete: false });
    clock.set(3);
    await sweepFiles(store, id, { '/a.csv': 'a' });

    expect(await store.assets.versions()).toMatchObject([{ notYetAt: day(1), firstSeenAt: day(3) }]);
  });

  test('of a file that could not be read before may have been there since that was listed', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, {});
    clock.set(2);
    await sweepFiles(store, id, { '/a.csv': null });
    clock.set(3);
    await sweepFiles(store, id, { '/a.csv': 'a' });

    expect(await store.assets.versions()).toMatchObject([{ notYetAt: day(1), firstSeenAt: day(3) }]);
  });

  test('is seen again by each sweep that finds the file as it was', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, { '/a.csv': 'a', '/b.csv': 'b' });
    clock.set(2);
    await sweepFiles(store, id, { '/a.csv': null, '/b.csv': 'b' });

    const versions = await store.assets.versions();

    expect(versions).toHaveLength(2);
    for (const one of versions)
      expect(one).toMatchObject({ firstSeenAt: day(1), lastSeenAt: day(2), noMoreAt: null });
  });

  test('is seen again where the server says that nothing changed when it is asked for the file', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, { '/a.csv': 'a' });
    clock.set(2);
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);

    await store.sweeps.settle(sweep.id, assets[0].id, { state: 'unchanged', reason: null }, []);

    expect(await store.assets.versions()).toMatchObject([{ lastSeenAt: day(2) }]);
    expect(await assetsOf(store, id)).toMatchObject([{ state: 'unchanged' }]);
  });

  test('is not seen by a sweep that could not read the file', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, { '/a.csv': 'a' });
    clock.set(2);
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);

    await store.sweeps.settle(sweep.id, assets[0].id, { state: 'failed', reason: 'RP_ACCESS_REFUSED' }, []);

    expect(await store.assets.versions()).toMatchObject([{ lastSeenAt: day(1), noMoreAt: null }]);
  });

  test('ends with the sweep that sees other content, which was not yet there when it was seen last', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, { '/a.csv': 'a' });
    clock.set(2);
    await sweepFiles(store, id, { '/a.csv': 'a' });
    clock.set(3);
    await sweepFiles(store, id, { '/a.csv': 'z' });

    const [before, now] = await store.assets.versions();

    expect(before).toMatchObject({ ...version('a'), lastSeenAt: day(2), noMoreAt: day(3) });
    expect(now).toMatchObject({ ...version('z'), notYetAt: day(2), firstSeenAt: day(3), noMoreAt: null });
    expect(await assetsOf(store, id)).toMatchObject([{ versionId: now.id, firstSeenAt: day(1) }]);
  });

  test('is another one where the bytes differ although the samples agree', async () => {
    const { store, id } = await watched();
    await sweepFiles(store, id, { '/a.csv': version('a') });
    await sweepFiles(store, id, { '/a.csv': version('a', { sha256: 'f'.repeat(64) }) });

    expect(await store.assets.versions()).toHaveLength(2);
  });

  test('keeps what a thorough reading found, and takes what a more thorough one finds', async () => {
    const { store, id } = await watched();
    const sampled = version('a', { sha256: null, facts: 'sampled' });
    const whole = version('a', { facts: 'whole' });
    await sweepFiles(store, id, { '/a.csv': sampled });
    await sweepFiles(store, id, { '/a.csv': whole });
    expect(await store.assets.versions()).toMatchObject([whole]);

    await sweepFiles(store, id, { '/a.csv': sampled });

    expect(await store.assets.versions()).toMatchObject([whole]);
  });

  test('is found by the hash of its bytes, on whatever endpoint', async () => {
    const { store, id } = await watched();
    const other = await addEndpoint(store, 'other');
    await sweepFiles(store, id, { '/a.csv': 'same', '/b.csv': 'b' });
    await sweepFiles(store, other.id, { '/x/a.csv': 'same' });

    const found = await store.assets.versionsWithSha256(version('same').sha256!);

    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ assetId }) => assetId)).size).toBe(2);
    expect(await store.assets.versionsWithSha256('0'.repeat(64))).toEqual([]);
  });
});

describe('the prints of a version', () => {
  test('are named in the order that they were given', async () => {
    const { store, id } = await watched();
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    const second = await addAssetPrint(store, assets[0].id);
    const first = await addAssetPrint(store, assets[0].id);
    const printIds = [first, second];

    await store.sweeps.settle(
      sweep.id,
      assets[0].id,
      { state: 'read', reason: null, version: version('a', { printIds }) },
      [],
    );

    expect(await store.assets.versions()).toMatchObject([{ printIds }]);
    expect(await store.assets.versionsWithSha256(version('a').sha256!)).toMatchObject([{ printIds }]);
  });

  test('are refused where one was forgotten: nothing of the outcome is kept', async () => {
    const { store, id } = await watched();
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    const outcome = {
      state: 'read',
      reason: null,
      version: version('a', { printIds: ['p_forgotten'] }),
    } as const;

    const refusal = await refusalOf(store.sweeps.settle(sweep.id, assets[0].id, outcome, []));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('p_forgotten');
    expect(await store.assets.versions()).toEqual([]);
    expect(await store.sweeps.pendingCount(sweep.id)).toBe(1);
  });

  test('are replaced by those of a later reading of the same content, and stay where that made none', async () => {
    const { store, id } = await watched();
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    const first = await addAssetPrint(store, assets[0].id);
    const second = await addAssetPrint(store, assets[0].id);

    for (const printIds of [[first], [second], []])
      await store.sweeps.settle(
        sweep.id,
        assets[0].id,
        { state: 'read', reason: null, version: version('a', { printIds }) },
        [],
      );

    expect(await store.assets.versions()).toMatchObject([{ printIds: [second] }]);
  });
});
