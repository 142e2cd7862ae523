import { describe, expect, test } from 'vitest';
import { operations, WalkedService } from './walked-service.ts';

const service = new WalkedService();

/** All that changes something, and what the document leaves to tus. */
function changing(): readonly (readonly [string, string])[] {
  const described = operations()
    .filter(({ method, role }) => method !== 'GET' && role !== null)
    .map(({ method, path }) => [method, path.replace(/\{\w+\}/g, 'x')] as const);
  const upload = '/uploads/f_20260101_00000000000000';
  return [...described, ['POST', '/uploads'], ['PATCH', upload], ['DELETE', upload]];
}

/** Types that a page of another site may send without asking first, and those of our own. */
const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json',
  'application/offset+octet-stream',
];

describe('with the cookie of an admin', () => {
  test('nothing is changed by a request without the token of the session', async () => {
    const { cookie } = await service.session('admin');

    const passed: string[] = [];
    for (const [method, path] of changing())
      for (const type of TYPES) {
        const answer = await service.send(method, path, { cookie, 'content-type': type }, 'csrf=x');
        if (answer.status !== 403) passed.push(`${method} ${path} ${type}: ${answer.status}`);
      }

    expect(passed).toEqual([]);
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:7411' },
  ])('nothing is changed from another origin, the token known or not: %j', async (from) => {
    const { cookie, csrf } = await service.session('admin');

    const passed: string[] = [];
    for (const [method, path] of changing()) {
      const answer = await service.send(method, path, { cookie, 'x-csrf-token': csrf, ...from }, '{}');
      if (answer.status !== 403) passed.push(`${method} ${path}: ${answer.status}`);
    }

    expect(passed).toEqual([]);
  });

  test.each(['HEAD', 'OPTIONS', 'GET'])(
    'a %s changes nothing, whatever method a header names',
    async (method) => {
      const { cookie, csrf } = await service.session('admin');
      const begun = await service.send('POST', '/uploads', {
        cookie,
        'x-csrf-token': csrf,
        'tus-resumable': '1.0.0',
        'upload-length': '5',
      });
      const id = begun.headers.get('location')!.split('/').at(-1)!;

      await service.send(method, `/uploads/${id}`, {
        cookie,
        'tus-resumable': '1.0.0',
        'x-http-method-override': 'DELETE',
      });

      expect((await service.store.suspectFiles.find(id))!.state).toBe('uploading');
    },
  );

  test('a session of before signing in is not the one after it', async () => {
    const { cookie, user } = await service.session('admin');
    const secret = cookie.split('=')[1]!;

    const after = await service.access.sessions.begin(user, secret);

    expect(after.newSecret).not.toBe(secret);
    expect(await service.access.sessions.find(secret)).toBeNull();
  });
});
