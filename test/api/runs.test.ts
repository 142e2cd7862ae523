import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import type { AuditNote } from '../../src/access/audit-log.ts';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { Run } from '../../src/api/contract/runs.ts';
import { registerOrderedRuns } from '../../src/api/handlers/ordered-runs.ts';
import { registerRuns } from '../../src/api/handlers/runs.ts';
import type { RunService } from '../../src/compose/run-service.ts';
import { createTablePlaces } from '../../src/jobs/table-places.ts';
import { RunPlace } from '../jobs/run-place.ts';
import { people, writeTable } from '../pipelines/generated-files.ts';
import { addEndpoint } from '../store/watched-samples.ts';
import { ADMIN, signedInApi } from './signed-in-api.ts';

const place = new RunPlace();
const ANALYST_OF_A: Actor = {
  id: 'u_a',
  name: 'alice',
  role: 'analyst',
  controllers: ['Laboratory A'],
  means: 'session',
};
const STRANGER: Actor = { ...ANALYST_OF_A, id: 'u_b', name: 'bob', controllers: ['Laboratory B'] };

interface ServedRuns {
  readonly as: (actor: Actor) => OpenAPIHono<ApiEnv>;
  readonly service: RunService;
  readonly notes: AuditNote[];
}

function serve(tableFolder: string | null = null): ServedRuns {
  const service = place.service();
  const notes: AuditNote[] = [];
  const parts = {
    watch: place.context,
    runs: service.queue,
    audit: { note: async (note: AuditNote) => void notes.push(note) },
    tablePlaces: createTablePlaces(tableFolder),
  };
  const as = (actor: Actor) =>
    signedInApi((api) => {
      registerRuns(api, parts);
      registerOrderedRuns(api, parts);
    }, actor);
  return { as, service, notes };
}

function post(api: OpenAPIHono<ApiEnv>, path: string, body?: unknown): Promise<Response> {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return Promise.resolve(api.request(path, { method: 'POST', ...content }));
}

async function idOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { id: string }).id;
}

