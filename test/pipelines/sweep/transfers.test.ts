import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { people } from '../generated-files.ts';
import { exportOf, leakText } from './sweep-content.ts';
import { statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();
const TEXT = exportOf(people(200));
const BYTES = Buffer.byteLength(TEXT);

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('a transfer', () => {
  test('that breaks goes on at its offset, as long as it gets further', async () => {
    place.server.put('/a.csv', TEXT);
    const broken = Array.from({ length: 6 }, () => ({ kind: 'break', after: 1000 }) as const);
    place.server.fail('/a.csv', ...broken);

    const report = await place.sweep();

    expect(place.server.takeFetches()).toEqual(
      [0, 1000, 2000, 3000, 4000, 5000, 6000].map((start) => `fetch /a.csv ${start}-`),
    );
    expect(statesOf(report)).toEqual({ '/a.csv': 'read' });
    expect(await place.versions('/a.csv')).toMatchObject([{ sha256: sha256(TEXT), bytes: BYTES }]);
  });

  test('that gets no further is given up after three tries and told', async () => {
    place.server.put('/a.csv', TEXT);
    place.server.put('/b.csv', exportOf(people(20)));
    place.server.fail('/a.csv', ...Array.from({ length: 9 }, () => ({ kind: 'break', after: 0 }) as const));

    const report = await place.sweep();

    expect(place.server.takeFetches()).toHaveLength(4);
    expect(statesOf(report)).toEqual({ '/a.csv': 'failed: RP_TRANSFER_BROKEN', '/b.csv': 'read' });
    expect(report.coverage.skipped).toEqual([{ what: '/a.csv', reason: 'RP_TRANSFER_BROKEN' }]);
  });

  test('that the server starts anew is read from its first byte, once', async () => {
    place.server.put('/a.csv', TEXT);
    place.server.fail('/a.csv', { kind: 'break', after: 3000 }, { kind: 'restart' });

    await place.sweep();

    expect(place.server.takeFetches()).toEqual(['fetch /a.csv 0-', 'fetch /a.csv 3000-']);
    expect(await place.versions('/a.csv')).toMatchObject([{ sha256: sha256(TEXT) }]);
  });

  test('of a file that was replaced in between is never put together from two files', async () => {
    const other = exportOf(people(200, 1000));
    place.server.put('/a.csv', TEXT);
    place.server.fail('/a.csv', { kind: 'break', after: 3000 });
    place.server.onRequest = (line) => {
      if (line.includes('3000-'))
        place.server.put('/a.csv', other, { modifiedAt: '2026-01-11T00:00:00.000Z' });
    };

    await place.sweep();

    expect(place.server.takeFetches()).toEqual(['fetch /a.csv 0-', 'fetch /a.csv 3000-', 'fetch /a.csv 0-']);
    expect(await place.versions('/a.csv')).toMatchObject([{ sha256: sha256(other) }]);
  });

  test('of a part that was not asked for is not read', async () => {
    place.server.put('/a.csv', TEXT);
    place.server.fail('/a.csv', { kind: 'elsewhere' });

    expect(statesOf(await place.sweep())).toEqual({ '/a.csv': 'failed: RP_ACCESS_REFUSED' });
  });

  test('of a file that grows meanwhile is read to its end, and again in the next sweep', async () => {
    const more = TEXT + leakText(people(20, 9000));
    place.server.put('/a.csv', TEXT);
    place.server.fail('/a.csv', { kind: 'then', after: 1000, run: () => place.server.put('/a.csv', more) });

    await place.sweep();
    const [{ bytes }] = await place.versions('/a.csv');
    place.server.takeFetches();
    const next = await place.sweepLater(1);

    expect(bytes).toBe(Buffer.byteLength(more));
    expect(place.server.takeFetches()).toHaveLength(1);
    expect(statesOf(next)).toEqual({ '/a.csv': 'unchanged' });
  });

  test('whose end the server does not confirm is read, and told until a reading is confirmed', async () => {
    place.server.put('/a.csv', TEXT);
    place.server.fail('/a.csv', { kind: 'unconfirmed' });

    const first = await place.sweep();
    place.server.files.get('/a.csv')!.modifiedAt = '2026-01-15T12:00:00.000Z';
    const second = await place.sweepLater(1);

    expect(statesOf(first)).toEqual({ '/a.csv': 'read' });
    expect(first.coverage.skipped).toEqual([
      { what: '/a.csv', reason: 'the server did not confirm its end' },
    ]);
    expect(second.coverage.complete).toBe(true);
  });
});

describe('a file that is too large', () => {
  test('is estimated from blocks, told as not read whole, and not estimated again', async () => {
    await place.addPeople('lab', people(1500));
    place.limits = { ...place.limits, maxAssetBytes: 100_000 };
    place.server.put('/big.csv', exportOf(people(1500)));

    const report = await place.sweep();
    place.server.takeFetches();
    const next = await place.sweepLater(1);

    expect(statesOf(report)).toEqual({ '/big.csv': 'skipped: too-large' });
    expect(report.coverage.skipped).toEqual([{ what: '/big.csv', reason: 'too-large: estimated' }]);
    const { estimate } = report.assets[0];
    expect(estimate!.print).toBe('lab');
    expect(estimate!.interval[1]).toBeGreaterThan(0.9);
    expect(place.server.takeFetches()).toEqual([]);
    expect(statesOf(next)).toEqual({ '/big.csv': 'skipped: too-large' });
    expect(next.assets[0].estimate).toEqual(estimate);
    expect(next.coverage.complete).toBe(false);
  });

  test('is read once the limit allows it', async () => {
    const limits = place.limits;
    place.limits = { ...limits, maxAssetBytes: 10_000 };
    place.server.put('/big.csv', TEXT);
    await place.sweep();
    place.limits = limits;

    expect(statesOf(await place.sweepLater(1))).toEqual({ '/big.csv': 'read' });
  });

  test('and cannot be read from the middle is told so', async () => {
    place.limits = { ...place.limits, maxAssetBytes: 10_000 };
    place.server.honoursStart = false;
    place.server.put('/big.csv', exportOf(people(2000)));

    const report = await place.sweep();

    expect(report.coverage.skipped).toEqual([
      { what: '/big.csv', reason: 'too-large, and not estimated: cannot be read from the middle' },
    ]);
  });

  test('and of no size that is told is left at the limit, and not begun again', async () => {
    place.limits = { ...place.limits, maxAssetBytes: 10_000 };
    place.server.put('/big.csv', TEXT, { hides: ['bytes', 'modifiedAt'] });

    const report = await place.sweep();
    place.server.bytesSent = 0;
    await place.sweepLater(1);

    expect(statesOf(report)).toEqual({ '/big.csv': 'skipped: too-large' });
    expect(place.server.bytesSent).toBe(0);
  });
});
