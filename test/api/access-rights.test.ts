import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/access/actor.ts';
import { hashOfSecret } from '../../src/access/secrets.ts';
import { HandClock, OTHER_PASSWORD, PASSWORD, testAccess } from '../access/test-access.ts';
import { type TestClient, testService } from '../access/test-service.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();
const DAY_MS = 86_400_000;

interface ShownUser {
  readonly id: string;
  readonly state: string;
}

/** A service with the admin anna, who is signed in. */
async function started() {
  const clock = new HandClock();
  const access = testAccess(await home.open({ clock }), clock);
  const service = testService(access);
  const anna = service.client();
  const secret = (await access.firstAdmin.path())!.split('#')[1];
  const { user } = await jsonOf<{ user: ShownUser }>(
    anna.enter('/setup', { secret, name: 'anna', password: PASSWORD }),
  );
  return { clock, access, anna, annaId: user.id, ...service };
}

type Started = Awaited<ReturnType<typeof started>>;

/** Somebody who was invited and accepted. */
async function joined(
  { anna, client }: Pick<Started, 'anna' | 'client'>,
  name: string,
  role: Role = 'viewer',
  controllers: readonly string[] | null = null,
): Promise<{ readonly id: string; readonly browser: TestClient }> {
  const { user, link } = await jsonOf<{ user: ShownUser; link: string }>(
    anna.ask('/users', { json: { name, role, controllers } }),
  );
  const browser = client();
  await browser.enter('/invitations', { secret: link.split('#')[1], password: OTHER_PASSWORD });
  return { id: user.id, browser };
}

async function jsonOf<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

/** A token of somebody, and a script that has it. */
async function tokenOf({ client }: Pick<Started, 'client'>, owner: TestClient, json: object = {}) {
  const made = await jsonOf<{ secret: string; token: { id: string } }>(
    owner.ask('/tokens', { json: { label: 'ci', role: 'viewer', ...json } }),
  );
  const script = client();
  const headers = { authorization: `Bearer ${made.secret}` };
  return {
    ...made,
    ask: (path: string, method = 'GET', body?: unknown) =>
      script.ask(path, { method, headers, ...(body === undefined ? {} : { json: body }) }),
  };
}

