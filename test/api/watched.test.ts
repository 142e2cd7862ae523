import { beforeEach, describe, expect, test } from 'vitest';
import { answered } from '../../src/client/client.ts';
import { people } from '../pipelines/generated-files.ts';
import { exportOf } from '../pipelines/sweep/sweep-content.ts';
import { ApiPlace, limitedTo } from './api-place.ts';

const place = new ApiPlace();
const actor = limitedTo(['Controller of lab_a']);
const path = { name: 'server' };

/** A server with a file of each of two tables and one of both; another with the second table alone. */
beforeEach(async () => {
  await place.addPeople('lab_a', people(60));
  await place.addPeople('lab_b', people(60, 1000));
  place.server.put('/pub/a.csv', exportOf(people(40)));
  place.server.put('/pub/b.csv', exportOf(people(40, 1000)));
  place.server.put('/pub/both.csv', exportOf([...people(30), ...people(30, 1000)]));
  await place.sweep();
  place.notes = [];
});

describe('for who sees all', () => {
  test('the files of a server come in pages by path, with what they hold', async () => {
    const client = place.client();

    const first = await answered(
      client.GET('/endpoints/{name}/assets', { params: { path, query: { limit: 2 } } }),
    );
    const query = { limit: 2, cursor: first.next! };
    const second = await answered(client.GET('/endpoints/{name}/assets', { params: { path, query } }));

    expect([...first.items, ...second.items].map((asset) => asset.path)).toEqual([
      '/pub/a.csv',
      '/pub/b.csv',
      '/pub/both.csv',
    ]);
    expect(first.items[0].overlaps).toMatchObject([{ name: 'lab_a', rows: 40 }]);
    expect(second.next).toBeNull();
  });

  test('the files of a server are those that hold rows, that failed, or that are gone', async () => {
    place.server.put('/pub/notes.txt', Buffer.from('nothing of anybody'));
    await place.sweepLater(1);
    place.server.files.delete('/pub/a.csv');
    await place.sweepLater(2);
    const client = place.client();
    const paths = async (only: 'held' | 'here' | 'failed' | 'gone') => {
      const { items } = await answered(
        client.GET('/endpoints/{name}/assets', { params: { path, query: { only } } }),
      );
      return items.map((asset) => asset.path);
    };

    expect(await paths('held')).toEqual(['/pub/b.csv', '/pub/both.csv']);
    expect(await paths('here')).toEqual(['/pub/b.csv', '/pub/both.csv', '/pub/notes.txt']);
    expect(await paths('gone')).toEqual(['/pub/a.csv']);
    expect(await paths('failed')).toEqual([]);
  });

  test('exposures are those of one severity', async () => {
    const client = place.client();
    const { items: all } = await answered(client.GET('/exposures'));
    const severity = all[0]!.severity as 'critical';

    const { items } = await answered(client.GET('/exposures', { params: { query: { severity } } }));

    expect(items).toEqual(all.filter((one) => one.severity === severity));
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThan(all.length);
  });

  test('a look at the transcript is noted', async () => {
    const { lines } = await answered(
      place.client().GET('/endpoints/{name}/transcript', { params: { path } }),
    );

    expect(lines.length).toBeGreaterThan(0);
    expect(place.notes).toMatchObject([{ action: 'transcript.viewed', object: 'endpoint server' }]);
  });

  test('sweeps are listed newest first, the last one with its files', async () => {
    await place.sweepLater(1);
    const client = place.client();

    const { items } = await answered(client.GET('/sweeps'));
    const [last, before] = await Promise.all(
      items.map(({ id }) => answered(client.GET('/sweeps/{id}', { params: { path: { id } } }))),
    );

    expect(items.map(({ startedAt }) => startedAt.slice(8, 10))).toEqual(['16', '15']);
    expect(last.assets).toHaveLength(3);
    expect(before.assets).toHaveLength(0);
  });

  test('exposures come worst first, each once over all pages', async () => {
    const client = place.client();
    const all = await answered(client.GET('/exposures', { params: { query: { limit: 200 } } }));

    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const page = await answered(client.GET('/exposures', { params: { query } }));
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }

    expect(ids).toEqual(all.items.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(2);
  });

  test('an endpoint is registered, shown and forgotten, each noted', async () => {
    const client = place.client();
    const body = { name: 'another', url: 'ftp://another.example/' };

    await answered(client.POST('/endpoints', { body }));
    const { items } = await answered(client.GET('/endpoints'));
    await answered(client.DELETE('/endpoints/{name}', { params: { path: { name: 'another' } } }));

    expect(items.map(({ name }) => name)).toEqual(['another', 'server']);
    expect(place.notes.map(({ action }) => action)).toEqual(['endpoint.added', 'endpoint.forgotten']);
    expect((await answered(client.GET('/endpoints'))).items).toHaveLength(1);
  });
});

describe('for who is limited to a controller', () => {
  test.each([
    '/endpoints',
    '/endpoints/server',
    '/endpoints/server/assets',
    '/exposures',
    '/sweeps',
    '/tables',
    '/scope',
  ])('%s tells nothing of another', async (place_) => {
    const text = await (await place.fetch({ actor })(`/api/v1${place_}`)).text();

    expect(text).not.toContain('lab_b');
    expect(text).not.toContain('/pub/b.csv');
  });

  test('a sweep shows their files and overlaps alone', async () => {
    const client = place.client({ actor });
    const [{ id }] = (await answered(client.GET('/sweeps'))).items;

    const sweep = await answered(client.GET('/sweeps/{id}', { params: { path: { id } } }));

    expect(sweep.assets.map((asset) => asset.path)).toEqual(['/pub/a.csv', '/pub/both.csv']);
    expect(sweep.overlaps.map(({ print }) => print.name)).toEqual(['lab_a']);
    expect(JSON.stringify(sweep)).not.toContain('lab_b');
  });

  test('an endpoint counts their files and exposures', async () => {
    const client = place.client({ actor });

    const endpoint = await answered(client.GET('/endpoints/{name}', { params: { path } }));
    const { items } = await answered(client.GET('/exposures', { params: { query: { state: 'open' } } }));

    expect(endpoint).toMatchObject({ assets: 2, gone: 0, openExposures: items.length });
  });

  test('a server that holds nothing of theirs does not exist, a gone file of theirs does', async () => {
    for (const file of ['/pub/a.csv', '/pub/both.csv']) place.server.files.delete(file);
    await place.sweepLater(1);

    const mine = await place.fetch({ actor })('/api/v1/endpoints/server');
    const nobodys = await place.fetch({ actor: limitedTo(['Another']) })('/api/v1/endpoints/server');

    expect((await mine.json()).gone).toBe(2);
    expect(nobodys.status).toBe(404);
  });

  test('the transcript, which names every file, does not exist', async () => {
    expect((await place.fetch({ actor })('/api/v1/endpoints/server/transcript')).status).toBe(404);
    expect(place.notes).toEqual([]);
  });
});
