import createFetchClient, { type Client as FetchClient, type Middleware } from 'openapi-fetch';
import { type Problem, ProblemError } from './problem-error.ts';
import type { paths } from './schema.ts';

/** Where a client asks, and as whom. */
export interface ClientOptions {
  /** With the path of the API: 'http://127.0.0.1:7411/api/v1', or '/api/v1' in a page. */
  readonly baseUrl: string;
  /** How requests are sent: in-process where pages ask. Default: the platform's. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** What a session gave: sent with every request that changes something. */
  readonly csrf?: string;
  /** An API token, where no cookie is sent. */
  readonly token?: string;
}

/** Asks the API: each path of the contract, with its parameters and answers typed. Answers `{ data }` or `{ error }`. */
export type Client = FetchClient<paths>;

/**
 * A client of the API.
 * @example
 * const client = createClient({ baseUrl: '/api/v1', csrf });
 * const { items } = await answered(client.GET('/tables', { params: { query: { limit: 20 } } }));
 */
export function createClient({ baseUrl, fetch, csrf, token }: ClientOptions): Client {
  const client = createFetchClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  client.use(credentials(csrf, token));
  return client;
}

/** What was asked for, or the problem thrown. Undefined where an operation has nothing to say. @throws {ProblemError} */
export async function answered<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new ProblemError(problemOf(error, response));
  return data as Data;
}

/** A problem, also where something in between answered with something else. */
function problemOf(error: unknown, response: Response): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error && 'status' in error)
    return error as Problem;
  const { status } = response;
  return { type: 'about:blank', title: 'The request failed', status, code: `HTTP_${status}` };
}

function credentials(csrf: string | undefined, token: string | undefined): Middleware {
  return {
    onRequest({ request }) {
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      if (csrf !== undefined && request.method !== 'GET') request.headers.set('x-csrf-token', csrf);
      return request;
    },
  };
}
