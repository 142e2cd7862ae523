import { describe, expect, it } from 'vitest';
import { CASE_ID, fakeSession, HOSTILE, REPORT_ID } from './fake-api.ts';
import { COOKIE, fakePages, form } from './fake-pages.ts';

const PAGE = `/cases/${CASE_ID}`;
const TOKEN = { csrf: 'token-of-anna' };

async function htmlOf(path: string, world = {}, language = 'en'): Promise<string> {
  const { pages } = fakePages(world);
  const response = await pages.request(path, { headers: { ...COOKIE, 'accept-language': language } });
  return response.text();
}

describe('the pages of cases', () => {
  it.each(['/cases', '/cases/new', `/cases/new?report=${REPORT_ID}`, PAGE])(
    '%s shows hostile words as text, and nothing inline',
    async (path) => {
      const html = await htmlOf(path);

      expect(html).toContain('&lt;script&gt;alert(1)');
      expect(html).not.toContain('<script>alert');
      // What a field holds is sent back as it is: there, and nowhere else, it stands unchanged.
      const shown = html.replaceAll(/<textarea[\s\S]*?<\/textarea>| value="[^"]*"/g, '');
      expect(shown).not.toContain('\u202e');
      const tags = (html.match(/<[a-z][^<>]*>/gi) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
      expect(tags.filter((tag) => /\s(style|on[a-z]+)=/.test(tag))).toEqual([]);
      for (const one of html.match(/<form method="post"[\s\S]*?<\/form>/g) ?? [])
        expect(one).toContain('name="csrf" value="token-of-anna"');
    },
  );

  it('say what to do next where there is no case', async () => {
    const html = await htmlOf('/cases', { isEmpty: true });

    expect(html).toContain('There is no case.');
    expect(html).toContain('href="/cases/new"');
  });

  it('open a case from a report with one click, called after its file', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(
      '/cases',
      form({ ...TOKEN, title: 'Leak of November', report: REPORT_ID }),
    );

    expect(response.headers.get('location')).toBe(PAGE);
    expect(world.changes[0]!.body).toEqual({ title: 'Leak of November', report: REPORT_ID });
  });

  it('add a report to a case that is open', async () => {
    const { pages, world } = fakePages();

    const response = await pages.request(`${PAGE}/items`, form({ ...TOKEN, item: `report:${REPORT_ID}` }));

    expect(response.headers.get('location')).toContain(`${PAGE}?saved=items`);
    expect(world.changes[0]!.body).toEqual({ kind: 'report', ref: REPORT_ID });
  });
});

