import { describe, expect, it } from 'vitest';
import { FAILED_RUN_ID, fakeSession, HOSTILE, REPORT_ID, RUN_ID, SUSPECT_ID } from './fake-api.ts';
import { COOKIE, fakePages, form } from './fake-pages.ts';

const PAGES = ['/', '/check', '/runs', `/runs/${RUN_ID}`, `/runs/${FAILED_RUN_ID}`, '/reports', '/nowhere'];
const OPEN_PAGES = ['/sign-in', '/setup', '/invitation'];

async function htmlOf(path: string, language = 'en', world = {}): Promise<string> {
  const { pages } = fakePages(world);
  const response = await pages.request(path, { headers: { ...COOKIE, 'accept-language': language } });
  return response.text();
}

describe('every page', () => {
  it.each([...PAGES, ...OPEN_PAGES])(
    '%s holds the strict policy: nothing inline, nothing foreign',
    async (path) => {
      const html = await htmlOf(path, 'en', OPEN_PAGES.includes(path) ? { session: null } : {});

      expect(html).toMatch(/^<!doctype html><html lang="en"/i);
      const tags = html.match(/<[a-z][^<>]*>/gi) ?? [];
      expect(tags.length).toBeGreaterThan(10);
      expect(
        tags.filter((tag) => /\s(style|on[a-z]+)\s*=(?=\s*["'])/i.test(tag.replaceAll(/"[^"]*"/g, '""'))),
      ).toEqual([]);
      expect(
        tags.filter((tag) =>
          /^<(script(?! type="module" src="\/assets\/)|style|base|iframe|object)/i.test(tag),
        ),
      ).toEqual([]);
      expect(tags.filter((tag) => /(src|href|action)="(?!\/(?!\/)|#)/.test(tag))).toEqual([]);
    },
  );

  it.each(['/', '/check', '/runs', `/runs/${FAILED_RUN_ID}`, '/reports'])(
    '%s shows hostile names as text',
    async (path) => {
      const html = await htmlOf(path);

      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('\u202e');
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;');
      expect(html).toContain('\\u202egpj.exe');
      expect(HOSTILE).toContain('\u202e');
    },
  );

  it.each(PAGES)('%s sends the token with every form', async (path) => {
    const html = await htmlOf(path);

    const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
    expect(forms.length).toBeGreaterThan(2);
    for (const one of forms)
      expect(one).toContain('<input type="hidden" name="csrf" value="token-of-anna"/>');
  });

  it.each(PAGES)('%s is kept by nothing in between', async (path) => {
    const { pages } = fakePages();

    const response = await pages.request(path, { headers: COOKIE });

    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is in French where the browser asks for it, numbers too', async () => {
    const html = await htmlOf('/reports', 'fr-CH, en;q=0.5');

    expect(html).toContain('<html lang="fr"');
    expect(html).toContain('Établi le');
    expect(html).toContain('46\u202f173');
  });
});

describe('who is not signed in', () => {
  it('comes to sign-in, and from there back', async () => {
    const { pages } = fakePages({ session: null });

    const response = await pages.request('/runs?state=failed', { headers: COOKIE });

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/sign-in?next=%2Fruns%3Fstate%3Dfailed');
  });

  it('signs in, gets the cookie of the API, and goes where he was', async () => {
    const { pages, world } = fakePages({ session: null });

    const response = await pages.request(
      '/sign-in',
      form({ name: 'anna', password: 'a long sentence', next: '/runs' }, {}),
    );

    expect(response.headers.get('location')).toBe('/runs');
    expect(response.headers.getSetCookie()).toEqual(['session=new; HttpOnly']);
    expect(world.changes[0]!.body).toEqual({ name: 'anna', password: 'a long sentence' });
  });

  it('is never sent to another site', async () => {
    const { pages } = fakePages({ session: null });

    const response = await pages.request(
      '/sign-in',
      form({ name: 'a', password: 'b', next: '//evil.example' }, {}),
    );

    expect(response.headers.get('location')).toBe('/');
  });

  it('reads why it failed, and its name stays', async () => {
    const { pages } = fakePages({ session: null, refuses: 401 });

    const response = await pages.request('/sign-in', form({ name: 'anna', password: 'wrong' }, {}));
    const html = await response.text();

    expect(response.status).toBe(401);
    expect(html).toContain('do not fit together');
    expect(html).toContain('value="anna"');
    expect(html).not.toContain('value="wrong"');
  });

  it('makes the first account with the secret of the link', async () => {
    const { pages, world } = fakePages({ session: null, needsSetup: true });

    const response = await pages.request(
      '/setup',
      form({ secret: ' s3cret ', name: 'anna', password: 'a long sentence' }, {}),
    );

    expect(response.headers.get('location')).toBe('/');
    expect(world.changes[0]).toMatchObject({
      path: '/api/v1/setup',
      body: { secret: 's3cret', name: 'anna' },
    });
  });

  it.each([['/setup'], ['/invitation']])('learns at %s that a link does not hold any more', async (path) => {
    const { pages } = fakePages({ session: null, refuses: 400 });

    const response = await pages.request(
      path,
      form({ secret: 'old', name: 'anna', password: 'a long sentence' }, {}),
    );

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This link does not hold any more');
  });
});

describe('changes', () => {
  it('destroys a suspect with the token of the session', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(`/suspects/${SUSPECT_ID}/destroy`, form({ csrf: 'token-of-anna' }));

    expect(response.headers.get('location')).toBe('/check?done=destroyed');
    expect(world.changes).toEqual([
      { method: 'DELETE', path: `/api/v1/suspects/${SUSPECT_ID}`, csrf: 'token-of-anna', body: null },
    ]);
  });

  it.each([
    ['without the token', {}, COOKIE],
    ['with another token', { csrf: 'token-of-evil' }, COOKIE],
    ['from another site', { csrf: 'token-of-anna' }, { ...COOKIE, 'sec-fetch-site': 'cross-site' }],
  ])('are refused %s', async (_how, fields, headers) => {
    const { pages, world } = fakePages();

    const response = await pages.request(`/runs/${RUN_ID}/cancel`, form(fields, headers));

    expect(response.status).toBe(403);
    expect(world.changes).toEqual([]);
  });

  it.each([
    [409, 409, 'Things have changed meanwhile'],
    [412, 412, 'Things have changed meanwhile'],
    [429, 429, 'Too many requests'],
    [403, 403, 'Your role does not allow this'],
    [500, 500, 'a fault of its own'],
  ])('say what to do when the API answers %i', async (refuses, status, title) => {
    const { pages } = fakePages({ refuses });

    const response = await pages.request(`/runs/${RUN_ID}/cancel`, form({ csrf: 'token-of-anna' }));

    expect(response.status).toBe(status);
    expect(await response.text()).toContain(title);
  });

  it('keep language with the browser and the account', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(
      '/preferences',
      form({ csrf: 'token-of-anna', language: 'fr', next: '/runs' }),
    );

    expect(response.headers.get('location')).toBe('/runs');
    expect(response.headers.get('set-cookie')).toMatch(/^language=fr; .*HttpOnly; SameSite=Lax/);
    expect(world.changes[0]).toMatchObject({ method: 'PUT', path: '/api/v1/session/language' });
  });

  it('keep dark colours without an account', async () => {
    const { pages } = fakePages({ session: null });

    const response = await pages.request('/preferences', form({ theme: 'dark', next: '/sign-in' }, {}));
    const page = await pages.request('/sign-in', { headers: { cookie: 'theme=dark' } });

    expect(response.headers.get('set-cookie')).toMatch(/^theme=dark;/);
    expect(await page.text()).toContain('data-theme="dark"');
  });
});

describe('what is shown', () => {
  it('offers no upload and no cancel to a viewer', async () => {
    const viewer = { session: fakeSession('viewer') };

    expect(await htmlOf('/check', 'en', viewer)).not.toContain('data-island="upload"');
    expect(await htmlOf(`/runs/${RUN_ID}`, 'en', viewer)).not.toContain('/cancel"');
    expect(await htmlOf(`/runs/${RUN_ID}`)).toContain('/cancel"');
  });

  it('has one upload form on every page of an analyst', async () => {
    for (const path of ['/', '/check', '/runs'])
      expect((await htmlOf(path)).match(/data-island="upload"/g)).toHaveLength(1);
  });

  it('tells the progress of a run with its interval', async () => {
    const html = await htmlOf(`/runs/${RUN_ID}`);

    for (const text of [
      'Matching rows',
      '45.2\u00a0MB of 100.0\u00a0MB',
      '12.4\u00a0MB/s',
      '388,012',
      '1\u00a0min 14\u00a0s',
    ])
      expect(html).toContain(text);
    expect(html).toContain('88.1\u00a0% to 92.3\u00a0%');
  });

  it('says on an empty home what to do next', async () => {
    const html = await htmlOf('/', 'en', { isEmpty: true });

    for (const href of ['/tables', '/endpoints', '/check'])
      expect(html).toContain(`<a class="button" href="${href}">`);
  });

  it('leads from a run that is done to its report', async () => {
    expect(await htmlOf(`/runs/${RUN_ID.slice(0, -1)}4`)).toContain(`href="/reports/${REPORT_ID}"`);
  });
});
