import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { addEndpoint, beginReading, DayClock, day, listed, sweepFiles, version } from './watched-samples.ts';

const home = new TestHome();
afterEach(() => {
  vi.useRealTimers();
});

/** Every write of a sweep, in vain where it is not ours. */
const WRITES = ['noteListed', 'endListing', 'settle', 'end'] as const;

function heartbeats(): unknown[] {
  const raw = new Sqlite(home.file, { readonly: true });
  const times = raw.prepare('select heartbeat_at from leases').pluck().all();
  raw.close();
  return times;
}

describe('the last sweep that ended', () => {
  test('is neither one that is under way nor an earlier one, and is found without reading those', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const other = await addEndpoint(store, 'other');
    expect(await store.sweeps.lastEnded(id)).toBeNull();
    const sweeps = [await sweepFiles(store, id, {}), await sweepFiles(store, id, {})];
    await sweepFiles(store, other.id, {});
    await store.sweeps.begin(id);
    const raw = new Sqlite(home.file);
    raw.prepare('update sweeps set summary = ? where id = ?').run('no summary', sweeps[0]!.id);
    raw.close();

    expect(await store.sweeps.lastEnded(id)).toMatchObject({ id: sweeps[1]!.id, phase: 'ended' });
    expect(await refusalOf(store.sweeps.list(id))).toMatchObject({ code: 'RP_STORE_DAMAGED' });
  });
});

describe('a sweep', () => {
  test('goes from listing over reading to its end, and is kept with its summary and transcript', async () => {
    const clock = new DayClock();
    const store = await home.open({ clock });
    const { id: endpointId } = await addEndpoint(store, 'server');
    const { sweep, isResumed } = await store.sweeps.begin(endpointId);
    expect(isResumed).toBe(false);
    expect(sweep).toEqual({
      id: expect.stringMatching(/^w_20260101_/),
      endpointId,
      startedAt: day(1),
      endedAt: null,
      phase: 'listing',
      isListingComplete: false,
      summary: null,
    });
    expect(await store.sweeps.transcript(sweep.id)).toEqual([]);
    await store.sweeps.endListing(sweep.id, true);
    expect(await store.sweeps.list(endpointId)).toMatchObject([
      { phase: 'reading', isListingComplete: true },
    ]);
    clock.set(2);

    await store.sweeps.end(sweep.id, { assets: 0 }, ['0 > USER anonymous', '3 < 230 é']);
    await store.close();

    const again = await home.open();
    expect(await again.sweeps.list(endpointId)).toEqual([
      {
        ...sweep,
        endedAt: day(2),
        phase: 'ended',
        isListingComplete: true,
        summary: { assets: 0 },
      },
    ]);
    expect(await again.sweeps.transcript(sweep.id)).toEqual(['0 > USER anonymous', '3 < 230 é']);
  });

  test('ends while it lists where the server cannot be reached: nothing is gone by that', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    await sweepFiles(store, id, { '/a.csv': 'a' });
    const { sweep } = await store.sweeps.begin(id);

    await store.sweeps.end(sweep.id, null, []);

    expect(await store.sweeps.list(id)).toMatchObject([{}, { phase: 'ended', isListingComplete: false }]);
    expect(await store.assets.count(id)).toEqual({ here: 1, gone: 0 });
  });

  test('is listed after those before it, even where the clock was set back', async () => {
    const clock = new DayClock();
    const store = await home.open({ clock });
    const { id } = await addEndpoint(store, 'server');
    clock.set(9);
    await sweepFiles(store, id, {});
    clock.set(5);
    await sweepFiles(store, id, {});

    expect((await store.sweeps.list(id)).map(({ startedAt }) => startedAt)).toEqual([day(9), day(5)]);
  });

  test('of an endpoint that is not known is refused', async () => {
    const store = await home.open();

    expect(await refusalOf(store.sweeps.begin('e_unknown'))).toBeInstanceOf(UsageError);
    expect(await refusalOf(store.sweeps.transcript('w_unknown'))).toBeInstanceOf(UsageError);
  });

  test('settles no asset of another endpoint', async () => {
    const store = await home.open();
    const other = await addEndpoint(store, 'other');
    const { assets } = await beginReading(store, other.id, ['/a.csv']);
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await beginReading(store, id, []);

    const settling = store.sweeps.settle(sweep.id, assets[0].id, { state: 'read', reason: null }, []);

    await expect(settling).rejects.toThrow(RangeError);
  });
});

describe('a sweep that is under way', () => {
  test('is refused to a second store of the same process, saying who is at it', async () => {
    const store = await home.open();
    const other = await home.open();
    const { id } = await addEndpoint(store, 'server');
    await store.sweeps.begin(id);

    for (const one of [store, other]) {
      const refusal = await refusalOf(one.sweeps.begin(id));
      expect(refusal.code).toBe('RP_SWEEP_RUNNING');
      expect(refusal.message).toContain(`server is being swept by process ${process.pid}`);
    }
    expect(await store.sweeps.list(id)).toHaveLength(1);
  });

  test('does not keep another endpoint from being swept', async () => {
    const store = await home.open();
    const first = await addEndpoint(store, 'first');
    const second = await addEndpoint(store, 'second');
    await store.sweeps.begin(first.id);

    expect((await store.sweeps.begin(second.id)).isResumed).toBe(false);
  });

  test('is heard of every minute, and no more once it ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const clock = new DayClock();
    const store = await home.open({ clock });
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await store.sweeps.begin(id);
    expect(heartbeats()).toEqual([day(1)]);

    clock.set(2);
    await vi.advanceTimersByTimeAsync(60_000);
    // The beat is a transaction that was begun by the timer: anything after it waits for its end.
    await store.tables.list();

    expect(heartbeats()).toEqual([day(2)]);
    await store.sweeps.end(sweep.id, {}, []);
    expect(vi.getTimerCount()).toBe(0);
    expect(heartbeats()).toEqual([]);
  });

  test('is left alone when the home is opened, by whatever process', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await store.sweeps.begin(id);

    await home.open();

    await store.sweeps.endListing(sweep.id, true);
    await store.sweeps.end(sweep.id, {}, []);
    expect(await store.sweeps.list(id)).toMatchObject([{ phase: 'ended' }]);
  });
});

