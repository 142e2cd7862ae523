import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProviderSettings } from '../../src/access/provider-settings.ts';
import { openNote, sealNote } from '../../src/access/sealed-note.ts';
import { ownPage } from '../../src/api/handlers/provider.ts';
import { Secret } from '../../src/core/secret.ts';
import { HandClock, KEYS, PASSWORD, testAccess } from '../access/test-access.ts';
import { TestProvider } from '../access/test-provider.ts';
import { type TestClient, testService } from '../access/test-service.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();
let provider: TestProvider;
const REFUSED = '/sign-in?problem=provider';

beforeAll(async () => {
  provider = await TestProvider.start();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.people.clear();
  provider.account = 'sub-anna';
});

async function service(settings: Partial<ProviderSettings> = {}) {
  const clock = new HandClock();
  clock.ms = Date.now();
  const access = testAccess(await home.open({ clock }), clock, {}, provider.settings(settings));
  return { access, clock, ...testService(access) };
}

/** Go through the provider as a browser does. @returns where it ends up */
async function through(browser: TestClient, to = ''): Promise<string> {
  const start = await browser.ask(`/auth/oidc/start${to}`);
  const back = await provider.visit(start.headers.get('location')!);
  return (await browser.ask(back)).headers.get('location')!;
}

async function userOf(browser: TestClient) {
  const answer = await browser.ask('/session');
  return answer.status === 200
    ? ((await answer.json()) as { user: { name: string; role: string; means: string; id: string } }).user
    : null;
}

describe('signing in with the provider', () => {
  test('makes a viewer the first time, the same account ever after, and goes on with the page', async () => {
    const { client } = await service();
    provider.people.set('sub-anna', { preferred_username: 'anna', email: 'anna@example.org' });
    const [first, second] = [client(), client()];

    const page = await through(first, '?to=/cases/c_1%3Fpart=2');
    await through(second);

    expect(page).toBe('/cases/c_1?part=2');
    expect(await userOf(first)).toMatchObject({ name: 'anna', role: 'viewer', means: 'oidc' });
    expect((await userOf(second))!.id).toBe((await userOf(first))!.id);
  });

  test('takes over no account that has the name', async () => {
    const { client, access } = await service();
    const local = client();
    const secret = (await access.firstAdmin.path())!.split('#')[1];
    await local.enter('/setup', { secret, name: 'anna', password: PASSWORD });
    provider.people.set('sub-anna', { preferred_username: 'Anna' });
    const browser = client();

    await through(browser);

    expect(await userOf(browser)).toMatchObject({ name: 'Anna-2', role: 'viewer' });
    expect(await userOf(local)).toMatchObject({ name: 'anna', role: 'admin' });
  });

  test('gives the highest role of the groups, each time anew', async () => {
    const roles = { soc: 'analyst', dpo: 'responder' } as const;
    const { client } = await service({ roles });
    const browser = client();
    provider.people.set('sub-anna', { preferred_username: 'anna', groups: ['dpo', 'soc', 'admin'] });
    await through(browser);
    const before = await userOf(browser);

    provider.people.set('sub-anna', { preferred_username: 'anna', groups: ['soc'] });
    const again = client();
    await through(again);

    expect(before!.role).toBe('responder');
    expect((await userOf(again))!.role).toBe('analyst');
    expect(await userOf(browser)).toBeNull();
  });

  test.each([
    ['another domain', { email: 'eve@evil.example', email_verified: true }],
    ['a domain that ends alike', { email: 'eve@notexample.org', email_verified: true }],
    ['an address that nobody verified', { email: 'eve@example.org', email_verified: false }],
    ['no address', {}],
  ])('lets nobody in with %s', async (_, person) => {
    const { client, access } = await service({ allowedDomains: ['example.org'] });
    provider.people.set('sub-anna', person);
    const browser = client();

    expect(await through(browser)).toBe(REFUSED);
    expect(await userOf(browser)).toBeNull();
    expect(await access.store.users.count()).toBe(0);
  });

  test('lets in whom the domain and the group let in', async () => {
    const { client } = await service({ allowedDomains: ['example.org'], allowedGroups: ['rowprint'] });
    provider.people.set('sub-anna', {
      email: 'anna@Example.org',
      email_verified: true,
      groups: ['staff', 'rowprint'],
    });
    const browser = client();

    expect(await through(browser)).toBe('/');
    provider.people.set('sub-anna', { email: 'anna@example.org', email_verified: true, groups: ['staff'] });
    expect(await through(client())).toBe(REFUSED);
  });

  test('lets nobody in who is disabled here', async () => {
    const { client, access } = await service();
    const browser = client();
    await through(browser);
    const { id } = (await userOf(browser))!;

    await access.accounts.change(id, { state: 'disabled' });

    expect(await userOf(browser)).toBeNull();
    expect(await through(client())).toBe(REFUSED);
  });

  test('ends the session that the browser brought', async () => {
    const { client } = await service();
    const browser = client();
    await through(browser);
    const thief = client();
    thief.cookies.set('rowprint', browser.cookies.get('rowprint')!);

    await through(browser);

    expect(await userOf(thief)).toBeNull();
    expect(await userOf(browser)).not.toBeNull();
  });
});