describe('an invitation', () => {
  test('sets the password once, and a new link ends the one before', async () => {
    const { anna, client } = await started();
    const json = { name: 'bert', role: 'analyst' };
    const first = await jsonOf<{ user: ShownUser; link: string }>(anna.ask('/users', { json }));
    const second = await jsonOf<{ link: string }>(
      anna.ask(`/users/${first.user.id}/reset`, { method: 'POST' }),
    );
    const accept = (link: string) =>
      client().ask('/invitations', { json: { secret: link.split('#')[1], password: OTHER_PASSWORD } });

    const statuses = [await accept(first.link), await accept(second.link), await accept(second.link)];

    expect(statuses.map(({ status }) => status)).toEqual([410, 201, 410]);
    expect(first.link).toMatch(/^http:\/\/127\.0\.0\.1:7411\/invitation#[\w-]{43}$/);
  });

  test('does not hold for ever', async () => {
    const { anna, client, clock } = await started();
    const { link } = await jsonOf<{ link: string }>(
      anna.ask('/users', { json: { name: 'bert', role: 'viewer' } }),
    );
    clock.move(3 * DAY_MS + 1);

    const json = { secret: link.split('#')[1], password: OTHER_PASSWORD };

    expect((await client().ask('/invitations', { json })).status).toBe(410);
  });

  test('is refused for a name that somebody has, however it is written', async () => {
    const { anna } = await started();

    const answer = await anna.ask('/users', { json: { name: 'ANNA', role: 'viewer' } });

    expect(answer.status).toBe(409);
  });

  test.each(['<b>x</b>', 'a\u202eb', 'x\ny', ' x', 'system'])('is refused for the name %j', async (name) => {
    const { anna } = await started();

    expect((await anna.ask('/users', { json: { name, role: 'viewer' } })).status).toBe(400);
  });
});

describe('an admin', () => {
  test('ends all sessions and tokens of whom they disable, at once', async () => {
    const service = await started();
    const { id, browser } = await joined(service, 'bert', 'analyst');
    const script = await tokenOf(service, browser);
    expect([(await browser.ask('/session')).status, (await script.ask('/tokens')).status]).toEqual([
      200, 200,
    ]);

    await service.anna.ask(`/users/${id}`, { method: 'PATCH', json: { state: 'disabled' } });

    expect([(await browser.ask('/session')).status, (await script.ask('/tokens')).status]).toEqual([
      401, 401,
    ]);
    await service.anna.ask(`/users/${id}`, { method: 'PATCH', json: { state: 'active' } });
    expect([(await browser.ask('/session')).status, (await script.ask('/tokens')).status]).toEqual([
      401, 401,
    ]);
  });

  test('cannot give up the last account that runs the service', async () => {
    const service = await started();
    const { anna, annaId } = service;
    const change = (json: object) => anna.ask(`/users/${annaId}`, { method: 'PATCH', json });
    // Invited, but nobody took the link: this one cannot sign in.
    await anna.ask('/users', { json: { name: 'carl', role: 'admin' } });

    const [demoted, disabled] = [await change({ role: 'viewer' }), await change({ state: 'disabled' })];
    await joined(service, 'dora', 'admin');
    const withAnother = await change({ role: 'viewer' });

    expect([demoted.status, disabled.status, withAnother.status]).toEqual([409, 409, 200]);
  });

  test('sees who is locked, and unlocks by a new link', async () => {
    const service = await started();
    const { anna, client } = service;
    const { id } = await joined(service, 'bert');
    const json = { name: 'bert', password: 'wrong password!!' };
    for (let guess = 0; guess < 3; guess++) await client().ask('/session', { json });

    const users = await jsonOf<{ items: { state: string }[] }>(anna.ask('/users'));
    const { link } = await jsonOf<{ link: string }>(anna.ask(`/users/${id}/reset`, { method: 'POST' }));
    await client().ask('/invitations', { json: { secret: link.split('#')[1], password: PASSWORD } });
    const after = await client().ask('/session', { json: { name: 'bert', password: PASSWORD } });

    expect(users.items.map(({ state }) => state)).toEqual(['active', 'locked']);
    expect(after.status).toBe(201);
  });

  test('is the only one who sees users and the audit log', async () => {
    const service = await started();
    const { browser } = await joined(service, 'bert', 'responder');

    const answers = await Promise.all(
      ['/users', '/audit', '/audit/verification', '/audit/export'].map((path) => browser.ask(path)),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  test('is never limited to controllers: it could take the limit away', async () => {
    const service = await started();
    const { id } = await joined(service, 'bert', 'viewer', ['Laboratory A']);

    const answers = [
      await service.anna.ask('/users', { json: { name: 'carl', role: 'admin', controllers: ['A'] } }),
      await service.anna.ask(`/users/${id}`, { method: 'PATCH', json: { role: 'admin' } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });

  test('pages through users without a gap', async () => {
    const service = await started();
    for (const name of ['bert', 'carl', 'dora'])
      await service.anna.ask('/users', { json: { name, role: 'viewer' } });

    const names: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page = await jsonOf<{ items: { name: string }[]; next: string | null }>(
        service.anna.ask(`/users?limit=2${cursor}`),
      );
      names.push(...page.items.map(({ name }) => name));
      next = page.next;
    }

    expect(names).toEqual(['anna', 'bert', 'carl', 'dora']);
    expect((await service.anna.ask('/users?cursor=%00x')).status).toBe(400);
  });
});

describe('a token', () => {
  test('is shown once, needs no CSRF token, and stands for its user', async () => {
    const service = await started();
    const script = await tokenOf(service, service.anna, { role: 'admin' });

    const added = await script.ask('/users', 'POST', { name: 'bert', role: 'viewer' });
    const listed = await (await service.anna.ask('/tokens')).text();

    expect(script.secret).toMatch(/^rpt_[\w-]{43}$/);
    expect(added.status).toBe(201);
    expect(listed).toContain(script.token.id);
    expect(listed).not.toContain(script.secret);
  });

  test.each([
    'Bearer rpt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer x',
    'Basic YW5uYTp4',
    `Bearer ${'x'.repeat(5000)}`,
  ])('that does not hold is refused, whatever cookie comes with it: %s', async (authorization) => {
    const { anna } = await started();

    expect((await anna.ask('/session/ways', { headers: { authorization } })).status).toBe(401);
  });

  test('does no more than its role, and never more than its user may by now', async () => {
    const service = await started();
    const { id, browser } = await joined(service, 'bert', 'admin');
    const small = await tokenOf(service, browser, { role: 'viewer' });
    const large = await tokenOf(service, browser, { role: 'admin' });
    const before = [await small.ask('/users'), await large.ask('/users')];

    await service.anna.ask(`/users/${id}`, { method: 'PATCH', json: { role: 'viewer' } });

    expect(before.map(({ status }) => status)).toEqual([403, 200]);
    expect((await large.ask('/users')).status).toBe(403);
    expect((await large.ask('/tokens')).status).toBe(200);
  });

  test('that is limited to controllers runs nothing: it could take the limit away', async () => {
    const service = await started();
    const json = { label: 'x', role: 'admin', controllers: ['A'] };
    const { annaId, access, client } = service;
    const made = await access.store.tokens.add({
      ...json,
      role: 'admin',
      userId: annaId,
      hash: hashOfSecret('rpt_before'),
      expiresAt: new Date(service.clock.nowMs() + DAY_MS).toISOString(),
    });

    const asked = await service.anna.ask('/tokens', { json });
    const headers = { authorization: 'Bearer rpt_before' };

    expect(made.role).toBe('admin');
    expect(asked.status).toBe(403);
    expect((await client().ask('/users', { headers })).status).toBe(403);
  });

  test('sees no controller that its user does not see', async () => {
    const service = await started();
    const { id, browser } = await joined(service, 'bert', 'viewer', ['A', 'B']);

    const beyond = await browser.ask('/tokens', { json: { label: 'x', role: 'viewer', controllers: ['C'] } });
    const higher = await browser.ask('/tokens', { json: { label: 'x', role: 'admin' } });
    const within = await tokenOf(service, browser, { controllers: ['B'] });
    const all = await tokenOf(service, browser);
    await service.anna.ask(`/users/${id}`, { method: 'PATCH', json: { controllers: ['A'] } });

    expect([beyond.status, higher.status]).toEqual([403, 403]);
    expect((await service.access.tokens.actorOf(within.secret))!.controllers).toEqual([]);
    expect((await service.access.tokens.actorOf(all.secret))!.controllers).toEqual(['A']);
  });

  test('ends on its day, when it is revoked, and when the clock was set back', async () => {
    const service = await started();
    const { anna, clock, client } = service;
    const short = await tokenOf(service, anna, { days: 1 });
    const revoked = await tokenOf(service, anna);
    expect([(await short.ask('/tokens')).status, (await revoked.ask('/tokens')).status]).toEqual([200, 200]);

    await anna.ask(`/tokens/${revoked.token.id}`, { method: 'DELETE' });
    const atOnce = (await revoked.ask('/tokens')).status;
    clock.move(-3_600_000);
    const setBack = (await short.ask('/tokens')).status;
    clock.move(3_600_000 + DAY_MS);
    const expired = (await short.ask('/tokens')).status;

    expect([atOnce, setBack, expired]).toEqual([401, 401, 401]);
    expect((await client().ask('/session/ways')).status).toBe(200);
  });

  test('makes no tokens and has no session', async () => {
    const service = await started();
    const script = await tokenOf(service, service.anna, { role: 'admin' });

    const made = await script.ask('/tokens', 'POST', { label: 'more', role: 'viewer' });
    const password = await script.ask('/session/password', 'PUT', { old: PASSWORD, new: OTHER_PASSWORD });

    expect([made.status, (await script.ask('/session')).status, password.status]).toEqual([403, 403, 403]);
  });

  test('of somebody else is told from an unknown one by nothing', async () => {
    const service = await started();
    const { browser } = await joined(service, 'bert', 'responder');
    const { token } = await tokenOf(service, service.anna);

    const foreign = await browser.ask(`/tokens/${token.id}`, { method: 'DELETE' });
    const unknown = await browser.ask('/tokens/k_20261122_00000000000000', { method: 'DELETE' });
    const listed = await jsonOf<{ items: unknown[] }>(browser.ask('/tokens'));

    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect(await foreign.text()).toBe(await unknown.text());
    expect(listed.items).toEqual([]);
  });
});
