import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../src/core/log.ts';
import { createGuard } from '../access/create-guard.ts';
import { HandClock, ORIGIN, OTHER_PASSWORD, PASSWORD, testAccess } from '../access/test-access.ts';
import { type TestClient, testService } from '../access/test-service.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();

async function service(settings: Parameters<typeof testAccess>[2] = {}) {
  const clock = new HandClock();
  const access = testAccess(await home.open({ clock }), clock, settings);
  return { clock, access, ...testService(access) };
}

/** A service whose first admin, anna, is signed in. */
async function started(settings: Parameters<typeof testAccess>[2] = {}) {
  const made = await service(settings);
  const anna = made.client();
  const secret = (await made.access.firstAdmin.path())!.split('#')[1];
  await anna.enter('/setup', { secret, name: 'anna', password: PASSWORD });
  return { ...made, anna };
}

function signIn(client: TestClient, password = PASSWORD, name = 'anna', address = '198.51.100.7') {
  return client.ask('/session', { json: { name, password }, headers: { 'x-forwarded-for': address } });
}

const cookieOf = (client: TestClient) => client.cookies.get('rowprint')!;

describe('the first start', () => {
  test('needs its one-time secret and makes an admin who is signed in', async () => {
    const { access, client } = await service();
    const someone = client();
    const secret = (await access.firstAdmin.path())!.split('#')[1]!;

    const guessed = await someone.ask('/setup', { json: { secret: 'x', name: 'eve', password: PASSWORD } });
    const made = await someone.enter('/setup', { secret, name: 'anna', password: PASSWORD });
    const again = await someone.ask('/setup', { json: { secret, name: 'eve', password: PASSWORD } });

    expect([guessed.status, made.status]).toEqual([410, 201]);
    expect(((await made.json()) as { user: { role: string } }).user.role).toBe('admin');
    expect((await someone.ask('/session')).status).toBe(200);
    // Signed in, a set-up without the token of the session would be refused for that; with it, for the spent link.
    expect(again.status).toBe(410);
    expect(await access.firstAdmin.path()).toBeNull();
  });

  test.each([
    ['too short', 'short words'],
    ['a common one', 'Password1234'],
    ['one sign', 'aaaaaaaaaaaaaaaa'],
    ['the name', 'anna-anna-anna-1'],
  ])('refuses a password that is %s', async (_, password) => {
    const { access, client } = await service();
    const secret = (await access.firstAdmin.path())!.split('#')[1];

    const answer = await client().ask('/setup', { json: { secret, name: 'anna', password } });

    expect(answer.status).toBe(400);
    expect(await access.store.users.count()).toBe(0);
  });
});

