import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { openStore } from '../../../src/store/home.ts';
import { refusalOf } from '../../store/test-home.ts';
import { people } from '../generated-files.ts';
import { cancelledAt, KEYS } from '../workplace.ts';
import { exportOf } from './sweep-content.ts';
import { cancelledOn, statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();
const LEASE_MS = 11 * 60_000;

function putThree(): void {
  for (const [at, name] of ['a', 'b', 'c'].entries())
    place.server.put(`/${name}.csv`, exportOf(people(30, at * 100)));
}

describe('a sweep that is cancelled', () => {
  test('in its listing lists again, and goes on as the same sweep', async () => {
    putThree();
    const cancelled = await refusalOf(place.sweep({ run: cancelledOn(place.server, 'list') }));
    place.server.onRequest = () => {};

    const report = await place.sweep();

    expect(cancelled).toBeInstanceOf(CancelledError);
    expect(report).toMatchObject({ isResumed: true, counts: { read: 3, added: 3 } });
    expect(await place.store.sweeps.list((await place.endpoint()).id)).toHaveLength(1);
  });

  test('in a transfer fetches what was settled no second time, and counts what the listing showed', async () => {
    putThree();
    await refusalOf(place.sweep({ run: cancelledOn(place.server, 'fetch /c.csv') }));
    const before = place.server.takeFetches();
    place.server.onRequest = () => {};
    const left = (await place.assets()).filter(({ state }) => state === null).map(({ path }) => path);

    const report = await place.sweep();

    expect(before).toEqual(['fetch /a.csv 0-', 'fetch /b.csv 0-', 'fetch /c.csv 0-']);
    expect(place.server.takeFetches()).toEqual(left.map((path) => `fetch ${path} 0-`));
    expect(left).not.toContain('/a.csv');
    expect(statesOf(report)).toEqual({ '/a.csv': 'read', '/b.csv': 'read', '/c.csv': 'read' });
    expect(report.counts).toMatchObject({ listed: 3, added: 3, gone: 0 });
  });

  test('in a comparison reads that file again and settles each once', async () => {
    await place.addPeople('lab', people(100));
    putThree();
    await refusalOf(place.sweep({ run: cancelledAt('matching') }));

    const report = await place.sweep();

    expect(report).toMatchObject({ isResumed: true, counts: { read: 3 } });
    for (const path of ['/a.csv', '/b.csv', '/c.csv']) expect(await place.versions(path)).toHaveLength(1);
    expect(await place.store.prints.list({ kind: 'asset' })).toHaveLength(3);
  });

  test('and that finds the server away when it goes on did not reach it', async () => {
    putThree();
    await refusalOf(place.sweep({ run: cancelledOn(place.server, 'fetch /a.csv') }));
    place.server.onRequest = () => {};
    place.server.fail('*', { kind: 'unreachable' });

    const report = await place.sweep();

    expect(report).toMatchObject({ isResumed: true, isReached: false, counts: { skipped: 3 } });
  });
});

describe('a process that died in a sweep', () => {
  test('leaves it to the next one, once it was not heard of for ten minutes', async () => {
    putThree();
    const endpoint = await place.endpoint();
    const { sweep } = await place.store.sweeps.begin(endpoint.id);
    const asset = { linkTarget: null, modifiedAt: null, etag: null, bytes: 1 };
    await place.store.sweeps.noteListed(
      sweep.id,
      [{ path: '/a.csv', ref: 'ref:/a.csv', ...asset }],
      () => true,
    );
    await place.store.sweeps.endListing(sweep.id, true);

    // This process beats no more for what it holds when the store believes that it is another one.
    const store = await openStore(place.home, KEYS.keyId, { clock: place.clock });
    place.clock.advance(LEASE_MS);
    const resumed = await place.sweepIn(store);
    await store.close();

    expect(resumed).toMatchObject({ id: sweep.id, isResumed: true, counts: { read: 1 } });
    expect(place.server.log).not.toContain('list');
  });
});

describe('a sweep that is under way', () => {
  test('is not begun by another one', async () => {
    putThree();
    let refusal: Error | null = null;
    place.server.onRequest = (line) => {
      if (line.startsWith('fetch /b.csv')) started = refusalOf(place.sweep());
    };
    let started: Promise<Error> | null = null;

    await place.sweep();
    refusal = await started!;

    expect(refusal).toMatchObject({ code: 'RP_SWEEP_RUNNING' });
  });
});
