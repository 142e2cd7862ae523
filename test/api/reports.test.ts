import { describe, expect, test } from 'vitest';
import { Explanation, Report, Sweep } from '../../src/api/contract/report-shapes.ts';
import { answered } from '../../src/client/client.ts';
import { people } from '../pipelines/generated-files.ts';
import { exportOf } from '../pipelines/sweep/sweep-content.ts';
import { ApiPlace, limitedTo } from './api-place.ts';

const place = new ApiPlace();

const MINE = 'Controller of lab_a';

/** Two tables, and a leak that holds more of the second. */
async function checkBoth() {
  await place.addPeople('lab_a', people(60));
  await place.addPeople('lab_b', people(60, 1000));
  return place.checkPeople([...people(20), ...people(40, 1000)]);
}

describe('a report', () => {
  test('of a real check is what the description says, and so are an explanation and a sweep', async () => {
    place.server.put('/pub/a.csv', exportOf(people(30)));
    await place.addPeople('lab_a', people(60));
    const sweep = await place.sweep();
    const { id } = await place.checkPeople(people(20));
    const client = place.client();

    const report = await answered(client.GET('/reports/{id}', { params: { path: { id } } }));
    const path = { id, row: 1 };
    const explanation = await answered(client.GET('/reports/{id}/rows/{row}', { params: { path } }));

    expect(Report.safeParse(report).error).toBeUndefined();
    expect(report.attribution).toBeDefined();
    expect(Explanation.safeParse(explanation).error).toBeUndefined();
    expect(Sweep.safeParse(JSON.parse(JSON.stringify(sweep))).error).toBeUndefined();
  });

  test('is noted once for each look, before it is shown', async () => {
    const { id } = await checkBoth();
    place.notes = [];
    const send = place.fetch();

    await send(`/api/v1/reports/${id}`);
    await send(`/api/v1/reports/${id}`);
    place.clock.advance(10 * 60_000);
    await send(`/api/v1/reports/${id}`);

    const look = { action: 'report.viewed', object: `report ${id}`, actor: { name: 'anna' } };
    expect(place.notes).toMatchObject([look, look]);
  });

  test('is not shown where the look cannot be noted', async () => {
    const { id } = await checkBoth();
    const audit = { note: () => Promise.reject(new Error('the disk is gone')) };

    expect((await place.fetch({ parts: { audit } })(`/api/v1/reports/${id}`)).status).toBe(500);
  });

  test('is listed newest first, page by page', async () => {
    const first = await checkBoth();
    place.clock.advance(1000);
    const second = await place.checkPeople(people(5));
    const client = place.client();

    const page = await answered(client.GET('/reports', { params: { query: { limit: 1 } } }));
    const query = { limit: 1, cursor: page.next! };
    const next = await answered(client.GET('/reports', { params: { query } }));

    expect([page, next].map(({ items }) => items.map(({ id }) => id))).toEqual([[second.id], [first.id]]);
    expect(next.next).toBeNull();
  });

  test('is erased with its evidence, and that is noted', async () => {
    const { id } = await checkBoth();

    await answered(place.client().DELETE('/reports/{id}', { params: { path: { id } } }));

    expect(await place.store.reports.find(id)).toBeNull();
    expect(place.notes.at(-1)).toMatchObject({ action: 'report.erased', object: `report ${id}` });
  });

  test('stays while a case rests on it', async () => {
    const { id } = await checkBoth();
    const send = place.fetch({ parts: { isReportInUse: async () => true } });

    expect((await send(`/api/v1/reports/${id}`, { method: 'DELETE' })).status).toBe(409);
    expect(await place.store.reports.find(id)).not.toBeNull();
  });
});

describe('the export of a report', () => {
  test.each([
    ['json', 'application/json'],
    ['csv', 'text/csv; charset=utf-8; header=present'],
    ['html', 'text/html; charset=utf-8'],
    ['pdf', 'application/pdf'],
  ])('as %s is a file, and noted', async (format, type) => {
    const { id } = await checkBoth();

    const answer = await place.fetch()(`/api/v1/reports/${id}/export?format=${format}&language=fr`);

    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toContain(`leak.txt.${id}.${format}`);
    expect((await answer.text()).length).toBeGreaterThan(10);
    expect(place.notes.at(-1)).toMatchObject({
      action: 'report.exported',
      facts: { format, language: 'fr' },
    });
  });
});

describe('for somebody who is limited to a controller', () => {
  const actor = limitedTo([MINE]);

  test('a report is the part that is theirs, with no figure or name of another', async () => {
    const { id } = await checkBoth();

    const text = await (await place.fetch({ actor })(`/api/v1/reports/${id}`)).text();
    const report = JSON.parse(text);

    expect(report.overlaps).toHaveLength(1);
    expect(report.population).toMatchObject({
      persons: 20,
      rowsExplained: 20,
      byController: [{ controller: MINE, persons: 20 }],
    });
    expect(text).not.toContain('lab_b');
  });

  test.each(['json', 'csv', 'html'])('an export as %s names nobody else either', async (format) => {
    const { id } = await checkBoth();

    const answer = await place.fetch({ actor })(`/api/v1/reports/${id}/export?format=${format}`);
    const text = await answer.text();

    expect(text).toContain('lab_a');
    expect(text).not.toContain('lab_b');
  });

  test('a report with nothing of theirs does not exist', async () => {
    await checkBoth();
    const { id } = await place.checkPeople(people(20, 1000));
    const send = place.fetch({ actor });

    expect((await send(`/api/v1/reports/${id}`)).status).toBe(404);
    expect((await send(`/api/v1/reports/${id}/export?format=csv`)).status).toBe(404);
    expect((await send(`/api/v1/reports/${id}/rows/1`)).status).toBe(404);
    expect((await send(`/api/v1/reports/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await (await send('/api/v1/reports')).json()).items).toHaveLength(1);
  });

  test('a row is explained by their tables alone', async () => {
    const { id } = await checkBoth();
    const client = place.client({ actor });
    const path = { id, row: 30 };

    const explanation = await answered(client.GET('/reports/{id}/rows/{row}', { params: { path } }));
    const foreign = client.GET('/reports/{id}/rows/{row}', { params: { path, query: { against: 'lab_b' } } });

    expect(explanation).toMatchObject({ verdict: 'absent', print: { name: 'lab_a' } });
    await expect(answered(foreign)).rejects.toMatchObject({ problem: { status: 404 } });
  });
});