describe('signing in', () => {
  test('gives a cookie that scripts and other sites do not get', async () => {
    const { client } = await started();

    const answer = await signIn(client());

    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^rowprint=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/i,
    );
  });

  test('by TLS gives a Secure cookie of this host alone, and tells browsers to stay with TLS', async () => {
    const { access, client } = await service({ origin: 'https://rowprint.example' });
    const secret = (await access.firstAdmin.path())!.split('#')[1];

    const answer = await client().enter('/setup', { secret, name: 'anna', password: PASSWORD });

    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-rowprint=[\w-]{43}; .*Path=\/.*Secure/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=63072000');
  });

  test('answers a wrong password, an unknown name, a locked and a disabled account alike', async () => {
    const { client, access } = await started();
    const { user } = await access.accounts.invite('bert', 'viewer', null);
    await access.accounts.change(user.id, { state: 'disabled' });

    const wrong = await signIn(client(), 'wrong password!!');
    const unknown = await signIn(client(), PASSWORD, 'nobody-here');
    const disabled = await signIn(client(), PASSWORD, 'bert');
    for (let guess = 0; guess < 3; guess++) await signIn(client(), 'wrong password!!', 'anna', '203.0.113.9');
    const locked = await signIn(client());

    const answers = await Promise.all([wrong, unknown, disabled, locked].map(async (it) => it.text()));
    expect([wrong.status, unknown.status, disabled.status, locked.status]).toEqual([401, 401, 401, 401]);
    expect(new Set(answers).size).toBe(1);
  });

  test('is locked for a time that doubles, and then open again', async () => {
    const { client, clock } = await started();
    for (let guess = 0; guess < 3; guess++) await signIn(client(), 'wrong password!!');
    expect((await signIn(client())).status).toBe(401);

    clock.move(61_000);
    await signIn(client(), 'wrong password!!', 'anna', '203.0.113.9');
    clock.move(61_000);
    const tooEarly = await signIn(client(), PASSWORD, 'anna', '203.0.113.9');
    clock.move(60_000);
    const open = await signIn(client(), PASSWORD, 'anna', '203.0.113.10');

    expect([tooEarly.status, open.status]).toEqual([401, 201]);
  });

  test('is limited by address, with the time to wait', async () => {
    const { client } = await started();
    let last: Response | null = null;
    for (let guess = 0; guess < 13; guess++) last = await signIn(client(), 'wrong password!!', 'zoe');

    expect(last!.status).toBe(429);
    expect(Number(last!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn(client(), PASSWORD, 'anna', '192.0.2.1')).status).toBe(201);
  });

  test('takes no session that the browser brought, and ends it', async () => {
    const { client, anna } = await started();
    const brought = cookieOf(anna);
    const victim = client();
    victim.cookies.set('rowprint', brought);
    victim.csrf = anna.csrf;

    await victim.enter('/session', { name: 'anna', password: PASSWORD });

    expect(cookieOf(victim)).not.toBe(brought);
    expect((await anna.ask('/session')).status).toBe(401);
    expect((await victim.ask('/session')).status).toBe(200);
  });
});

describe('a session', () => {
  test('is given another secret every quarter of an hour; the old one ends once the new is used', async () => {
    const { anna, clock, client } = await started();
    const first = cookieOf(anna);
    clock.move(16 * 60_000);

    const answers = await Promise.all([anna.ask('/session'), anna.ask('/session'), anna.ask('/session')]);
    const second = cookieOf(anna);
    const late = client();
    late.cookies.set('rowprint', first);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.filter((it) => it.headers.has('set-cookie'))).toHaveLength(1);
    expect(second).not.toBe(first);
    expect((await late.ask('/session')).status).toBe(200);
    expect((await anna.ask('/session')).status).toBe(200);
    clock.move(61_000);
    late.cookies.set('rowprint', first);
    expect((await late.ask('/session')).status).toBe(401);
    expect((await anna.ask('/session')).status).toBe(200);
  });

  test('keeps its CSRF token when its secret changes: pages that are open go on', async () => {
    const { anna, clock } = await started();
    clock.move(16 * 60_000);
    await anna.ask('/session');

    const answer = await anna.ask('/session/language', { method: 'PUT', json: { language: 'fr' } });

    expect(answer.status).toBe(204);
  });

  test('ends when nobody used it, however short a look before', async () => {
    const { anna, clock } = await started();
    clock.move(3_600_000);
    await anna.ask('/session');

    clock.move(2 * 3_600_000 + 1);

    expect((await anna.ask('/session')).status).toBe(401);
  });

  test('ends after its longest time, however much it is used', async () => {
    const { anna, clock } = await started();
    for (let hour = 0; hour < 11; hour++) {
      clock.move(3_600_000);
      expect((await anna.ask('/session')).status).toBe(200);
    }

    clock.move(3_600_001);

    expect((await anna.ask('/session')).status).toBe(401);
  });

  test('ends when the clock was set back behind its last use', async () => {
    const { anna, clock } = await started();

    clock.move(-3_600_000);

    expect((await anna.ask('/session')).status).toBe(401);
  });

  test('ends with the sign-out, for every copy of its cookie', async () => {
    const { anna, client } = await started();
    const thief = client();
    thief.cookies.set('rowprint', cookieOf(anna));
    expect((await thief.ask('/session')).status).toBe(200);

    await anna.ask('/session', { method: 'DELETE' });

    expect(anna.cookies.has('rowprint')).toBe(false);
    expect((await thief.ask('/session')).status).toBe(401);
  });

  test('ends elsewhere when the password changes, and has another secret here', async () => {
    const { anna, client } = await started();
    const elsewhere = client();
    await elsewhere.enter('/session', { name: 'anna', password: PASSWORD });
    const before = cookieOf(anna);

    const json = { old: PASSWORD, new: OTHER_PASSWORD };
    const answer = await anna.ask('/session/password', { method: 'PUT', json });

    expect(answer.status).toBe(204);
    expect(cookieOf(anna)).not.toBe(before);
    expect((await elsewhere.ask('/session')).status).toBe(401);
    expect((await anna.ask('/session')).status).toBe(200);
    expect((await signIn(client())).status).toBe(401);
    expect((await signIn(client(), OTHER_PASSWORD)).status).toBe(201);
  });
});

