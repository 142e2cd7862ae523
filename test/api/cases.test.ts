import { describe, expect, test } from 'vitest';
import { Case } from '../../src/api/contract/cases.ts';
import { people } from '../pipelines/generated-files.ts';
import { Workplace } from '../pipelines/workplace.ts';
import { limitedTo, TestDesk } from './case-desk.ts';

const place = new Workplace();
const desk = new TestDesk(() => place.context);
const A = 'Controller of lab_a';
const B = 'Controller of lab_b';

/** Two tables of which 40 and 25 people leaked, and the report on the leak. */
async function leakOfTwo(): Promise<string> {
  const a = people(200);
  const b = people(200, 4096);
  await place.addPeople('lab_a', a);
  await place.addPeople('lab_b', b);
  return (await place.checkPeople([...a.slice(0, 40), ...b.slice(0, 25)])).id;
}

async function openCase(): Promise<string> {
  return (await desk.caseFrom('POST', '/cases', { title: 'Forum leak', report: await leakOfTwo() })).id;
}

describe('a case', () => {
  test('opened from a report has its numbers, its proposals and what is missing, as the contract says', async () => {
    const id = await openCase();

    const view = await desk.caseFrom('GET', `/cases/${id}`);

    expect(Case.safeParse(view).error).toBeUndefined();
    expect(view.figures[0]).toMatchObject({
      number: 1,
      persons: { value: 65, interval: [65, 65], method: 'exact' },
      rows: { value: 65 },
    });
    expect(
      view.figures[0]!.byController.map(({ controller, persons }) => [controller, persons.value]),
    ).toEqual([
      [A, 40],
      [B, 25],
    ]);
    expect(view.proposed.data.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['nir', 'contact', 'civil-status']),
    );
    expect(view.proposedAwareAt).not.toBeNull();
    expect(view.awareness).toBeNull();
    expect(view.missing.map(({ key }) => key)).toContain('awareness');
    expect(view.severity).toMatchObject({ cb: 0.5, isFlagged: false });
  });

  test('has a clock from the moment that a named person sets', async () => {
    const id = await openCase();
    const at = new Date(Date.now() - 3_600_000).toISOString();

    const view = await desk.caseFrom('PUT', `/cases/${id}/awareness`, {
      at,
      name: 'Anna Martin',
      reason: 'match',
    });

    expect(view.dueAt).toBe(new Date(Date.parse(at) + 72 * 3_600_000).toISOString());
    expect(view.awareness).toMatchObject({ at, name: 'Anna Martin', by: 'anna' });
    expect(view.missing.map(({ key }) => key)).not.toContain('awareness');
  });

  test('is not aware of anything in the future', async () => {
    const id = await openCase();
    const at = new Date(Date.now() + 3_600_000).toISOString();

    const answer = await desk.send('PUT', `/cases/${id}/awareness`, { at, name: 'Anna' });

    expect(answer.status).toBe(400);
  });

  test('keeps every revision of its numbers', async () => {
    const id = await openCase();

    const view = await desk.caseFrom('POST', `/cases/${id}/figures`, {
      persons: 70,
      rows: 71,
      reason: 'five more were found by hand',
    });

    expect(view.figures.map(({ number, persons }) => [number, persons.value, persons.method])).toEqual([
      [1, 65, 'exact'],
      [2, 70, 'stated'],
    ]);
    expect(view.persons).toBe(70);
  });

  test('is changed by who saw it last, and not over the head of another', async () => {
    const id = await openCase();
    const etag = (await desk.send('GET', `/cases/${id}`)).headers.get('etag')!;
    const first = await desk.send('PATCH', `/cases/${id}`, { title: 'A' }, { headers: { 'if-match': etag } });
    const second = await desk.send(
      'PATCH',
      `/cases/${id}`,
      { title: 'B' },
      { headers: { 'if-match': etag } },
    );

    expect([first.status, second.status]).toEqual([200, 412]);
    expect(await second.json()).toMatchObject({ code: 'RP_PRECONDITION' });
    expect((await desk.caseFrom('GET', `/cases/${id}`)).title).toBe('A');
  });

  test('answers 304 to who has it already', async () => {
    const id = await openCase();
    const etag = (await desk.send('GET', `/cases/${id}`)).headers.get('etag')!;

    const again = await desk.send('GET', `/cases/${id}`, undefined, { headers: { 'if-none-match': etag } });

    expect(again.status).toBe(304);
  });

  test('takes categories of the vocabulary and no others', async () => {
    const id = await openCase();

    const good = await desk.send('PATCH', `/cases/${id}`, {
      statement: { people: ['patients'], data: ['health'] },
    });
    const bad = await desk.send('PATCH', `/cases/${id}`, { statement: { people: ['<script>'] } });

    expect([good.status, bad.status]).toEqual([200, 400]);
    expect(JSON.stringify(await bad.json())).not.toContain('<script>');
  });

  test('has a severity that a person overrides with a reason, and takes back', async () => {
    const id = await openCase();
    const override = { level: 'low', reason: 'the file was encrypted' };

    const set = await desk.caseFrom('PUT', `/cases/${id}/severity`, { override });
    const back = await desk.caseFrom('PUT', `/cases/${id}/severity`, { override: null });

    expect(set.severity).toMatchObject({ override: { ...override, by: 'anna' } });
    expect(set.level).toBe('low');
    expect(back.severity!.override).toBeNull();
    expect(back.timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['severity-overridden', 'severity-proposed']),
    );
  });

  test('gets a report once, and loses it with a line in the timeline', async () => {
    const id = await openCase();
    const { ref } = (await desk.caseFrom('GET', `/cases/${id}`)).items[0]!;

    const again = await desk.send('POST', `/cases/${id}/items`, { kind: 'report', ref });
    const without = await desk.caseFrom('DELETE', `/cases/${id}/items/report/${ref}`);
    const gone = await desk.send('DELETE', `/cases/${id}/items/report/${ref}`);

    expect([again.status, gone.status]).toEqual([409, 409]);
    expect(without.items).toEqual([]);
    expect(without.timeline.at(-1)).toMatchObject({ what: 'item-removed', facts: { ref } });
  });

  test('is erased when it is closed, and not before', async () => {
    const id = await openCase();

    const early = await desk.send('DELETE', `/cases/${id}`);
    await desk.caseFrom('PATCH', `/cases/${id}`, { state: 'closed' });
    const late = await desk.send('DELETE', `/cases/${id}`);

    expect([early.status, late.status]).toEqual([409, 204]);
    expect((await desk.send('GET', `/cases/${id}`)).status).toBe(404);
  });

  test('stands in the list by its urgency, page by page', async () => {
    const slow = await desk.caseFrom('POST', '/cases', { title: 'slow' });
    const soon = await desk.caseFrom('POST', '/cases', { title: 'soon' });
    const late = await desk.caseFrom('POST', '/cases', { title: 'late' });
    const aware = (hours: number) => ({
      at: new Date(Date.now() - hours * 3_600_000).toISOString(),
      name: 'Anna',
    });
    await desk.caseFrom('PUT', `/cases/${soon.id}/awareness`, aware(2));
    await desk.caseFrom('PUT', `/cases/${late.id}/awareness`, aware(80));

    const first = (await (await desk.send('GET', '/cases?limit=2')).json()) as {
      items: { title: string }[];
      next: string;
    };
    const rest = (await (
      await desk.send('GET', `/cases?limit=2&cursor=${first.next}`)
    ).json()) as typeof first;

    expect(first.items.map(({ title }) => title)).toEqual(['late', 'soon']);
    expect(rest).toMatchObject({ items: [{ id: slow.id }], next: null });
  });

  test('is noted in the audit log by whatever changes it or leaves the house', async () => {
    const id = await openCase();
    desk.notes.length = 0;
    await desk.caseFrom('POST', `/cases/${id}/notes`, { text: 'we called the processor' });
    await desk.send('GET', `/cases/${id}/documents/register?format=json`);

    expect(desk.notes.map(({ action, object }) => [action, object])).toEqual([
      ['case.noted', `case ${id}`],
      ['case.exported', `case ${id}`],
    ]);
  });
});

