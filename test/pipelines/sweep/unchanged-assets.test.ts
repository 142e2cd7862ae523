import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { people } from '../generated-files.ts';
import { exportOf } from './sweep-content.ts';
import { statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();

describe('a first sweep', () => {
  test('reads each file once, prints it and compares it with the tables', async () => {
    await place.addPeople('lab', people(300));
    place.server.put('/pub/a.csv', exportOf(people(100)));
    place.server.put('/pub/b.csv', exportOf(people(100, 5000)));

    const report = await place.sweep();

    expect(place.server.takeFetches()).toEqual(['fetch /pub/a.csv 0-', 'fetch /pub/b.csv 0-']);
    expect(statesOf(report)).toEqual({ '/pub/a.csv': 'read', '/pub/b.csv': 'read' });
    expect(report.counts).toMatchObject({ listed: 2, read: 2, added: 2, changed: 0, gone: 0 });
    expect(report.coverage).toMatchObject({ complete: true, skipped: [] });
    const [overlap] = report.overlaps;
    expect(overlap.rows).toMatchObject({ total: 200, present: 100 });
    expect(overlap.reverse).toMatchObject({ total: 300, present: 100 });
    expect(await place.store.prints.list({ kind: 'asset' })).toHaveLength(2);
    expect(report.exposures.map(({ code }) => code)).toContain('data.ours-exposed');
  });
});

describe('a second sweep', () => {
  test('of an unchanged server fetches nothing and says the same', async () => {
    await place.addPeople('lab', people(100));
    place.server.put('/a.csv', exportOf(people(50)));
    const first = await place.sweep();
    place.server.takeFetches();

    const second = await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual([]);
    expect(statesOf(second)).toEqual({ '/a.csv': 'unchanged' });
    expect(second.counts).toMatchObject({ unchanged: 1, added: 0, changed: 0, bytesReceived: 0 });
    expect(second.overlaps).toEqual(first.overlaps);
    expect(second.coverage.complete).toBe(true);
    const openCodes = (report: typeof first) => report.exposures.map(({ code }) => code).sort();
    expect(openCodes(second)).toEqual(openCodes(first));
  });

  test('reads nothing of the prints of files: there is one of every file', async () => {
    await place.addPeople('lab', people(100));
    place.server.put('/a.csv', exportOf(people(50)));
    await place.sweep();
    const raw = new Sqlite(join(place.home, 'rowprint.db'));
    raw.prepare("update prints set meta = 'unreadable' where kind = 'asset'").run();
    raw.close();

    expect(statesOf(await place.sweepLater(1))).toEqual({ '/a.csv': 'unchanged' });
    await expect(place.store.prints.list()).rejects.toMatchObject({ code: 'RP_STORE_DAMAGED' });
  });

  test('compares every file with a table that came since, print beside print', async () => {
    await place.addPeople('lab', people(100));
    for (const [at, name] of ['/a.csv', '/b.csv', '/c.csv'].entries())
      place.server.put(name, exportOf(people(50, 1000 * at)));
    await place.sweep();
    place.server.takeFetches();
    await place.addPeople('later', people(60, 1000));

    const { overlaps } = await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual([]);
    const later = overlaps.find(({ print }) => print.name === 'later');
    expect(later?.rows).toMatchObject({ total: 150, present: 50 });
    const { id } = await place.endpoint();
    const compared = await place.store.assets.comparisons(id);
    expect(compared.filter(({ printId }) => printId === later?.print.id)).toHaveLength(3);
  });

  test.each([
    ['size', 60, {}],
    ['date', 50, { modifiedAt: '2026-01-12T08:00:00.000Z' }],
    ['etag', 50, { etag: '"two"' }],
  ])('reads a file again whose %s changed', async (_, rows, change) => {
    place.server.put('/a.csv', exportOf(people(50)), { etag: '"one"' });
    await place.sweep();
    place.server.takeFetches();
    place.server.put('/a.csv', exportOf(people(rows, 100)), { etag: '"one"', ...change });
    place.server.answersConditions = false;

    await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual(['fetch /a.csv 0-']);
  });

  test('takes a changed file for a new version and keeps the old one', async () => {
    place.server.put('/a.csv', exportOf(people(50)));
    await place.sweep();
    place.server.put('/a.csv', exportOf(people(50, 3)), { modifiedAt: '2026-01-15T20:00:00.000Z' });

    const report = await place.sweepLater(1);

    expect(report.counts).toMatchObject({ read: 1, added: 0, changed: 1 });
    const [old, now] = await place.versions('/a.csv');
    expect(old.noMoreAt).toBe(report.startedAt);
    expect(now).toMatchObject({ noMoreAt: null, notYetAt: old.lastSeenAt });
    expect(now.printIds).not.toEqual(old.printIds);
  });

  test.each([
    ['says that nothing changed', true],
    ['shows it in its headers', false],
  ])('asks of a listing without dates, and downloads nothing where the server %s', async (_, conditions) => {
    place.server.put('/a.csv', exportOf(people(50)), { hides: ['bytes', 'modifiedAt'] });
    place.server.answersConditions = conditions;
    await place.sweep();
    place.server.bytesSent = 0;
    place.server.takeFetches();

    const report = await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual(['fetch /a.csv 0-']);
    expect(place.server.bytesSent).toBe(0);
    expect(statesOf(report)).toEqual({ '/a.csv': 'unchanged' });
  });

  test('asks with the date that the server told last', async () => {
    place.server.put('/a.csv', exportOf(people(50)), { hides: ['bytes', 'modifiedAt'] });
    await place.sweep();
    place.server.files.get('/a.csv')!.modifiedAt = '2026-01-12T00:00:00.000Z';
    await place.sweepLater(1);
    place.server.bytesSent = 0;

    await place.sweepLater(1);

    expect(place.server.bytesSent).toBe(0);
  });

  test('reads again what changed within the minutes of the last sweep, once', async () => {
    const modifiedAt = '2026-01-14T23:59:30.000Z';
    place.server.put('/a.csv', exportOf(people(50)), { modifiedAt });
    await place.sweep();
    const other = exportOf(people(50)).replaceAll('a', 'b');
    place.server.put('/a.csv', other, { modifiedAt });
    place.server.takeFetches();

    const second = await place.sweepLater(1);
    const fetched = place.server.takeFetches();
    await place.sweepLater(1);

    expect(fetched).toEqual(['fetch /a.csv 0-']);
    expect(statesOf(second)).toEqual({ '/a.csv': 'read' });
    expect(place.server.takeFetches()).toEqual([]);
  });

  test('takes a file for a known one whose bytes are the same although its date moved', async () => {
    place.server.put('/a.csv', exportOf(people(50)));
    await place.sweep();
    place.server.put('/a.csv', exportOf(people(50)), { modifiedAt: '2026-01-15T20:00:00.000Z' });

    const report = await place.sweepLater(1);

    expect(statesOf(report)).toEqual({ '/a.csv': 'unchanged' });
    expect(report.counts.changed).toBe(0);
    expect(await place.versions('/a.csv')).toMatchObject([{ modifiedAt: '2026-01-15T20:00:00.000Z' }]);
  });
});
