import { beforeEach, describe, expect, test } from 'vitest';
import { answered } from '../../src/client/client.ts';
import { people } from '../pipelines/generated-files.ts';
import { ApiPlace, limitedTo } from './api-place.ts';

const place = new ApiPlace();

beforeEach(async () => {
  place.notes = [];
  for (const name of ['lab_a', 'lab_b', 'lab_c']) await place.addPeople(name, people(30));
});

describe('the list of tables', () => {
  test('comes in pages by name, each table once', async () => {
    const client = place.client();

    const first = await answered(client.GET('/tables', { params: { query: { limit: 2 } } }));
    const query = { limit: 2, cursor: first.next! };
    const second = await answered(client.GET('/tables', { params: { query } }));

    expect(first.items.map(({ name }) => name)).toEqual(['lab_a', 'lab_b']);
    expect(second.items.map(({ name }) => name)).toEqual(['lab_c']);
    expect(second.next).toBeNull();
  });

  test('goes on where it was when a table before it is forgotten in between', async () => {
    const client = place.client();
    const first = await answered(client.GET('/tables', { params: { query: { limit: 2 } } }));

    await answered(client.DELETE('/tables/{name}', { params: { path: { name: 'lab_b' } } }));
    const query = { limit: 2, cursor: first.next! };
    const second = await answered(client.GET('/tables', { params: { query } }));

    expect(second.items.map(({ name }) => name)).toEqual(['lab_c']);
  });

  test('shows a change at once', async () => {
    const client = place.client();
    await answered(client.GET('/tables'));

    await place.addPeople('lab_d', people(5));

    expect((await answered(client.GET('/tables'))).items).toHaveLength(4);
  });

  test('has those of the own controllers alone', async () => {
    const client = place.client({ actor: limitedTo(['Controller of lab_b']) });

    expect((await answered(client.GET('/tables'))).items.map(({ name }) => name)).toEqual(['lab_b']);
  });
});

describe('a table', () => {
  test('is shown with columns and snapshots', async () => {
    const client = place.client();

    const table = await answered(client.GET('/tables/{name}', { params: { path: { name: 'lab_a' } } }));

    expect(table).toMatchObject({ name: 'lab_a', rows: 30, snapshots: 1, keepsKeys: false });
    expect(table.columns.map(({ field }) => field)).toContain('nir');
    expect(table.snapshotList).toHaveLength(1);
  });

  test('of somebody else answers as one that does not exist', async () => {
    const send = place.fetch({ actor: limitedTo(['Controller of lab_b']) });

    const foreign = await send('/api/v1/tables/lab_a');
    const unknown = await send('/api/v1/tables/lab_z');

    const told = async (answer: Response) => ({ ...(await answer.json()), instance: '' });
    expect(foreign.status).toBe(404);
    expect(await told(foreign)).toEqual(await told(unknown));
  });

  test.each(['DELETE', 'PUT'])('of somebody else is not changed (%s)', async (method) => {
    const send = place.fetch({ actor: limitedTo(['Controller of lab_b']) });
    const isPut = method === 'PUT';

    const answer = await send(`/api/v1/tables/lab_a${isPut ? '/declaration' : ''}`, {
      method,
      ...(isPut ? { body: '{"declared":[]}', headers: { 'content-type': 'application/json' } } : {}),
    });

    expect(answer.status).toBe(404);
    expect(await place.store.tables.get('lab_a')).toMatchObject({ options: { ignored: [] } });
    expect(place.notes).toEqual([]);
  });

  test('is forgotten with its prints, and that is noted', async () => {
    await answered(place.client().DELETE('/tables/{name}', { params: { path: { name: 'lab_a' } } }));

    expect(await place.store.tables.find('lab_a')).toBeNull();
    expect(place.notes).toEqual([
      expect.objectContaining({ action: 'table.forgotten', object: 'table lab_a', facts: { prints: 1 } }),
    ]);
  });

  test('is declared, and what it says then shows it', async () => {
    const client = place.client();

    const table = await answered(
      client.PUT('/tables/{name}/declaration', {
        params: { path: { name: 'lab_a' } },
        body: { declared: ['EMAIL'] },
      }),
    );

    expect(table.declared).toEqual(['EMAIL']);
    expect(place.notes[0]).toMatchObject({ action: 'table.declared', facts: { columns: 1 } });
  });
});
