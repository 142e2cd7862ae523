import { describe, expect, it } from 'vitest';
import { CHANNEL_ID, SECRET, TOKEN_ID, USER_ID } from './fake-admin.ts';
import { fakeSession } from './fake-api.ts';
import { COOKIE, fakePages, form } from './fake-pages.ts';

const PAGES = [
  '/settings',
  '/users',
  `/users/${USER_ID}`,
  '/account',
  '/tokens',
  '/alerts',
  '/alerts/new/webhook',
  `/alerts/${CHANNEL_ID}`,
  '/audit',
  '/help',
];
const NAMED = PAGES.filter((path) => path !== '/help' && path !== '/alerts/new/webhook');
const CSRF = { csrf: 'token-of-anna' };
const ONCE = { ...CSRF, once: '00000000-0000-4000-8000-000000000000' };

async function htmlOf(path: string, world = {}): Promise<string> {
  return (await fakePages(world).pages.request(path, { headers: COOKIE })).text();
}

/** What the settings' form holds before anybody writes into it. */
const SETTINGS = {
  notificationHours: '72',
  clockWarningHours: '48, 24',
  userQuotaBytes: '100',
  caseFromShare: '7',
};

describe('the pages of admins', () => {
  it.each(PAGES)('%s answers, with nothing inline', async (path) => {
    const { pages } = fakePages();

    const response = await pages.request(path, { headers: COOKIE });
    const tags = (await response.text()).match(/<[a-z][^<>]*>/gi) ?? [];

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(tags.length).toBeGreaterThan(20);
    expect(
      tags.filter((tag) => /\s(style|on[a-z]+)\s*=(?=\s*["'])/i.test(tag.replaceAll(/"[^"]*"/g, '""'))),
    ).toEqual([]);
  });

  it.each(NAMED)('%s shows hostile names as text', async (path) => {
    const html = await htmlOf(path);

    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
  });

  it.each(PAGES)('%s sends the token with every form that changes something', async (path) => {
    const forms = (await htmlOf(path)).match(/<form[\s\S]*?<\/form>/g) ?? [];

    const changing = forms.filter((one) => one.includes('method="post"'));
    expect(changing.length).toBeGreaterThan(2);
    for (const one of changing) expect(one).toContain('name="csrf" value="token-of-anna"');
    for (const one of forms.filter((other) => other.includes('method="get"')))
      expect(one).not.toContain('csrf');
  });

  it('are in the navigation of admins alone', async () => {
    expect(await htmlOf('/help')).toContain('href="/settings"');
    expect(await htmlOf('/help', { session: fakeSession('responder') })).not.toContain('href="/settings"');
  });
});

describe('a secret', () => {
  it.each([
    ['/users', { ...ONCE, name: 'bob', role: 'analyst' }],
    [`/users/${USER_ID}/reset`, ONCE],
    ['/account/tokens', { ...ONCE, label: 'ci', role: 'viewer', days: '90' }],
    ['/alerts/new/webhook', { ...ONCE, name: 'on-call', target: 'https://example.org', leastPercent: '1' }],
  ])(
    'of %s is in the answer, in no address, and not in the answer to the same form again',
    async (path, fields) => {
      const { pages } = fakePages();

      const first = await pages.request(path, form(fields));
      const again = await pages.request(path, form(fields));

      expect(first.status).toBe(200);
      expect(first.headers.get('cache-control')).toBe('no-store');
      expect(await first.text()).toContain(SECRET);
      const html = await again.text();
      expect(html).not.toContain(SECRET);
      expect(html).toContain('This was shown already');
    },
  );

  it('is not written back into a form that was refused', async () => {
    const { pages } = fakePages({ refuses: 400 });

    const fields = { ...CSRF, name: 'a', target: 'b', leastPercent: '1', secret: 'a-secret-of-16-signs' };
    const response = await pages.request('/alerts/new/webhook', form(fields));

    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('a-secret-of-16-signs');
  });
});

describe('settings', () => {
  it('asks only for what was changed, in the units of the API', async () => {
    const { pages, world } = fakePages();

    const fields = {
      ...CSRF,
      ...SETTINGS,
      caseFromShare: '7,5',
      userQuotaBytes: '1.5',
      clockWarningHours: '12 6',
    };
    const response = await pages.request('/settings', form(fields));

    expect(response.headers.get('location')).toBe('/settings?done=changed');
    expect(world.changes[0]!.body).toEqual({
      caseFromShare: 0.075,
      userQuotaBytes: 1.5 * 2 ** 30,
      clockWarningHours: [12, 6],
    });
  });

  it('changes nothing where nothing was changed', async () => {
    const { pages, world } = fakePages();

    await pages.request('/settings', form({ ...CSRF, ...SETTINGS }));

    expect(world.changes).toEqual([]);
  });

  it('keeps what was written and marks it where it is no number', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(
      '/settings',
      form({ ...CSRF, ...SETTINGS, notificationHours: 'soon' }),
    );

    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(
      /<input[^>]*name="notificationHours"[^>]*aria-invalid="true"[^>]*value="soon"/,
    );
    expect(world.changes).toEqual([]);
  });
});

