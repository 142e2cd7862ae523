import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { AssetRecord, ListedAsset } from '../../src/store/watched.ts';
import { TestHome } from './test-home.ts';
import {
  addEndpoint,
  assetsOf,
  beginReading,
  DayClock,
  day,
  listed,
  sweepFiles,
  version,
} from './watched-samples.ts';

const home = new TestHome();
const clock = new DayClock();

/** An endpoint that was swept once on day 1 and is to be swept on day 2. */
async function sweptOnce(files: Readonly<Record<string, string>>): Promise<{ store: Store; id: string }> {
  clock.set(1);
  const store = await home.open({ clock });
  const { id } = await addEndpoint(store, 'server');
  await sweepFiles(store, id, files);
  clock.set(2);
  return { store, id };
}

describe('a listing', () => {
  test('notes files with all that the server says of them, by path', async () => {
    const { store, id } = await sweptOnce({});
    const { sweep } = await store.sweeps.begin(id);
    const b = listed('/b.csv', { ref: '/b%2Ecsv', bytes: 5_000_000_000, etag: '"1"', linkTarget: '/etc' });
    const a = listed('/a.csv', { bytes: null, modifiedAt: null });

    await store.sweeps.noteListed(sweep.id, [b, a], () => true);

    expect(await assetsOf(store, id)).toEqual(
      [a, b].map((file) => ({
        ...file,
        id: expect.stringMatching(/^a_20260102_/),
        endpointId: id,
        firstSeenAt: day(2),
        lastSeenAt: day(2),
        goneAt: null,
        state: null,
        reason: null,
        versionId: null,
        addedIn: sweep.id,
      })),
    );
  });

  test('asks of each file, with what is known of it, whether it has to be read', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    const [known] = await assetsOf(store, id);
    const { sweep } = await store.sweeps.begin(id);
    const asked: [ListedAsset, AssetRecord | null][] = [];

    await store.sweeps.noteListed(
      sweep.id,
      [listed('/a.csv', { bytes: 11 }), listed('/b.csv')],
      (now, before) => {
        asked.push([now, before]);
        return before === null;
      },
    );

    expect(asked).toEqual([
      [listed('/a.csv', { bytes: 11 }), known],
      [listed('/b.csv'), null],
    ]);
    expect(await assetsOf(store, id)).toMatchObject([
      { path: '/a.csv', bytes: 11, state: 'unchanged', firstSeenAt: day(1), lastSeenAt: day(2) },
      { path: '/b.csv', state: null, firstSeenAt: day(2) },
    ]);
    expect((await store.sweeps.pending(sweep.id, 10)).map(({ path }) => path)).toEqual(['/b.csv']);
  });

  test('names a file once, however often the server does', async () => {
    const { store, id } = await sweptOnce({});
    const { sweep } = await store.sweeps.begin(id);

    await store.sweeps.noteListed(sweep.id, [listed('/a.csv'), listed('/a.csv', { bytes: 99 })], () => true);

    expect(await store.sweeps.pending(sweep.id, 10)).toMatchObject([{ path: '/a.csv', bytes: 10 }]);
  });

  test('is taken in any portions, also of thousands at once and of nothing', async () => {
    const { store, id } = await sweptOnce({});
    const { sweep } = await store.sweeps.begin(id);
    const files = Array.from({ length: 2501 }, (_, index) => listed(`/${String(index).padStart(5, '0')}`));

    await store.sweeps.noteListed(sweep.id, [], () => true);
    await store.sweeps.noteListed(sweep.id, files, () => true);

    expect(await store.sweeps.pendingCount(sweep.id)).toBe(2501);
    expect((await assetsOf(store, id)).map(({ path }) => path)).toEqual(files.map(({ path }) => path));
  });

  test('forgets the outcome of what has to be read again, until that is settled', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    expect(assets).toMatchObject([{ state: null, reason: null }]);

    await store.sweeps.settle(sweep.id, assets[0].id, { state: 'failed', reason: 'RP_TRANSFER_BROKEN' }, []);

    expect(await assetsOf(store, id)).toMatchObject([{ state: 'failed', reason: 'RP_TRANSFER_BROKEN' }]);
    expect(await store.sweeps.pendingCount(sweep.id)).toBe(0);
  });

  test('is over once it was ended', async () => {
    const { store, id } = await sweptOnce({});
    const { sweep } = await beginReading(store, id, []);

    await expect(store.sweeps.noteListed(sweep.id, [listed('/a.csv')], () => true)).rejects.toThrow(
      /is over/,
    );
  });

  test('tells how many files came and went', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a', '/b.csv': 'b', '/c.csv': 'c' });
    const { sweep } = await store.sweeps.begin(id);
    await store.sweeps.noteListed(sweep.id, [listed('/a.csv'), listed('/d.csv')], () => false);

    expect(await store.sweeps.endListing(sweep.id, true)).toEqual({ added: 1, gone: 2 });

    expect(await store.assets.count(id)).toEqual({ here: 2, gone: 2 });
  });

  test('leaves what was to be read without an outcome when the sweep ends before', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    const { sweep } = await beginReading(store, id, ['/a.csv']);

    await store.sweeps.end(sweep.id, {}, []);

    expect(await assetsOf(store, id)).toMatchObject([{ state: null }]);
    expect(await store.sweeps.pendingCount(sweep.id)).toBe(0);
  });
});