describe('a request that changes something', () => {
  const change = { method: 'PUT', json: { language: 'fr' } };

  test('is refused without the token of the session, and with that of another', async () => {
    const { anna, client } = await started();
    const other = client();
    await other.enter('/session', { name: 'anna', password: PASSWORD });
    const token = anna.csrf;

    anna.csrf = '';
    const without = await anna.ask('/session/language', change);
    anna.csrf = other.csrf;
    const foreign = await anna.ask('/session/language', change);
    anna.csrf = token;
    const own = await anna.ask('/session/language', change);

    expect([without.status, foreign.status, own.status]).toEqual([403, 403, 204]);
  });

  test.each([
    [403, { origin: 'https://evil.example' }],
    [403, { origin: 'null' }],
    [403, { 'sec-fetch-site': 'cross-site' }],
    [403, { 'sec-fetch-site': 'same-site', origin: ORIGIN }],
    [204, { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    [204, { 'sec-fetch-site': 'same-origin', origin: ORIGIN }],
  ])('gets %i from %o', async (status, headers) => {
    const { anna } = await started();

    const answer = await anna.ask('/session/language', { ...change, headers });

    expect(answer.status).toBe(status);
  });

  test('of nobody is held to its origin too: nobody is signed in by another page', async () => {
    const { client } = await started();

    const answer = await client().ask('/session', {
      json: { name: 'anna', password: PASSWORD },
      headers: { origin: 'https://evil.example' },
    });

    expect(answer.status).toBe(403);
    expect(answer.headers.has('set-cookie')).toBe(false);
  });

  test('may carry the token as a field of a form', async () => {
    const { anna, access } = await started();
    const app = createGuard(access, { hosts: ['127.0.0.1:7411'], origin: ORIGIN, proxies: 0 }, silentLogger);
    app.post('/form', async (context) => context.json((await context.req.parseBody()).word));
    const send = (csrf: string) => {
      const body = new URLSearchParams({ csrf, word: 'kept' }).toString();
      const headers = {
        cookie: `rowprint=${cookieOf(anna)}`,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
      };
      return app.request(`${ORIGIN}/form`, { method: 'POST', body, headers });
    };

    expect((await send('wrong')).status).toBe(403);
    expect(await (await send(anna.csrf)).json()).toBe('kept');
  });
});

describe('every answer', () => {
  test('has the headers that keep a browser from others', async () => {
    const { client } = await started();

    const { headers } = await client().ask('/session');

    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  test('is for names of the service only', async () => {
    const { app } = await started();

    const rebound = await app.request('http://evil.example:7411/api/v1/session/ways');
    const forged = await app.request(`${ORIGIN}/api/v1/session/ways`, { headers: { host: 'evil.example' } });
    const own = await app.request('http://localhost:7411/api/v1/session/ways');

    expect([rebound.status, forged.status, own.status]).toEqual([421, 421, 200]);
  });

  test('is 429 beyond the limit of an address, whatever it claims to come through', async () => {
    const { client } = await service({ requestLimit: { times: 3, seconds: 60 } });
    const statuses: number[] = [];
    for (let number = 0; number < 4; number++) {
      const headers = { 'x-forwarded-for': `10.0.0.${number}, 198.51.100.7` };
      statuses.push((await client().ask('/session/ways', { headers })).status);
    }

    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
