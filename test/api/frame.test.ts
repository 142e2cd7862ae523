import { beforeEach, describe, expect, test } from 'vitest';
import { contractRoutes } from '../../src/api/document.ts';
import { people } from '../pipelines/generated-files.ts';
import { ApiPlace, limitedTo } from './api-place.ts';
import { held } from './held.ts';
import { ADMIN } from './signed-in-api.ts';

const place = new ApiPlace();
const JSON_TYPE = { 'content-type': 'application/json' };

beforeEach(() => {
  place.notes = [];
  place.logged = [];
});

describe('a request', () => {
  test('is logged by its pattern, never with a name, a query or a body', async () => {
    await place.fetch()('/api/v1/tables/Anna%20Muster?secret=1');

    expect(place.logged).toHaveLength(1);
    expect(JSON.parse(place.logged[0])).toMatchObject({
      method: 'GET',
      pattern: '/tables/{name}',
      status: 404,
    });
    expect(place.logged[0]).not.toMatch(/Anna|secret/);
  });

  test('has an id that its problem names too', async () => {
    const answer = await place.fetch()('/api/v1/tables/none');
    const { instance } = await answer.json();

    expect(instance).toBe(`urn:rowprint:request:${answer.headers.get('x-request-id')}`);
    expect(place.logged[0]).toContain(answer.headers.get('x-request-id'));
  });

  test('to nothing is a problem', async () => {
    const answer = await place.fetch()('/api/v1/nothing/at/all');

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'RP_NOT_FOUND', status: 404 });
  });

  test('by a method that a path does not have is told which it has', async () => {
    const answer = await place.fetch()('/api/v1/tables/lab_a', { method: 'POST' });

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD');
  });

  test('that does not hold names its parts and quotes nothing of them', async () => {
    const body = JSON.stringify({ target: 'example.org', owner: 7, reference: 'x'.repeat(600) });

    const answer = await place.fetch()('/api/v1/scope', { method: 'POST', headers: JSON_TYPE, body });
    const text = await answer.text();

    expect(answer.status).toBe(400);
    expect(JSON.parse(text).errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/owner',
      '/reference',
      '/until',
    ]);
    expect(text).not.toContain('xxx');
    expect(text).not.toContain('example.org');
  });

  test('of nobody who is signed in is refused wherever a role is needed', async () => {
    const send = place.fetch({ actor: null });
    const own = new Set(['tables', 'reports', 'scope', 'endpoints', 'sweeps', 'exposures', 'settings']);
    const notHere = /refresh$|\/sweep$|thresholds$|^addTable$/;
    const routes = contractRoutes().filter(
      ({ tags, path, operationId }) =>
        own.has(tags?.[0] ?? '') && !notHere.test(path) && !notHere.test(operationId),
    );

    for (const { method, path } of routes) {
      const hasBody = ['post', 'put', 'patch'].includes(method);
      const answer = await send(`/api/v1${path.replace(/\{[^}]+\}/g, 'r_20261122_00000000000000')}`, {
        method: method.toUpperCase(),
        ...(hasBody ? { body: '{}', headers: JSON_TYPE } : {}),
      });
      expect(answer.status, `${method} ${path}`).toBe(401);
    }
    expect(routes.length).toBeGreaterThan(15);
  });

  test.each(['viewer', 'analyst', 'responder'] as const)(
    'of a %s changes no settings and forgets no table',
    async (role) => {
      await place.addPeople('lab_a', people(5));
      const send = place.fetch({ actor: { ...ADMIN, role } });

      const changed = await send('/api/v1/settings', { method: 'PATCH', body: '{}', headers: JSON_TYPE });
      const forgotten = await send('/api/v1/tables/lab_a', { method: 'DELETE' });

      expect([changed.status, forgotten.status]).toEqual([403, 403]);
      expect(await place.store.tables.find('lab_a')).not.toBeNull();
    },
  );
});