describe('a file that is not listed any more', () => {
  test('is gone with its content, and keeps its history', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a', '/b.csv': 'b' });
    await sweepFiles(store, id, { '/b.csv': null });

    const [gone, here] = await assetsOf(store, id);

    expect(gone).toMatchObject({ path: '/a.csv', goneAt: day(2), lastSeenAt: day(1), state: 'read' });
    expect(here).toMatchObject({ path: '/b.csv', goneAt: null, lastSeenAt: day(2) });
    expect(await store.assets.versions(gone.id)).toMatchObject([
      { id: gone.versionId, lastSeenAt: day(1), noMoreAt: day(2) },
    ]);
    expect(await store.assets.versions(here.id)).toMatchObject([{ lastSeenAt: day(2), noMoreAt: null }]);
  });

  test('is not gone where the listing was not complete', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });

    await sweepFiles(store, id, {}, { isComplete: false });

    expect(await assetsOf(store, id)).toMatchObject([{ goneAt: null }]);
    expect(await store.assets.versions()).toMatchObject([{ noMoreAt: null }]);
  });

  test('is gone since the first sweep that missed it', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    await sweepFiles(store, id, {});
    clock.set(3);
    const { sweep } = await store.sweeps.begin(id);

    expect(await store.sweeps.endListing(sweep.id, true)).toEqual({ added: 0, gone: 0 });

    expect(await assetsOf(store, id)).toMatchObject([{ goneAt: day(2) }]);
  });
});

describe('a file that comes back', () => {
  test.each([
    ['the same content', 'a'],
    ['other content', 'z'],
  ])('with %s has a new version, that was not there the sweep before', async (_, content) => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    await sweepFiles(store, id, {});
    clock.set(3);

    await sweepFiles(store, id, { '/a.csv': content });

    const [asset] = await assetsOf(store, id);
    expect(asset).toMatchObject({ firstSeenAt: day(1), lastSeenAt: day(3), goneAt: null, state: 'read' });
    const [before, now] = await store.assets.versions();
    expect(before).toMatchObject({ ...version('a'), noMoreAt: day(2) });
    expect(now).toMatchObject({
      ...version(content),
      id: asset.versionId,
      notYetAt: day(2),
      firstSeenAt: day(3),
      lastSeenAt: day(3),
      noMoreAt: null,
    });
  });

  test('counts as added', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    await sweepFiles(store, id, {});
    const { sweep } = await store.sweeps.begin(id);
    await store.sweeps.noteListed(sweep.id, [listed('/a.csv')], () => true);

    expect(await store.sweeps.endListing(sweep.id, true)).toEqual({ added: 1, gone: 0 });
  });

  test('and need not be read has a copy of its version: nobody saw it in between', async () => {
    const { store, id } = await sweptOnce({ '/a.csv': 'a' });
    await sweepFiles(store, id, {});
    clock.set(3);

    await sweepFiles(store, id, { '/a.csv': null });

    const [before, now] = await store.assets.versions();
    expect(before).toMatchObject({ lastSeenAt: day(1), noMoreAt: day(2) });
    expect(now).toMatchObject({ ...version('a'), notYetAt: day(2), firstSeenAt: day(3), noMoreAt: null });
    expect(await assetsOf(store, id)).toMatchObject([{ versionId: now.id, state: 'unchanged' }]);
  });
});

test('twenty thousand files are listed at once, and again when nothing changed', async () => {
  const store = await home.open();
  const { id } = await addEndpoint(store, 'server');
  const portions = Array.from({ length: 20 }, (_, portion) =>
    Array.from({ length: 1000 }, (_unused, index) => listed(`/pub/EXTRACT_${portion * 1000 + index}.csv`)),
  );

  for (const isFirst of [true, false]) {
    const started = process.cpuUsage();
    const { sweep } = await store.sweeps.begin(id);
    for (const files of portions) await store.sweeps.noteListed(sweep.id, files, () => isFirst);
    const { added } = await store.sweeps.endListing(sweep.id, true);
    expect(await store.sweeps.pendingCount(sweep.id)).toBe(isFirst ? 20_000 : 0);
    await store.sweeps.end(sweep.id, {}, []);

    expect(added).toBe(isFirst ? 20_000 : 0);
    const { user, system } = process.cpuUsage(started);
    // Microseconds of the processor, so that a busy machine does not count: 550,000 and 250,000 measured.
    expect(user + system).toBeLessThan(2_000_000);
  }
});
