import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { NewSuspectFile, SpoolLimits } from '../../src/store/suspect-file-records.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { DayClock, day } from './watched-samples.ts';

const home = new TestHome();
const KEY = { spoolKeyId: 'ab'.repeat(8), salt: new Uint8Array(32).fill(3) };
const LIMITS: SpoolLimits = { userBytes: 100, spoolBytes: 150, userUploads: 3 };

function upload(changes: Partial<NewSuspectFile> = {}): NewSuspectFile {
  const owner = { ownerId: 'u_1', createdBy: 'anna' };
  return { name: 'leak.txt', ...owner, bytes: 10, announcedSha256: null, destroyAt: day(2), ...changes };
}

async function addReport(store: Store, name: string, sha256: string): Promise<string> {
  const writer = await store.beginReport();
  await writer.commit({ report: { suspect: { name, sha256 } } });
  return writer.id;
}

describe('uploaded files', () => {
  test('are known with all that was said of them, after a restart too', async () => {
    const store = await home.open({ clock: new DayClock() });
    const name = 'a\u0000\u001b[31m<b>=1+1';
    const { id } = await store.suspectFiles.begin(upload({ name }), KEY, LIMITS);
    await store.suspectFiles.setReceived(id, 7);
    await store.suspectFiles.addRun(id, 'q_1');
    await store.close();

    const again = await home.open();

    expect(await again.suspectFiles.find(id)).toEqual({
      ...upload({ name }),
      id,
      state: 'uploading',
      received: 7,
      sha256: null,
      failure: null,
      createdAt: day(1),
      movedAt: day(1),
      destroyedAt: null,
      runs: ['q_1'],
    });
    const kept = await again.suspectFiles.key(id);
    expect([kept?.spoolKeyId, Buffer.from(kept!.salt)]).toEqual([KEY.spoolKeyId, Buffer.from(KEY.salt)]);
  });

  test('of one user take no more than the quota, announced or received, until some are destroyed', async () => {
    const { suspectFiles } = await home.open();
    const { id } = await suspectFiles.begin(upload({ bytes: null }), KEY, LIMITS);
    await suspectFiles.setReceived(id, 60);

    const refusal = await refusalOf(suspectFiles.begin(upload({ bytes: 41 }), KEY, LIMITS));
    await suspectFiles.destroy(id);

    expect(refusal.code).toBe('RP_QUOTA');
    expect(await suspectFiles.begin(upload({ bytes: 41 }), KEY, LIMITS)).toMatchObject({ bytes: 41 });
  });

  test('of all users take no more than the spool may', async () => {
    const { suspectFiles } = await home.open();
    await suspectFiles.begin(upload({ bytes: 100 }), KEY, LIMITS);

    const refusal = await refusalOf(suspectFiles.begin(upload({ bytes: 51, ownerId: 'u_2' }), KEY, LIMITS));

    expect(refusal.code).toBe('RP_SPOOL_FULL');
  });

  test('that begin at the same moment do not pass the limits together', async () => {
    const { suspectFiles } = await home.open();

    const begun = await Promise.allSettled(
      Array.from({ length: 10 }, () => suspectFiles.begin(upload({ bytes: 1 }), KEY, LIMITS)),
    );

    const refused = begun.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    );
    expect(refused).toEqual(Array(7).fill('RP_TOO_MANY'));
  });

  test('are listed newest first, by page, and by owner', async () => {
    const clock = new DayClock();
    const { suspectFiles } = await home.open({ clock });
    const ids: string[] = [];
    for (const ownerId of ['u_1', 'u_2', 'u_1']) {
      clock.advance(1000);
      ids.unshift((await suspectFiles.begin(upload({ ownerId }), KEY, LIMITS)).id);
    }

    const first = await suspectFiles.list({ limit: 2 });
    const rest = await suspectFiles.list({ limit: 2, beforeId: first[1]!.id });
    const own = await suspectFiles.list({ ownerId: 'u_1' });

    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids);
    expect(own.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  test('once destroyed neither grow nor become complete', async () => {
    const { suspectFiles } = await home.open();
    const { id } = await suspectFiles.begin(upload(), KEY, LIMITS);
    await suspectFiles.destroy(id, 'given-up');

    expect(await suspectFiles.setReceived(id, 5)).toBe(false);
    expect(await suspectFiles.complete(id, 10, 'ab'.repeat(32))).toBe(false);
    expect(await suspectFiles.destroy(id)).toMatchObject({ state: 'failed', failure: 'given-up' });
    expect(await suspectFiles.key(id)).toBeNull();
  });

  test('are recognised by the reports on them', async () => {
    const store = await home.open({ clock: new DayClock() });
    const one = await addReport(store, 'leak.txt', 'ab'.repeat(32));
    await addReport(store, 'other.txt', 'cd'.repeat(32));

    expect(await store.suspectFiles.reportsOn('ab'.repeat(32))).toEqual([
      { id: one, createdAt: day(1), suspect: 'leak.txt' },
    ]);
    expect(await store.suspectFiles.reportsOn('ef'.repeat(32))).toEqual([]);
  });
});
