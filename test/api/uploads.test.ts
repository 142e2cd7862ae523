import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { UploadSlots } from '../../src/api/uploads/upload-slots.ts';
import { SpoolPlace, someBytes } from '../pipelines/spool/spool-place.ts';
import { idOf, sha256Of, upload } from './tus-client.ts';
import { UploadService } from './upload-service.ts';

const place = new SpoolPlace();
const service = new UploadService(place);
const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };

async function create(
  length: number,
  headers: Record<string, string> = {},
  user = 'anna',
): Promise<Response> {
  return service.ask('/uploads', {
    method: 'POST',
    user,
    headers: { ...TUS, 'upload-length': String(length), ...headers },
  });
}

async function begin(length: number, user = 'anna'): Promise<string> {
  return `/uploads/${idOf((await create(length, {}, user)).headers.get('location')!)}`;
}

function patch(
  path: string,
  offset: number,
  body: Buffer,
  headers: Record<string, string> = {},
  user = 'anna',
) {
  return service.ask(path, {
    method: 'PATCH',
    user,
    headers: { ...BYTES, 'upload-offset': String(offset), ...headers },
    body: new Uint8Array(body),
  });
}

function metadata(name: string): Record<string, string> {
  return { 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` };
}

describe('tus', () => {
  test('goes on where the connection was cut, also after the service started anew', async () => {
    const bytes = someBytes(20_000_000);

    const address = await upload(service.url, bytes, { cutAt: 9_000_000, chunkSize: 4_000_000 });
    const id = idOf(address);
    await service.stop();
    const stored = (await place.store.suspectFiles.find(id))!.received;
    place.spool = place.newSpool();
    await service.start();
    await upload(service.url, bytes, { uploadUrl: `${service.url}/uploads/${id}` });

    expect(stored).toBeGreaterThanOrEqual(8_000_000);
    expect(stored).toBeLessThan(bytes.length);
    expect(await place.store.suspectFiles.find(id)).toMatchObject({
      state: 'complete',
      sha256: sha256Of(bytes),
    });
    expect((await place.read(id)).equals(bytes)).toBe(true);
  });

  test('keeps what a connection brought before it broke, to the byte', async () => {
    const path = await begin(10_000_000);
    const sending = request(`${service.url}${path}`, {
      method: 'PATCH',
      headers: { ...BYTES, 'x-test-user': 'anna', 'upload-offset': '0', 'content-length': '10000000' },
    });
    sending.on('error', () => {});
    await new Promise((resolve) => sending.write(someBytes(1_234_567), resolve));
    await sleep(100);

    sending.destroy();
    while ((await place.store.suspectFiles.find(idOf(path)))!.received === 0) await sleep(10);

    expect((await place.store.suspectFiles.find(idOf(path)))!.received).toBe(1_234_567);
  });

  test('answers HEAD with what is really stored', async () => {
    const path = await begin(100);
    await patch(path, 0, someBytes(40));

    const head = await service.ask(path, { method: 'HEAD', headers: TUS });

    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      200,
      '40',
      '100',
    ]);
  });

  test('finishes 200 uploads that one user begins at once', async () => {
    await service.stop();
    await service.start({ slots: new UploadSlots(20, 200) });
    const files = Array.from({ length: 200 }, () => someBytes(10_000));

    const ids = (await Promise.all(files.map((bytes) => upload(service.url, bytes)))).map(idOf);

    const stored = await Promise.all(ids.map((id) => place.store.suspectFiles.find(id)));
    expect(stored.map((file) => file?.sha256)).toEqual(files.map(sha256Of));
  }, 60_000);

  test('tells who has too many under way to come again', async () => {
    await service.stop();
    const slots = new UploadSlots(1, 10);
    await service.start({ slots });
    const path = await begin(10);
    const release = await slots.take('u_anna');

    const refused = await patch(path, 0, someBytes(10));
    release();

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await patch(path, 0, someBytes(10))).status).toBe(204);
  });

  test('sends nobody to another host, whatever host a request names', async () => {
    const response = await create(10, { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' });

    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toMatch(/^\/api\/v1\/uploads\/f_\d{8}_[0-9a-z]{14}$/);
  });

  test('gives other origins no leave to read its answers', async () => {
    const response = await create(10, { origin: 'https://evil.example' });

    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each(['HEAD', 'PATCH', 'DELETE'])(
    'does not tell by %s that the upload of another user exists',
    async (method) => {
      const path = await begin(10, 'berta');
      const ask = (one: string) =>
        service.ask(one, {
          method,
          headers: { ...BYTES, 'upload-offset': '0' },
          ...(method === 'PATCH' ? { body: 'x' } : {}),
        });

      const foreign = await ask(path);
      const unknown = await ask('/uploads/f_20260101_00000000000000');

      expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
      expect(await place.store.suspectFiles.find(idOf(path))).toMatchObject({ state: 'uploading' });
    },
  );

  test('lets an admin end an upload', async () => {
    const path = await begin(10);

    const ended = await service.ask(path, { method: 'DELETE', user: 'chef admin', headers: TUS });
    const gone = await service.ask(path, { method: 'HEAD', headers: TUS });

    expect([ended.status, gone.status]).toEqual([204, 410]);
    expect(await place.spoolFiles()).toEqual([]);
  });

  test('lets nobody upload who may only look', async () => {
    expect((await create(10, {}, 'eva viewer')).status).toBe(403);
  });

  test('refuses bytes at another place than the upload stands at', async () => {
    const path = await begin(10);

    const refused = await patch(path, 5, someBytes(5));

    expect([refused.status, refused.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
  });

  test('destroys what is not the file that was announced', async () => {
    const pairs = `filename ${btoa('a')},sha256 ${btoa('ab'.repeat(32))}`;
    const created = await create(4, { 'upload-metadata': pairs });

    const refused = await patch(`/uploads/${idOf(created.headers.get('location')!)}`, 0, Buffer.from('leak'));

    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'RP_WRONG_DIGEST' }]);
    expect(await place.spoolFiles()).toEqual([]);
  });

  test('drops a part whose checksum does not hold', async () => {
    const path = await begin(8);
    const right = createHash('sha256').update('leaked!!').digest('base64');

    const refused = await patch(path, 0, Buffer.from('leaked??'), { 'upload-checksum': `sha256 ${right}` });
    const taken = await patch(path, 0, Buffer.from('leaked!!'), { 'upload-checksum': `sha256 ${right}` });

    expect([refused.status, taken.status]).toEqual([460, 204]);
  });

  test.each([
    ['no pairs of base 64', { 'upload-metadata': 'filename ???' }],
    ['a key of every object', { 'upload-metadata': `__proto__ ${btoa('x')}` }],
    ['a name that no file has', metadata('x'.repeat(256))],
    ['a digest that is none', { 'upload-metadata': `sha256 ${btoa("' or 1=1")}` }],
    ['an unknown checksum', { 'upload-checksum': 'crc32 AAAA' }],
  ])('refuses %s', async (_, headers) => {
    const refused = await create(10, headers);

    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await place.store.suspectFiles.list()).toEqual([]);
  });

  test.each([
    '../../etc/passwd',
    'a\u0000b\u001b[31m\u202e.txt',
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("x")',
  ])('takes the name %j for nothing but a name', async (name) => {
    const created = await create(1, metadata(name));
    const id = idOf(created.headers.get('location')!);
    await patch(`/uploads/${id}`, 0, Buffer.from('x'));

    const suspect = await (await service.ask(`/suspects/${id}`)).json();

    expect(await place.spoolFiles()).toEqual([id]);
    expect((suspect as { name: string }).name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect((await place.store.suspectFiles.find(id))!.name).toBe(name);
  });

  test('takes no more than the quota of a user, and says so before a byte comes', async () => {
    service.settings = { ...service.settings, userQuotaBytes: 100 };
    await begin(60);

    const refused = await create(41);

    expect([refused.status, await refused.json()]).toMatchObject([413, { code: 'RP_QUOTA' }]);
  });

  test('completes an empty file when it is begun', async () => {
    const path = await begin(0);

    expect(await place.store.suspectFiles.find(idOf(path))).toMatchObject({ state: 'complete', bytes: 0 });
  });
});