describe('an ETag', () => {
  test('saves the body while nothing changes, and not afterwards', async () => {
    const send = place.fetch();
    const first = await send('/api/v1/tables');
    const headers = { 'if-none-match': first.headers.get('etag')! };

    const same = await send('/api/v1/tables', { headers });
    await place.addPeople('lab_a', people(5));
    const changed = await send('/api/v1/tables', { headers });

    expect([first.status, same.status, changed.status]).toEqual([200, 304, 200]);
    expect(await same.text()).toBe('');
    expect(first.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
  });

  test('differs for who sees something else', async () => {
    await place.addPeople('lab_a', people(5));
    const all = await place.fetch()('/api/v1/tables');

    const headers = { 'if-none-match': all.headers.get('etag')! };
    const limited = await place.fetch({ actor: limitedTo(['another']) })('/api/v1/tables', { headers });

    expect(limited.status).toBe(200);
    expect((await limited.json()).items).toEqual([]);
  });

  test('comes with HEAD too, without the body', async () => {
    const answer = await place.fetch()('/api/v1/tables', { method: 'HEAD' });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toBeNull();
    expect(await answer.text()).toBe('');
  });
});

describe('an idempotency key', () => {
  const mandate = { target: 'ftp.example.org', owner: 'X', reference: 'contract', until: '2027-01-01' };
  const post = (key: string, part = {}) => ({
    method: 'POST',
    headers: { ...JSON_TYPE, 'idempotency-key': key },
    body: JSON.stringify({ ...mandate, ...part }),
  });

  test('has a request done once, and answered twice', async () => {
    const send = place.fetch();

    const first = await send('/api/v1/scope', post('k1'));
    const again = await send('/api/v1/scope', post('k1'));

    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(place.notes).toHaveLength(1);
  });

  test('holds after a restart', async () => {
    await place.fetch()('/api/v1/scope', post('k1'));

    const again = await place.fetch()('/api/v1/scope', post('k1'));

    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('answers nobody with other rights: a token does not read what its user was told', async () => {
    const rights = [{ means: 'token' }, { role: 'responder' }, { controllers: ['A'] }] as const;
    await place.fetch()('/api/v1/scope', post('k1'));

    for (const part of rights) {
      const again = await place.fetch({ actor: { ...ADMIN, ...part } })('/api/v1/scope', post('k1'));

      expect(again.headers.get('idempotency-replayed')).toBeNull();
    }
  });

  test('stands for one request: another with it is refused', async () => {
    const send = place.fetch();
    await send('/api/v1/scope', post('k1'));

    const other = await send('/api/v1/scope', post('k1', { owner: 'Y' }));

    expect(other.status).toBe(422);
    expect((await place.store.mandates.list()).map(({ owner }) => owner)).toEqual(['X']);
  });

  test('is each actor’s own', async () => {
    await place.fetch()('/api/v1/scope', post('k1'));

    const other = await place.fetch({ actor: { ...ADMIN, id: 'u_other' } })('/api/v1/scope', post('k1'));

    expect(other.headers.get('idempotency-replayed')).toBeNull();
  });

  test('does not stop a second try of what the service failed at', async () => {
    const audit = { note: () => Promise.reject(new Error('full')) };
    const failed = await place.fetch({ parts: { audit } })('/api/v1/scope', post('k1'));

    const again = await place.fetch()('/api/v1/scope', post('k1'));

    expect([failed.status, again.status]).toEqual([500, 201]);
  });

  test('of a request that is being answered is told so', async () => {
    const waiting = held();
    const audit = { note: () => waiting.promise };
    const send = place.fetch({ parts: { audit } });
    const first = send('/api/v1/scope', post('k1'));
    await expect.poll(() => place.store.mandates.list()).toHaveLength(1);

    const second = await send('/api/v1/scope', post('k1'));
    waiting.release();

    expect(second.status).toBe(409);
    expect((await first).status).toBe(201);
  });

  test('is forgotten after a day', async () => {
    await place.fetch()('/api/v1/scope', post('k1'));
    place.clock.advance(25 * 3_600_000);

    const again = await place.fetch()('/api/v1/scope', post('k1'));

    expect(again.headers.get('idempotency-replayed')).toBeNull();
  });
});

describe('settings', () => {
  test('have their defaults, and what was changed, also after a restart', async () => {
    const send = place.fetch();
    const before = (await (await send('/api/v1/settings')).json()).settings;

    const body = JSON.stringify({ notificationHours: 48, organisation: 'Hôpital' });
    await send('/api/v1/settings', { method: 'PATCH', headers: JSON_TYPE, body });
    const after = (await (await place.fetch()('/api/v1/settings')).json()).settings;

    expect(before.notificationHours).toBe(72);
    expect(after).toEqual({ ...before, notificationHours: 48, organisation: 'Hôpital' });
    expect(place.notes[0]).toMatchObject({ action: 'settings.changed', facts: { notificationHours: '48' } });
  });
});