describe('the page of a case', () => {
  it('has the clock on top: hours left, and the deadline in UTC', async () => {
    const html = await htmlOf(PAGE);

    expect(html).toContain('21\u00a0h');
    expect(html).toContain('23 Nov 2026, 09:00 UTC');
    expect(html.indexOf('data-island="case-clock"')).toBeLessThan(html.indexOf('id="missing"'));
    expect(html).toMatch(/<progress class="clock-bar warn" max="259200000" value="183600000"/);
  });

  it('links what is missing to the field that fills it', async () => {
    const html = await htmlOf(PAGE);

    expect(html).toContain('<a href="#statement-contact">');
    expect(html).toContain('id="statement-contact"');
    expect(html).toContain('<a href="#statement-data">');
    expect(html).toContain('id="statement-data"');
    expect(html).toContain('art. 33(3)(b)');
  });

  it('tells numbers with their method and interval', async () => {
    const html = await htmlOf(PAGE, {}, 'fr');

    expect(html).toContain('46\u202f173');
    expect(html).toContain('estimation par blocs aléatoires, entre 46\u202f180 et 47\u202f000');
    expect(html).toContain('Lab Aster');
  });

  it('offers every document in both languages, and a letter for each controller', async () => {
    const html = await htmlOf(PAGE);

    for (const document of ['notification', 'complement', 'register', 'edpb', 'summary'])
      for (const language of ['fr', 'en'])
        expect(html).toContain(`/documents/${document}?format=pdf&amp;language=${language}`);
    expect(html).toContain(
      '/documents/controller-letter?format=pdf&amp;language=fr&amp;controller=Lab+Aster',
    );
  });

  it('accepts a proposal with one click, and saves only what was changed', async () => {
    const { pages, world } = fakePages();
    const typed = {
      organisation: 'Exemple SA',
      nature: HOSTILE,
      natures: 'confidentiality',
      people: 'patients',
    };

    const response = await pages.request(
      `${PAGE}/statement`,
      form({ ...TOKEN, version: '7', ...typed, contact: 'dpo@exemple.test', accept: 'data:nir' }),
    );

    expect(response.headers.get('location')).toBe(`${PAGE}?saved=statement#statement`);
    expect(world.changes[0]).toMatchObject({
      method: 'PATCH',
      body: { statement: { contact: 'dpo@exemple.test', data: ['nir'] } },
    });
    expect(Object.keys((world.changes[0]!.body as { statement: object }).statement)).toEqual([
      'contact',
      'data',
    ]);
  });

  it('keeps what was typed in a stale form, says so, and can be sent again', async () => {
    const { pages } = fakePages({ caseVersion: 8 });

    const response = await pages.request(
      `${PAGE}/statement`,
      form({ ...TOKEN, version: '7', measuresTaken: 'The server was switched off.', people: 'employees' }),
    );
    const html = await response.text();

    expect(response.status).toBe(412);
    expect(html).toContain('The case was changed meanwhile');
    expect(html).toContain('>The server was switched off.</textarea>');
    expect(html).toMatch(/id="people-employees" name="people" value="employees" checked/);
    expect(html).toContain('Saved now: Patients.');
    expect(html).toContain('name="version" value="8"');
  });

  it('keeps what was typed where the API refuses it', async () => {
    const { pages } = fakePages({ refuses: 400 });

    const response = await pages.request(
      `${PAGE}/awareness`,
      form({ ...TOKEN, version: '7', at: '2027-01-01T10:00', name: 'Anna Noir', reason: '' }),
    );
    const html = await response.text();

    expect(response.status).toBe(400);
    expect(html).toContain('value="Anna Noir"');
    expect(html).toContain('so it is');
  });

  it('keeps the lines of a note', async () => {
    const { pages, world } = fakePages();

    await pages.request(`${PAGE}/note`, form({ ...TOKEN, version: '7', text: 'one\r\ntwo' }));

    expect(world.changes[0]!.body).toEqual({ text: 'one\ntwo' });
    expect(await htmlOf(PAGE)).toContain('<p class="long-text">first line\nsecond line</p>');
  });

  it('sends the time of awareness in UTC', async () => {
    const { pages, world } = fakePages();

    await pages.request(
      `${PAGE}/awareness`,
      form({ ...TOKEN, version: '7', at: '2026-11-20T09:00', name: 'Anna' }),
    );

    expect(world.changes[0]!.body).toEqual({ at: '2026-11-20T09:00:00Z', name: 'Anna', reason: '' });
  });

  it.each([
    ['a viewer', { session: fakeSession('viewer') }],
    ['who sees a part of it', { isWhole: false }],
  ])('offers no change to %s', async (_who, world) => {
    const html = await htmlOf(PAGE, world);

    expect(html).not.toContain(`action="${PAGE}/`);
    expect(html).not.toContain('/documents/notification');
    expect(html).toContain('Exemple SA');
  });

  it('offers erasing to admins only', async () => {
    expect(await htmlOf(PAGE, { session: fakeSession('responder') })).not.toContain(`${PAGE}/erase`);
  });

  it('says that a case is not there as of any page', async () => {
    const { pages } = fakePages();

    expect((await pages.request('/cases/c_20261122_00000000000009', { headers: COOKIE })).status).toBe(404);
  });
});
