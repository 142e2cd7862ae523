import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { problemResponse } from '../../src/api/problems.ts';
import { answered, type ClientOptions, createClient } from '../../src/client/client.ts';
import { ProblemError } from '../../src/client/problem-error.ts';

function clientOf(answer: (request: Request) => Response, options: Partial<ClientOptions> = {}) {
  const service = new OpenAPIHono();
  service.all('*', (context) => answer(context.req.raw));
  return createClient({
    baseUrl: 'http://service/api/v1',
    fetch: async (request) => service.fetch(request),
    ...options,
  });
}

test('asks under the base of the API and gives what was answered', async () => {
  const client = clientOf(({ url }) => Response.json({ items: [], next: url }));

  const page = await answered(client.GET('/tables', { params: { query: { limit: 20 } } }));

  expect(page.next).toBe('http://service/api/v1/tables?limit=20');
});

test('escapes names in paths', async () => {
  const client = clientOf(({ url }) => Response.json({ name: url }));

  const table = await answered(client.GET('/tables/{name}', { params: { path: { name: 'a/b ?é' } } }));

  expect(table.name).toBe('http://service/api/v1/tables/a%2Fb%20%3F%C3%A9');
});

test('throws a problem with its code', async () => {
  const client = clientOf(() => problemResponse({ status: 404, code: 'RP_NOT_FOUND', detail: 'none' }));

  const failure = await answered(client.GET('/tables')).catch((thrown: unknown) => thrown);

  expect(failure).toBeInstanceOf(ProblemError);
  expect((failure as ProblemError).problem).toMatchObject({ status: 404, code: 'RP_NOT_FOUND' });
});

test('makes a problem of an answer that is none', async () => {
  const client = clientOf(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));

  await expect(answered(client.GET('/tables'))).rejects.toMatchObject({
    problem: { status: 502, code: 'HTTP_502' },
  });
});

test('sends the token of a script with every request', async () => {
  const client = clientOf(({ headers }) => Response.json({ next: headers.get('authorization') }), {
    token: 'secret',
  });

  expect((await answered(client.GET('/tables'))).next).toBe('Bearer secret');
});

test('sends the CSRF token of a session with what changes something, and only with that', async () => {
  const sent: (string | null)[] = [];
  const client = clientOf(
    ({ headers }) => {
      sent.push(headers.get('x-csrf-token'));
      return new Response(null, { status: 204 });
    },
    { csrf: 'once' },
  );

  await answered(client.GET('/tables'));
  await answered(client.DELETE('/tables/{name}', { params: { path: { name: 'lab_a' } } }));

  expect(sent).toEqual([null, 'once']);
});