describe('the EDPB template', () => {
  test('is had as JSON by the numbers of its fields, as a file that is not kept on the way', async () => {
    const id = await openCase();

    const answer = await desk.send('GET', `/cases/${id}/documents/edpb?format=json`);

    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}-edpb-en.json"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({
      schema: 'rowprint.edpb-template/1',
      fields: { 48: { value: null }, 67: { value: 'exact' }, 68: { value: 65 } },
    });
  });
});

describe('who sees some controllers', () => {
  const ofA = { actor: limitedTo([A]) };

  test('sees their part of a case: no total, no other name, no other number', async () => {
    const id = await openCase();
    await desk.caseFrom('PATCH', `/cases/${id}`, {
      statement: { nature: `65 people of ${A} and ${B}, 25 of the latter` },
    });

    const text = await (await desk.send('GET', `/cases/${id}`, undefined, ofA)).text();
    const view = JSON.parse(text);

    expect(Case.safeParse(view).error).toBeUndefined();
    expect(view.figures[0]).toMatchObject({ persons: { value: 40 }, byController: [{ controller: A }] });
    expect(view.statement.nature).toBe(`[…] people of ${A} and […], […] of the latter`);
    expect(text).not.toMatch(/lab_b|\b65\b|\b25\b/);
  });

  test('gets an unknown case for one of others, word for word', async () => {
    const id = await openCase();
    const ofNobody = { actor: limitedTo(['Somebody else']) };
    const unknown = id.replace(/.{4}$/, '0000');

    const foreign = await desk.send('GET', `/cases/${id}`, undefined, ofNobody);
    const none = await desk.send('GET', `/cases/${unknown}`, undefined, ofNobody);

    expect([foreign.status, none.status]).toEqual([404, 404]);
    expect(await foreign.text()).toBe(await none.text());
    expect(await (await desk.send('GET', '/cases', undefined, ofNobody)).json()).toMatchObject({ items: [] });
  });

  test.each([
    ['change it', 'PATCH', '', { title: 'x' }],
    ['close it by its severity', 'PUT', '/severity', { override: null }],
    ['have a document on all of it', 'GET', '/documents/notification?format=json', undefined],
    ['add to it', 'POST', '/items', { kind: 'suspect', ref: 'x' }],
  ])('cannot %s', async (_, method, path, body) => {
    const id = await openCase();

    expect((await desk.send(method, `/cases/${id}${path}`, body, ofA)).status).toBe(403);
  });

  test('gets the own letter, and none of another controller', async () => {
    const id = await openCase();
    const path = (controller: string) =>
      `/cases/${id}/documents/controller-letter?format=json&controller=${encodeURIComponent(controller)}`;

    const own = await desk.send('GET', path(A), undefined, ofA);
    const other = await desk.send('GET', path(B), undefined, ofA);

    expect([own.status, other.status]).toEqual([200, 404]);
  });

  test('gets keys of the own tables alone', async () => {
    const id = await openCase();

    const other = await desk.send('GET', `/cases/${id}/affected/lab_b`, undefined, ofA);
    const unknown = await desk.send('GET', `/cases/${id}/affected/lab_z`, undefined, ofA);

    expect([other.status, unknown.status]).toEqual([404, 404]);
    expect(await other.text()).toBe(await unknown.text());
  });
});

describe('the keys of affected people', () => {
  test('come as a CSV, noted with their number before', async () => {
    await place.addPeople('plain', people(100));
    await place.store.tables.forget('plain');
    await place.add('lab_a', place.path('plain.csv'), { controller: A, keyColumn: 'NUM_DOSSIER' });
    const { id: report } = await place.checkPeople(people(100).slice(0, 7));
    const { id } = await desk.caseFrom('POST', '/cases', { title: 'x', report });
    desk.notes.length = 0;

    const answer = await desk.send('GET', `/cases/${id}/affected/lab_a`);

    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect((await answer.text()).trim().split('\r\n')).toHaveLength(8);
    expect(desk.notes).toMatchObject([
      { action: 'case.affected-exported', facts: { table: 'lab_a', rows: 7 } },
    ]);
  });

  test('are refused to an analyst', async () => {
    const id = await openCase();
    const analyst = { actor: { ...limitedTo([A], 'analyst'), controllers: null } };

    expect((await desk.send('GET', `/cases/${id}/affected/lab_a`, undefined, analyst)).status).toBe(403);
  });
});