describe('ordering work', () => {
  test('answers 202 with where to follow it, and notes who did', async () => {
    const { as, notes } = serve();

    const answer = await post(as(ADMIN), '/tables/lab_a/refresh');

    const run = Run.parse(await answer.json());
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/v1/runs/${run.id}`);
    expect(run).toMatchObject({
      kind: 'table-refresh',
      state: 'queued',
      subject: 'lab_a',
      createdBy: 'anna',
    });
    expect(notes).toMatchObject([{ action: 'run.ordered', object: 'table lab_a' }]);
  });

  test('adds a table of the folder of tables, by its name in it', async () => {
    const { as, service } = serve(place.folder);
    await writeTable(join(place.folder, 'lab_b.csv'), people(60, 500));
    service.start();

    const answer = await post(as(ADMIN), '/tables', { name: 'lab_b', source: 'lab_b.csv' });

    expect(await place.ended(await idOf(answer))).toMatchObject({ state: 'succeeded' });
  });

  test('reads no file outside of the folder of tables, whatever it is called', async () => {
    const folder = join(place.folder, 'tables');
    await mkdir(folder);
    await symlink(join(place.folder, 'lab_a.csv'), join(folder, 'link.csv'));
    const { as } = serve(folder);
    const sources = [
      '../lab_a.csv',
      join(place.folder, 'lab_a.csv'),
      'link.csv',
      '/etc/passwd',
      'no.csv',
      '.',
      'a\0b',
    ];

    const answers = await Promise.all(
      sources.map((source) => post(as(ADMIN), '/tables', { name: 'lab_b', source })),
    );

    expect(answers.map(({ status }) => status)).toEqual(sources.map(() => 403));
    expect(await place.context.store.runs.list({ limit: 10 })).toEqual([]);
  });

  test('reads no file at all where no folder is set', async () => {
    const answer = await post(serve().as(ADMIN), '/tables', { name: 'lab_b', source: 'lab_a.csv' });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'RP_TABLE_PLACE_REFUSED' });
  });

  test('keeps no password: a source with one is refused and never quoted', async () => {
    const { as } = serve();
    const sources = [
      'postgres://anna:hunter2@db/clinic#patients',
      'postgres://anna:hunter#2@db/clinic#patients',
      'mysql://anna@db/clinic?password=hunter2#patients',
    ];

    for (const source of sources) {
      const answer = await post(as(ADMIN), '/tables', { name: 'lab_b', source });
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('hunter');
    }
    const plain = await post(as(ADMIN), '/tables', { name: 'b', source: 'postgres://anna@db/c#patients' });
    expect(plain.status).toBe(202);
  });

  test('sweeps an endpoint that a mandate covers only, and once at a time', async () => {
    const { as } = serve();
    const { store } = place.context;
    await addEndpoint(store, 'megabus');
    const refused = await post(as(ADMIN), '/endpoints/megabus/sweep');
    const { host } = new URL((await store.endpoints.get('megabus')).url);
    await store.mandates.put({ target: host, owner: 'us', reference: 'test', until: '2999-12-31' });

    const first = await post(as(ADMIN), '/endpoints/megabus/sweep');
    const second = await post(as(ADMIN), '/endpoints/megabus/sweep');

    expect(await refused.json()).toMatchObject({ code: 'RP_OUT_OF_SCOPE' });
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(await idOf(first)).toBe(await idOf(second));
  });
});

describe('runs of others', () => {
  test('do not exist for who is limited to other controllers', async () => {
    const { as } = serve();
    const id = await idOf(await post(as(ADMIN), '/tables/lab_a/refresh'));
    const unknown = await as(STRANGER).request('/runs/q_20260101_00000000000000');

    const answers = [
      await as(STRANGER).request(`/runs/${id}`),
      await as(STRANGER).request(`/runs/${id}/events`),
      await post(as(STRANGER), `/runs/${id}/cancel`),
      await post(as(STRANGER), `/runs/${id}/retry`),
    ];

    const text = await unknown.text();
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe(text);
    }
    expect(await (await as(STRANGER).request('/runs')).json()).toEqual({ items: [], next: null });
    expect((await post(as(STRANGER), '/tables/lab_a/refresh')).status).toBe(404);
    expect((await as(ANALYST_OF_A).request(`/runs/${id}`)).status).toBe(200);
  });

  test('of an admin who added a table are not retried by an analyst', async () => {
    const { as } = serve();
    const body = { name: 'lab_c', source: 'postgres://db/c#t', controller: 'Laboratory A' };
    const id = await idOf(await post(as(ADMIN), '/tables', body));
    await post(as(ANALYST_OF_A), `/runs/${id}/cancel`);

    const answer = await post(as(ANALYST_OF_A), `/runs/${id}/retry`);

    expect(answer.status).toBe(403);
    expect((await post(as(ADMIN), `/runs/${id}/retry`)).status).toBe(202);
  });
});

test('the list goes on where the page before ended', async () => {
  const { as, service } = serve();
  for (const suspect of ['f_1', 'f_2', 'f_3'])
    await service.queue.enqueue({ kind: 'check', suspect, strict: false }, suspect, 'anna');

  const first = (await (await as(ADMIN).request('/runs?limit=2')).json()) as {
    items: unknown[];
    next: string;
  };
  const second = (await (
    await as(ADMIN).request(`/runs?limit=2&cursor=${first.next}`)
  ).json()) as typeof first;

  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
});

describe('the events of a run', () => {
  test('tell it as it is, then its changes, and end with it', async () => {
    const { as, service } = serve();
    const { id } = await service.queue.enqueue(await place.upload(), 'leak.txt', 'anna');
    const answer = await as(ADMIN).request(`/runs/${id}/events`);
    service.start();

    const text = await answer.text();

    const runs = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => Run.parse(JSON.parse(data!)));
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(text).toMatch(/^event: run$/m);
    expect(text).toMatch(/^retry: \d+$/m);
    expect(runs[0]?.state).toBe('queued');
    expect(runs.at(-1)?.state).toBe('succeeded');
  });

  test('are no more looked for when the client is gone', async () => {
    const { as, service } = serve();
    const { id } = await service.queue.enqueue(await place.upload(), 'leak.txt', 'anna');
    let left = 0;
    const { follow } = service.queue;
    Object.assign(service.queue, {
      follow: (run: string, listener: Parameters<typeof follow>[1]) => {
        const leave = follow(run, listener);
        return () => {
          left += 1;
          leave();
        };
      },
    });
    const answer = await as(ADMIN).request(`/runs/${id}/events`);
    const reader = answer.body!.getReader();
    await reader.read();

    await reader.cancel();

    await expect.poll(() => left).toBe(1);
  });
});
