import { describe, expect, test } from 'vitest';
import { ServerBusyError, UnreachableError } from '../../../scanners/errors.ts';
import { people } from '../generated-files.ts';
import { exportOf } from './sweep-content.ts';
import { statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();
const TEXT = exportOf(people(40));

function putThree(): void {
  place.server.put('/a.csv', TEXT);
  place.server.put('/b.csv', exportOf(people(40, 100)));
  place.server.put('/c.csv', exportOf(people(40, 200)));
}

describe('a budget that is spent', () => {
  test('while listing is told, and what was listed is read', async () => {
    putThree();
    place.limits = { ...place.limits, maxEntries: 2 };

    const report = await place.sweep();

    expect(statesOf(report)).toEqual({ '/a.csv': 'read', '/b.csv': 'read' });
    expect(report.isReached).toBe(true);
    expect(report.coverage.skipped).toHaveLength(1);
    expect(report.coverage.skipped[0].reason).toContain('RP_BUDGET_SPENT');
  });

  test('while listing leaves nothing for gone', async () => {
    putThree();
    await place.sweep();
    place.limits = { ...place.limits, maxEntries: 2 };

    const report = await place.sweepLater(1);

    expect(report.counts.gone).toBe(0);
    expect((await place.assets()).every(({ goneAt }) => goneAt === null)).toBe(true);
  });

  test('while reading skips the rest, and the next sweep goes on with it', async () => {
    putThree();
    for (const file of place.server.files.values()) file.hides = ['bytes'];
    const sizes = [...place.server.files.values()].map(({ bytes }) => bytes.length);
    place.limits = { ...place.limits, maxSweepBytes: Math.max(...sizes) };

    const first = await place.sweep();
    const second = await place.sweepLater(1);

    expect(statesOf(first)).toEqual({
      '/a.csv': 'read',
      '/b.csv': 'skipped: RP_BUDGET_SPENT',
      '/c.csv': 'skipped: RP_BUDGET_SPENT',
    });
    expect(first.coverage.complete).toBe(false);
    expect(statesOf(second)).toMatchObject({ '/a.csv': 'unchanged', '/b.csv': 'read' });
  });

  test('is not wasted on a file that has no room in it', async () => {
    place.server.put('/a.csv', exportOf(people(40)));
    place.server.put('/b.csv', exportOf(people(400)));
    place.server.put('/c.csv', exportOf(people(40, 1000)));
    place.limits = { ...place.limits, maxSweepBytes: place.server.files.get('/b.csv')!.bytes.length };

    const report = await place.sweep();

    expect(statesOf(report)).toEqual({
      '/a.csv': 'read',
      '/b.csv': 'skipped: RP_BUDGET_SPENT',
      '/c.csv': 'read',
    });
    expect(report.coverage.complete).toBe(false);
  });
});

describe('a server', () => {
  test.each([
    ['busy', 'RP_SERVER_BUSY'],
    ['unreachable', 'RP_UNREACHABLE'],
  ] as const)('that is %s in the middle is asked no more, and gone on with next time', async (kind, code) => {
    putThree();
    place.server.fail('/b.csv', { kind });

    const first = await place.sweep();
    const fetches = place.server.takeFetches();
    const second = await place.sweepLater(1);

    expect(fetches).toHaveLength(2);
    expect(statesOf(first)).toEqual({
      '/a.csv': 'read',
      '/b.csv': `skipped: ${code}`,
      '/c.csv': `skipped: ${code}`,
    });
    expect(statesOf(second)).toEqual({ '/a.csv': 'unchanged', '/b.csv': 'read', '/c.csv': 'read' });
  });

  test('that refuses a file is asked for the others', async () => {
    putThree();
    place.server.fail('/b.csv', { kind: 'refuse' });

    const report = await place.sweep();

    expect(statesOf(report)).toEqual({
      '/a.csv': 'read',
      '/b.csv': 'failed: RP_ACCESS_REFUSED',
      '/c.csv': 'read',
    });
  });

  test('that is not reached is an answer: the exposure opens, and closes when it is back', async () => {
    putThree();
    await place.sweep();
    place.server.listingFault = { error: new UnreachableError('nobody answers'), after: 0 };

    const away = await place.sweepLater(1);
    place.server.listingFault = null;
    const back = await place.sweepLater(1);

    expect(away).toMatchObject({ isReached: false, counts: { listed: 0, gone: 0 } });
    expect(away.exposures.find(({ code }) => code === 'sweep.unreachable')).toMatchObject({ state: 'open' });
    expect(back.isReached).toBe(true);
    expect(back.exposures.find(({ code }) => code === 'sweep.unreachable')).toMatchObject({
      state: 'closed',
    });
  });

  test('whose listing breaks off is read as far as it was listed', async () => {
    putThree();
    place.server.listingFault = { error: new ServerBusyError('421', null), after: 2 };

    const report = await place.sweep();

    expect(report.isReached).toBe(true);
    expect(statesOf(report)).toEqual({ '/a.csv': 'read', '/b.csv': 'read' });
    expect(report.coverage.skipped[0].reason).toContain('RP_SERVER_BUSY');
  });

  test('that is only to be listed is neither probed nor read, and said to be unread each time', async () => {
    putThree();

    const first = await place.sweep({ options: { listsOnly: true } });
    const second = await place.sweepLater(1);

    expect(place.server.log).toEqual(['list', 'list']);
    for (const report of [first, second]) {
      expect(report.counts).toMatchObject({ listed: 3, read: 0 });
      expect(report.coverage.skipped).toHaveLength(3);
    }
  });
});