describe('an answer of the provider', () => {
  /** What the browser keeps, changed; null: nothing. */
  async function withKept(change: (flow: Record<string, unknown>) => Record<string, unknown> | null) {
    const { client } = await service();
    const browser = client();
    const start = await browser.ask('/auth/oidc/start');
    const back = await provider.visit(start.headers.get('location')!);
    const key = KEYS.subkey('access/provider');
    const kept = openNote(key, browser.cookies.get('rowprint-provider')!) as Record<string, unknown>;
    const changed = change(kept);
    if (changed === null) browser.cookies.delete('rowprint-provider');
    else browser.cookies.set('rowprint-provider', sealNote(key, changed));
    const page = (await browser.ask(back)).headers.get('location');
    return { page, isIn: (await userOf(browser)) !== null };
  }

  test('is taken with the flow that it belongs to', async () => {
    expect(await withKept((flow) => flow)).toEqual({ page: '/', isIn: true });
  });

  test.each([
    ['state', (flow: Record<string, unknown>) => ({ ...flow, state: 'another' })],
    ['nonce', (flow: Record<string, unknown>) => ({ ...flow, nonce: 'another' })],
    ['verifier', (flow: Record<string, unknown>) => ({ ...flow, verifier: 'x'.repeat(43) })],
    ['browser', () => null],
    ['time', (flow: Record<string, unknown>) => ({ ...flow, untilMs: 0 })],
  ])('is refused with another %s', async (_, change) => {
    expect(await withKept(change)).toEqual({ page: REFUSED, isIn: false });
  });

  test('is refused when it is for another audience', async () => {
    const { client } = await service();
    const browser = client();
    const start = await browser.ask('/auth/oidc/start');
    const href = new URL(start.headers.get('location')!);
    // A code that the same provider made for another of its clients, in the same flow.
    href.searchParams.set('client_id', 'another');
    const back = await provider.visit(href.href);

    expect((await browser.ask(back)).headers.get('location')).toBe(REFUSED);
    expect(await userOf(browser)).toBeNull();
  });

  test('is refused a second time', async () => {
    const { client } = await service();
    const browser = client();
    const start = await browser.ask('/auth/oidc/start');
    const kept = browser.cookies.get('rowprint-provider')!;
    const back = await provider.visit(start.headers.get('location')!);
    await browser.ask(back);
    const thief = client();
    thief.cookies.set('rowprint-provider', kept);

    expect((await thief.ask(back)).headers.get('location')).toBe(REFUSED);
  });

  test('is refused when the service has the wrong secret', async () => {
    const { client } = await service({ clientSecret: new Secret('wrong') });

    expect(await through(client())).toBe(REFUSED);
  });
});

describe('a provider that is not there', () => {
  test('leads to the page that says so, and is asked again the next time', async () => {
    const { client, access } = await service({ issuer: 'http://127.0.0.1:9' });

    const answer = await client().ask('/auth/oidc/start');

    expect(answer.headers.get('location')).toBe(REFUSED);
    expect((await access.auditStore.list({ limit: 1 }))[0]!.action).toBe('session.refused');
  });
});

test.each([
  ['/cases/c_1?x=1', '/cases/c_1?x=1'],
  [undefined, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\r\nset-cookie: x', '/'],
  ['javascript:alert(1)', '/'],
])('of a page to go on with, %j leads to %s', (to, page) => {
  expect(ownPage(to)).toBe(page);
});