describe('a sweep that was interrupted', () => {
  test('goes on in its phase with what was settled and what was not', async () => {
    const clock = new DayClock();
    const store = await home.open({ clock });
    const { id } = await addEndpoint(store, 'server');
    const { sweep, assets } = await beginReading(store, id, ['/a.csv', '/b.csv', '/c.csv']);
    await store.sweeps.settle(
      sweep.id,
      assets[1].id,
      { state: 'read', reason: null, version: version('b') },
      [],
    );
    await store.sweeps.suspend(sweep.id);
    clock.set(2);

    const begun = await store.sweeps.begin(id);

    expect(begun).toEqual({
      sweep: { ...sweep, phase: 'reading', isListingComplete: true },
      isResumed: true,
    });
    expect((await store.sweeps.pending(sweep.id, 10)).map(({ path }) => path)).toEqual(['/a.csv', '/c.csv']);
    expect(await store.sweeps.pendingCount(sweep.id)).toBe(2);
    expect(await store.sweeps.endListing(sweep.id, true)).toEqual({ added: 3, gone: 0 });
    expect(await store.assets.versions()).toHaveLength(1);
  });

  test('lists again from the start without noting anything twice', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await store.sweeps.begin(id);
    await store.sweeps.noteListed(sweep.id, [listed('/a.csv')], () => true);
    await store.sweeps.suspend(sweep.id);
    expect((await store.sweeps.begin(id)).sweep.phase).toBe('listing');
    const asked: string[] = [];

    await store.sweeps.noteListed(
      sweep.id,
      [listed('/a.csv', { bytes: 99 }), listed('/b.csv')],
      ({ path }) => {
        asked.push(path);
        return true;
      },
    );

    expect(asked).toEqual(['/b.csv']);
    expect(await store.sweeps.pending(sweep.id, 10)).toMatchObject([
      { path: '/a.csv', bytes: 10 },
      { path: '/b.csv' },
    ]);
    expect(await store.sweeps.endListing(sweep.id, true)).toEqual({ added: 2, gone: 0 });
  });

  test('by closing the store goes on in the next one', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await store.sweeps.begin(id);
    await store.close();
    const again = await home.open();

    const begun = await again.sweeps.begin(id);

    expect(begun).toMatchObject({ isResumed: true, sweep: { id: sweep.id } });
  });

  test('by a suspension is free for another store at once', async () => {
    const store = await home.open();
    const other = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep } = await store.sweeps.begin(id);
    await store.sweeps.suspend(sweep.id);
    await store.sweeps.suspend(sweep.id);

    expect((await other.sweeps.begin(id)).isResumed).toBe(true);
    expect((await refusalOf(store.sweeps.begin(id))).code).toBe('RP_SWEEP_RUNNING');
  });

  test('because nobody heard of its process for over ten minutes is taken over', async () => {
    const clock = new DayClock();
    const store = await home.open({ clock });
    const { id } = await addEndpoint(store, 'server');
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    const raw = new Sqlite(home.file);
    raw.exec("update leases set host = 'elsewhere', process = 'other', pid = 999999999");
    raw.close();
    expect((await refusalOf(store.sweeps.endListing(sweep.id, true))).code).toBe('RP_SWEEP_RUNNING');
    const other = await home.open({ clock });
    clock.advance(10 * 60_000);
    expect((await refusalOf(other.sweeps.begin(id))).code).toBe('RP_SWEEP_RUNNING');
    clock.advance(1);
    // Opening erases what dead writers left, and leaves sweeps to those who begin them.
    await home.open({ clock });
    expect(heartbeats()).toEqual([day(1)]);

    expect((await other.sweeps.begin(id)).isResumed).toBe(true);

    expect(await other.sweeps.pending(sweep.id, 1)).toEqual(assets);
    expect(heartbeats()).toHaveLength(1);
  });

  test.each(WRITES)('takes no more from who left it: %s is refused', async (write) => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const { sweep, assets } = await beginReading(store, id, ['/a.csv']);
    await store.sweeps.suspend(sweep.id);
    const outcome = { state: 'read', reason: null, version: version('a') } as const;

    const refusal = await refusalOf(
      {
        noteListed: () => store.sweeps.noteListed(sweep.id, [listed('/b.csv')], () => true),
        endListing: () => store.sweeps.endListing(sweep.id, true),
        settle: () => store.sweeps.settle(sweep.id, assets[0].id, outcome, []),
        end: () => store.sweeps.end(sweep.id, {}, []),
      }[write](),
    );

    expect(refusal.code).toBe('RP_SWEEP_RUNNING');
    expect(refusal.message).toContain(sweep.id);
    expect(await store.assets.versions()).toEqual([]);
    expect(await store.sweeps.list(id)).toMatchObject([{ endedAt: null }]);
  });
});