describe('accounts', () => {
  it('are limited to the controllers that were ticked', async () => {
    const { pages, world } = fakePages();

    const fields = { ...CSRF, role: 'analyst', sees: 'some', 'controller:Labo A': 'on' };
    await pages.request(`/users/${USER_ID}`, form(fields));

    expect(world.changes[0]!.body).toEqual({ role: 'analyst', controllers: ['Labo A'] });
  });

  it('are not let see everything where none was ticked', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(
      `/users/${USER_ID}`,
      form({ ...CSRF, role: 'viewer', sees: 'some' }),
    );

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Tick at least one controller');
    expect(world.changes).toEqual([]);
  });

  it.each([
    ['active', 'active'],
    ['disabled', 'disabled'],
  ])('become %s by their own form', async (state, wanted) => {
    const { pages, world } = fakePages();

    await pages.request(`/users/${USER_ID}/state`, form({ ...CSRF, state }));

    expect(world.changes[0]).toMatchObject({ method: 'PATCH', body: { state: wanted } });
  });

  it('are asked about before they are disabled, without script too', async () => {
    const html = await htmlOf(`/users/${USER_ID}`);

    expect(html).toMatch(
      /<details class="confirm"><summary>Disable the account<\/summary>.*revoked for good/,
    );
  });
});

describe('the own account', () => {
  it('changes no password that was not repeated', async () => {
    const { pages, world } = fakePages();

    const fields = { ...CSRF, old: 'a', password: 'four quiet otters', repeated: 'four quiet otter' };
    const response = await pages.request('/account/password', form(fields));

    expect(response.status).toBe(400);
    expect(world.changes).toEqual([]);
  });

  it('writes no password into a page', async () => {
    const { pages } = fakePages({ refuses: 400 });

    const fields = {
      ...CSRF,
      old: 'old-secret-words',
      password: 'new-secret-words',
      repeated: 'new-secret-words',
    };
    const html = await (await pages.request('/account/password', form(fields))).text();

    expect(html).not.toContain('secret-words');
    expect(html).toContain('so it is');
  });

  it('revokes a token and comes back, never elsewhere', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(
      `/tokens/${TOKEN_ID}/revoke`,
      form({ ...CSRF, next: '//evil.example' }),
    );

    expect(response.headers.get('location')).toBe('/account?done=revoked#tokens');
    expect(world.changes[0]).toMatchObject({ method: 'DELETE', path: `/api/v1/tokens/${TOKEN_ID}` });
  });
});

describe('alerts', () => {
  it('tell why a test did not arrive', async () => {
    const { pages } = fakePages();

    const tested = await pages.request(`/alerts/${CHANNEL_ID}/test`, form(CSRF));
    const html = await htmlOf(tested.headers.get('location')!);

    expect(html).toContain('The test did not arrive.');
    expect(html).toContain('refused by &lt;script&gt;');
  });
});

describe('the audit log', () => {
  it('says where its chain is broken', async () => {
    const { pages } = fakePages();

    const html = await (await pages.request('/audit', form(CSRF))).text();

    expect(html).toContain('entry no. 4 is missing, or was changed');
  });

  it('leads from each value to all entries that have it', async () => {
    const html = await htmlOf('/audit');

    expect(html).toContain('href="/audit?action=report.viewed"');
    expect(html).toContain('href="/audit?object=%3Cscript%3Ealert');
  });
});

describe('set-up', () => {
  it('asks for nothing once there is an account', async () => {
    expect(await htmlOf('/setup', { session: null })).not.toContain('name="password"');
    expect(await htmlOf('/setup', { session: null, needsSetup: true })).toContain('name="password"');
  });

  it('is told by sign-in that the provider let nobody in', async () => {
    const html = await htmlOf('/sign-in?problem=provider&next=%2Fruns', { session: null });

    expect(html).toContain('Your provider did not let you in');
    expect(html).toContain('href="/auth/oidc/start?to=%2Fruns"');
  });
});
