import { describe, expect, it } from 'vitest';
import { fakeSession, HOSTILE } from './fake-api.ts';
import { COOKIE, fakePages, form } from './fake-pages.ts';
import { SWEEP_ID } from './fake-watched.ts';

const NAME = encodeURIComponent(HOSTILE);
const PAGES = [
  '/tables',
  '/add-table',
  `/tables/${NAME}`,
  '/endpoints',
  '/watch-server',
  `/endpoints/${NAME}`,
  `/endpoints/${NAME}/transcript`,
  '/exposures',
  '/scope',
  `/sweeps/${SWEEP_ID}`,
  '/check',
];
const CSRF = { csrf: 'token-of-anna' };

async function htmlOf(path: string, language = 'en', world = {}): Promise<string> {
  const { pages } = fakePages(world);
  const response = await pages.request(path, { headers: { ...COOKIE, 'accept-language': language } });
  return response.text();
}

describe('pages of what is watched', () => {
  it.each(PAGES)('%s shows hostile names as text, and nothing inline', async (path) => {
    // What a form sends back is as it was, and never shown.
    const html = (await htmlOf(path)).replaceAll(/ value="[^"]*"/g, '');

    expect(html).toMatch(/<h1>/);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('\u202e');
    expect(html).not.toContain('\u0007');
    expect(html.match(/<[^>]*\sstyle=/g)).toBeNull();
  });

  it.each(PAGES)('%s sends the token with every form that changes something', async (path) => {
    const forms = (await htmlOf(path)).match(/<form method="post"[\s\S]*?<\/form>/g) ?? [];

    expect(forms.length).toBeGreaterThan(0);
    for (const one of forms) expect(one).toContain('name="csrf" value="token-of-anna"');
  });

  it.each(['/tables', '/endpoints', '/exposures', '/scope'])(
    '%s says what to do where it is empty',
    async (path) => {
      expect(await htmlOf(path, 'en', { isEmpty: true })).toContain('class="empty"');
    },
  );

  it('cut names of 4 kB in their middle and keep the end', async () => {
    const html = await htmlOf(`/endpoints/${NAME}`);

    const shown = html.replaceAll(/ title="[^"]*"/g, '');
    expect(shown).toContain('…');
    expect(shown).toContain('end.csv');
    expect(shown).not.toContain('long-'.repeat(100));
  });

  it('are in French, exposures too', async () => {
    expect(await htmlOf('/tables', 'fr')).toContain('Responsable de traitement');
    expect(await htmlOf('/scope', 'fr')).toContain('Mandats');
  });
});

describe('what is told', () => {
  it('says which snapshots are old, what a column tells, and that keys are kept', async () => {
    const html = await htmlOf(`/tables/${NAME}`);

    expect(html).toContain('older than 30 days');
    expect(html).toContain('names one row almost alone');
    expect(html).toContain('narrows it down to 1 in 16');
    expect(html).toContain('Kept, encrypted');
  });

  it('warns of mandates that end soon, the first to end first', async () => {
    const html = await htmlOf('/scope');

    expect(html).toContain('One mandate ends within 30 days.');
    expect(html.indexOf('old.example')).toBeLessThan(html.indexOf('far.example'));
    expect(html).toContain('Ends in 9 d');
  });

  it('leads through the files of a server with their filter', async () => {
    const html = await htmlOf(`/endpoints/${NAME}?only=held`);

    expect(html).toContain('?only=held&amp;cursor=next-page"');
    expect(await htmlOf(`/endpoints/${NAME}?only=gone`)).toContain('There is no such file.');
  });

  it('shows a long transcript in parts', async () => {
    const first = await htmlOf(`/endpoints/${NAME}/transcript`);
    const last = await htmlOf(`/endpoints/${NAME}/transcript?from=99999999`);

    expect(first).toContain('line 499 ');
    expect(first).not.toContain('line 500 ');
    expect(last).toContain('line 1199 ');
  });

  it('offers a viewer nothing to change', async () => {
    for (const path of [
      '/tables',
      `/tables/${NAME}`,
      '/endpoints',
      `/endpoints/${NAME}`,
      '/scope',
      '/check',
    ]) {
      const html = await htmlOf(path, 'en', { session: fakeSession('viewer') });
      expect(html).not.toMatch(/action="\/(tables|endpoints|scope|watch-server|add-table|kept)/);
    }
  });
});

describe('changes', () => {
  it.each(['tables', 'endpoints'])('of %s are forgotten only once the name was typed', async (what) => {
    const { pages, world } = fakePages();

    const wrong = await pages.request(`/${what}/${NAME}/forget`, form({ ...CSRF, name: 'another' }));
    const before = world.changes.length;
    const right = await pages.request(`/${what}/${NAME}/forget`, form({ ...CSRF, name: ` ${HOSTILE} ` }));

    expect([wrong.status, before]).toEqual([400, 0]);
    expect(right.headers.get('location')).toBe(`/${what}?done=forgotten`);
    expect(world.changes).toMatchObject([{ method: 'DELETE' }]);
  });

  it('adds a table and follows its run', async () => {
    const { pages, world } = fakePages();
    const fields = { name: 'lab', source: 'lab.csv', fields: 'birth_dt = date', ignored: 'a\r\nb' };

    const response = await pages.request('/add-table', form({ ...CSRF, ...fields }));

    expect(response.headers.get('location')).toMatch(/^\/runs\/r_/);
    expect(world.changes[0]!.body).toMatchObject({
      name: 'lab',
      fields: { birth_dt: 'date' },
      ignoredColumns: ['a', 'b'],
      force: false,
    });
  });

  it('keeps what was entered for a server that is refused, and says why', async () => {
    const { pages } = fakePages({ refuses: 400 });
    const fields = { name: 'ftp', url: 'ftp://not.mine/' };

    const response = await pages.request('/watch-server', form({ ...CSRF, ...fields }));
    const html = await response.text();

    expect(response.status).toBe(400);
    expect(html).toContain('value="ftp://not.mine/"');
    expect(html).toContain('so it is');
  });

  it('declares the columns that are ticked, never none by mistake', async () => {
    const { pages, world } = fakePages();
    const ticked = new URLSearchParams([...Object.entries(CSRF), ['column', 'a'], ['column', 'b']]);

    await pages.request(`/tables/${NAME}/declaration`, { method: 'POST', headers: COOKIE, body: ticked });
    const none = await pages.request(`/tables/${NAME}/declaration`, form(CSRF));

    expect(world.changes.map(({ body }) => body)).toEqual([{ declared: ['a', 'b'] }]);
    expect(none.status).toBe(400);
  });
});
