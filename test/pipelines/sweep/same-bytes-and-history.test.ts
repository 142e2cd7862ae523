import { describe, expect, test } from 'vitest';
import { people } from '../generated-files.ts';
import { exportOf, leakText } from './sweep-content.ts';
import { statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();

describe('the same bytes', () => {
  test('on two paths and two servers share one print, and rows of a table count once', async () => {
    await place.addPeople('lab', people(60));
    place.server.put('/a.csv', exportOf(people(40)));
    place.server.put('/copy/a.csv', exportOf(people(40)));

    const report = await place.sweep();
    const other = await place.sweep({ name: 'other' });

    expect(await place.store.prints.list({ kind: 'asset' })).toHaveLength(1);
    for (const { overlaps } of [report, other]) {
      expect(overlaps[0].rows).toMatchObject({ total: 80, present: 80 });
      expect(overlaps[0]).toMatchObject({ reverse: { present: 40 }, persons: 40 });
    }
  });

  test('of which one place is forgotten keep their print for the other', async () => {
    place.server.put('/a.csv', exportOf(people(40)));
    await place.sweep();
    await place.sweep({ name: 'other' });

    await place.store.endpoints.forget('server');

    expect(await place.store.prints.list({ kind: 'asset' })).toHaveLength(1);
  });
});

describe('a file that is gone', () => {
  test('keeps its prints: a leak of it that comes later is traced to the server', async () => {
    place.server.put('/pub/a.csv', exportOf(people(60)));
    await place.sweep();
    place.server.files.clear();
    const report = await place.sweepLater(1);

    const check = await place.checkText(leakText(people(50)));

    expect(report.counts).toMatchObject({ listed: 0, gone: 1 });
    expect(check.overlaps[0]).toMatchObject({ rows: { present: 50 } });
    expect(check.overlaps.map(({ print }) => print.name).join()).toContain('server');
  });

  test('and comes back with the same bytes has what it overlapped with again', async () => {
    await place.addPeople('lab', people(60));
    const text = exportOf(people(40));
    place.server.put('/a.csv', text);
    const first = await place.sweep();
    place.server.files.clear();
    const away = await place.sweepLater(1);
    place.server.put('/a.csv', text, { modifiedAt: '2026-01-16T12:00:00.000Z' });

    const back = await place.sweepLater(1);

    expect(away.overlaps[0].rows.present).toBe(0);
    expect(back.overlaps).toEqual(first.overlaps);
    expect(back.counts).toMatchObject({ added: 1, changed: 0 });
    const [old, now] = await place.versions('/a.csv');
    expect(old.noMoreAt).toBe(away.startedAt);
    expect(now).toMatchObject({ firstSeenAt: back.startedAt, noMoreAt: null, notYetAt: away.startedAt });
  });
});

describe('exposures', () => {
  const ours = (report: Awaited<ReturnType<typeof place.sweep>>) =>
    report.exposures.filter(({ code }) => code === 'data.ours-exposed').map(({ state }) => state);

  test('open, close only when it is certain that they are over, and open again', async () => {
    await place.addPeople('lab', people(60));
    const text = exportOf(people(40));
    place.server.put('/a.csv', text);
    const opened = await place.sweep();
    place.server.gaps.push({ kind: 'gap', path: '/x', reason: 'RP_ACCESS_REFUSED', message: 'no' });
    place.server.files.clear();
    const unsure = await place.sweepLater(1);
    place.server.gaps.length = 0;
    const closed = await place.sweepLater(1);
    place.server.put('/a.csv', text);
    const reopened = await place.sweepLater(1);

    expect([opened, unsure, closed, reopened].map(ours)).toEqual([['open'], ['open'], ['closed'], ['open']]);
    const records = (await place.store.exposures.list()).filter(({ code }) => code === 'data.ours-exposed');
    expect(records).toMatchObject([{ state: 'open', reopened: 1 }]);
  });
});

describe('what is registered after a sweep', () => {
  test.each([
    ['a table', 'data.ours-exposed', () => place.addPeople('lab', people(60))],
    ['a kept suspect', 'leak.present-on', () => place.checkPeople(people(60), { keep: 'forum' })],
  ])('as %s is compared by prints in the next sweep, without a download', async (_, code, register) => {
    place.server.put('/a.csv', exportOf(people(40)));
    await place.sweep();
    place.server.takeFetches();
    await register();

    const report = await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual([]);
    expect(report.overlaps[0].rows.present).toBeGreaterThan(35);
    expect(report.exposures.map((exposure) => exposure.code)).toContain(code);
    expect(statesOf(report)).toEqual({ '/a.csv': 'unchanged' });
  });
});
