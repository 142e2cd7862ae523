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

  test('what names another method in a header is done by its own', async () => {
    const { cookie, csrf } = await service.session('admin');
    const headers = { cookie, 'x-csrf-token': csrf, 'x-http-method-override': 'DELETE' };

    const answer = await service.send('POST', '/uploads/f_20260101_00000000000000', headers);

    expect([404, 405]).toContain(answer.status);
  });

  test('a session of before signing in is not the one after it', async () => {
    const { cookie, user } = await service.session('admin');
    const secret = cookie.split('=')[1]!;

    const after = await service.access.sessions.begin(user, secret);

    expect(after.newSecret).not.toBe(secret);
    expect(await service.access.sessions.find(secret)).toBeNull();
  });
});
