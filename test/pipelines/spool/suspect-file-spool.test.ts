import { createHash } from 'node:crypto';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { spoolKeyFrom } from '../../../src/pipelines/spool/spool-key.ts';
import { refusalOf } from '../../store/test-home.ts';
import { cutStream, ROOM, SpoolPlace, someBytes, streamOf } from './spool-place.ts';

const place = new SpoolPlace();
const MARKER = 'planted-cell-4711@example.org';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the spool of uploaded files', () => {
  test('gives back what was uploaded from any place, with its SHA-256', async () => {
    const bytes = someBytes(3_000_017);

    const file = await place.put(bytes);

    expect(file).toMatchObject({ state: 'complete', bytes: bytes.length, sha256: sha256(bytes) });
    for (const start of [0, 1, 15, 16, 17, 1_048_576, bytes.length - 1, bytes.length])
      expect((await place.read(file.id, start)).equals(bytes.subarray(start)), String(start)).toBe(true);
  });

  test('leaves nothing of an upload in clear anywhere under the home folder', async () => {
    const bytes = Buffer.alloc(2_000_000, `${MARKER};`);

    const { id } = await place.put(bytes);

    expect((await place.read(id)).includes(MARKER)).toBe(true);
    expect((await place.allBytes()).includes(MARKER)).toBe(false);
  });

  test('encrypts each file with a key of its own, in files that only their owner reads', async () => {
    const bytes = Buffer.alloc(100_000);

    const one = await place.put(bytes);
    const other = await place.put(bytes);

    const paths = [one.id, other.id].map((id) => join(place.spoolFolder, id));
    expect((await readFile(paths[0]!)).equals(await readFile(paths[1]!))).toBe(false);
    expect((await stat(paths[0]!)).mode & 0o777).toBe(0o600);
  });

  test('goes on where a connection was cut, with the digest of the whole', async () => {
    const bytes = someBytes(1_000_003);
    const { id } = await place.begin({ bytes: bytes.length });

    await refusalOf(place.spool.append(id, 0, cutStream(bytes.subarray(0, 400_001))));
    const stored = (await place.store.suspectFiles.find(id))!.received;
    const file = await place.spool.append(id, stored, streamOf(bytes.subarray(stored)));

    expect(stored).toBe(400_001);
    expect(file.sha256).toBe(sha256(bytes));
    expect((await place.read(id)).equals(bytes)).toBe(true);
  });

  test('goes on in another process, and cuts what was written and never acknowledged', async () => {
    const bytes = someBytes(700_001);
    const { id } = await place.begin({ bytes: bytes.length });
    await place.spool.append(id, 0, streamOf(bytes.subarray(0, 300_000)));
    await appendFile(join(place.spoolFolder, id), someBytes(5000));

    place.spool = place.newSpool();
    const file = await place.spool.append(id, 300_000, streamOf(bytes.subarray(300_000)));

    expect(file.sha256).toBe(sha256(bytes));
    expect((await place.read(id)).equals(bytes)).toBe(true);
  });

  test('refuses bytes that do not go on where the upload stands', async () => {
    const { id } = await place.begin({ bytes: 100 });

    const refusal = await refusalOf(place.spool.append(id, 10, streamOf(someBytes(10))));

    expect(refusal.code).toBe('RP_UPLOAD_OFFSET');
  });

  test('lets one of two writers win', async () => {
    const { id } = await place.begin({ bytes: 20 });
    const slow = new PassThrough();
    const first = place.spool.append(id, 0, slow);
    slow.write(Buffer.alloc(10, 1));

    const refusal = await refusalOf(place.spool.append(id, 0, streamOf(Buffer.alloc(20, 2))));
    slow.end(Buffer.alloc(10, 1));

    expect(refusal.code).toBe('RP_UPLOAD_BUSY');
    expect((await first).sha256).toBe(sha256(Buffer.alloc(20, 1)));
  });

  test('destroys what is not the file that was announced', async () => {
    const { id } = await place.begin({ bytes: 10, announcedSha256: 'ab'.repeat(32) });

    const refusal = await refusalOf(place.spool.append(id, 0, streamOf(someBytes(10))));

    expect(refusal.code).toBe('RP_WRONG_DIGEST');
    expect(await place.store.suspectFiles.find(id)).toMatchObject({
      state: 'failed',
      failure: 'wrong-digest',
    });
    expect(await place.spoolFiles()).toEqual([]);
  });

  test('keeps nothing of a part whose checksum does not hold, and takes it when it does', async () => {
    const bytes = someBytes(20);
    const { id } = await place.begin({ bytes: 20 });
    await place.spool.append(id, 0, streamOf(bytes.subarray(0, 5)));
    const checksum = {
      algorithm: 'sha1',
      digest: createHash('sha1').update(bytes.subarray(5)).digest(),
    } as const;

    const refusal = await refusalOf(place.spool.append(id, 5, streamOf(someBytes(15)), { checksum }));
    const file = await place.spool.append(id, 5, streamOf(bytes.subarray(5)), { checksum });

    expect(refusal.code).toBe('RP_WRONG_CHECKSUM');
    expect(file.sha256).toBe(sha256(bytes));
  });

  test('takes no byte more than announced, nor than a file may have', async () => {
    const announced = await place.begin({ bytes: 10 });
    place.spool = place.newSpool({ maxFileBytes: 15 });
    const unknown = await place.begin();

    const refusals = [
      await refusalOf(place.spool.append(announced.id, 0, streamOf(someBytes(11)))),
      await refusalOf(place.spool.append(unknown.id, 0, streamOf(someBytes(15), someBytes(1)))),
      await refusalOf(place.begin({ bytes: 16 })),
    ];

    expect(refusals.map(({ code }) => code)).toEqual(['RP_TOO_LARGE', 'RP_TOO_LARGE', 'RP_TOO_LARGE']);
  });

  test('looks at the quota while an upload of unknown size grows', async () => {
    const { id } = await place.begin();
    const limits = { ...ROOM, userBytes: 1000 };

    const refusal = await refusalOf(place.spool.append(id, 0, streamOf(someBytes(1001)), { limits }));

    expect(refusal.code).toBe('RP_QUOTA');
  });

  test('ends a request that brings nothing and keeps what came', async () => {
    place.spool = place.newSpool({ requestIdleMs: 30 });
    const { id } = await place.begin({ bytes: 20 });
    const stalled = new PassThrough();
    stalled.write(someBytes(7));

    const refusal = await refusalOf(place.spool.append(id, 0, stalled));

    expect(refusal.code).toBe('RP_UPLOAD_IDLE');
    expect((await place.store.suspectFiles.find(id))!.received).toBe(7);
  });

  test('destroys a file that is written just now: the writer ends, key and bytes are gone', async () => {
    const { id } = await place.begin({ bytes: 20 });
    const slow = new PassThrough();
    slow.write(someBytes(7));
    const writing = refusalOf(place.spool.append(id, 0, slow));
    await new Promise((resolve) => setTimeout(resolve, 20));

    const file = await place.spool.destroy(id);

    expect((await writing).code).toBe('RP_UPLOAD_ENDED');
    expect(file).toMatchObject({ state: 'destroyed', failure: null });
    expect(await place.store.suspectFiles.key(id)).toBeNull();
    expect(await place.spoolFiles()).toEqual([]);
  });

  test('leaves nothing of the key of a destroyed file in the database or its log', async () => {
    const { id } = await place.put(someBytes(10));
    const salt = Buffer.from((await place.store.suspectFiles.key(id))!.salt);
    expect((await place.allBytes()).includes(salt)).toBe(true);

    await place.spool.destroy(id);

    expect((await place.allBytes()).includes(salt)).toBe(false);
  });

  test('does not read with another key than a file was encrypted with', async () => {
    const { id } = await place.put(someBytes(10));
    place.spool = place.newSpool({ key: spoolKeyFrom(new Uint8Array(32).fill(6)) });

    const refusal = await refusalOf(place.read(id));

    expect(refusal.code).toBe('RP_SOURCE_UNREADABLE');
    expect(refusal.message).toContain('upload it again');
  });
});
