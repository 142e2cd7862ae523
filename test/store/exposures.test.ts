import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { ExposureRecord } from '../../src/store/exposure-records.ts';
import type { Store } from '../../src/store/store.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { addEndpoint, day } from './watched-samples.ts';

const home = new TestHome();

function exposure(store: Store, endpointId: string, changes: Partial<ExposureRecord> = {}): ExposureRecord {
  return {
    id: store.exposures.newId(),
    endpointId,
    code: 'ftp.anonymous-login',
    path: null,
    severity: 'critical',
    proof: 'proven',
    state: 'open',
    evidence: { replies: ['331', '230'], count: 2 },
    firstSeenAt: day(1),
    lastSeenAt: day(1),
    closedAt: null,
    reopened: 0,
    ...changes,
  };
}

describe('exposures', () => {
  test('are listed oldest first with all that was said of them, of one endpoint or of all', async () => {
    const store = await home.open();
    const first = await addEndpoint(store, 'first');
    const second = await addEndpoint(store, 'second');
    const late = exposure(store, first.id, { firstSeenAt: day(3), path: '/pub/x.csv' });
    const early = exposure(store, first.id);
    const other = exposure(store, second.id, { firstSeenAt: day(2) });
    await store.exposures.put([late, early, other]);

    expect(await store.exposures.list()).toEqual([early, other, late]);
    expect(await store.exposures.list(first.id)).toEqual([early, late]);
    expect(await store.exposures.list(second.id)).toEqual([other]);
  });

  test('are written over by their id: closed, and opened again', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const opened = exposure(store, id);
    await store.exposures.put([opened]);
    const closed: ExposureRecord = { ...opened, state: 'closed', closedAt: day(2), evidence: {} };
    await store.exposures.put([closed]);
    expect(await store.exposures.list()).toEqual([closed]);
    const again = { ...opened, reopened: 1, lastSeenAt: day(3), severity: 'low' };

    await store.exposures.put([again]);

    expect(await store.exposures.list()).toEqual([again]);
  });

  test('are written over in every part, however many they are', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    const before = Array.from({ length: 1_201 }, (_, at) => exposure(store, id, { path: `/${at}.csv` }));
    await store.exposures.put(before);
    const after = before.map(
      (one, at): ExposureRecord => ({
        ...one,
        code: 'data.unencrypted',
        path: `/${String(at).padStart(4, '0')}.txt`,
        severity: 'low',
        proof: 'claimed',
        state: 'closed',
        evidence: { at },
        firstSeenAt: day(2),
        lastSeenAt: day(3),
        closedAt: day(4),
        reopened: at,
      }),
    );

    await store.exposures.put(after);

    expect(await store.exposures.list(id)).toEqual(after);
  });

  test('are written all or none', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');

    const refusal = await refusalOf(
      store.exposures.put([exposure(store, id), exposure(store, 'e_forgotten')]),
    );

    expect(refusal).toBeInstanceOf(UsageError);
    expect(await store.exposures.list()).toEqual([]);
  });

  test('have ids of their own', async () => {
    const store = await home.open();

    const ids = Array.from({ length: 100 }, () => store.exposures.newId());

    expect(new Set(ids).size).toBe(100);
    expect(ids[0]).toMatch(/^x_\d{8}_/);
  });
});
