import createFetchClient, { type MaybeOptionalInit, type Middleware } from 'openapi-fetch';
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
export interface Client {
  readonly GET: Ask<'get'>;
  readonly POST: Ask<'post'>;
  readonly PUT: Ask<'put'>;
  readonly PATCH: Ask<'patch'>;
  readonly DELETE: Ask<'delete'>;
}

/** One method, on all paths that have it. openapi-fetch's own types lose tuples in answers, which figures have. */
type Ask<Method extends HttpMethod> = <Path extends PathsWith<Method>>(
  path: Path,
  ...init: InitParam<MaybeOptionalInit<paths[Path], Method>>
) => Promise<Asked<AnswerOf<Operation<Path, Method>>>>;

type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation<Path extends keyof paths, Method extends HttpMethod> = NonNullable<paths[Path][Method]>;
type PathsWith<Method extends HttpMethod> = {
  [Path in keyof paths]: [Operation<Path, Method>] extends [never] ? never : Path;
}[keyof paths];
type InitParam<Init> =
  Record<never, never> extends Init ? [(Init & Record<string, unknown>)?] : [Init & Record<string, unknown>];
type AnswerOf<Operation> = Operation extends { responses: infer Responses }
  ? ContentOf<Responses[keyof Responses & (200 | 201 | 202)]>
  : never;
type ContentOf<Answer> = Answer extends { content: infer Content } ? Content[keyof Content] : undefined;

/** What became of a request. */
interface Asked<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * A client of the API.
 * @example
 * const client = createClient({ baseUrl: '/api/v1', csrf });
 * const { items } = await answered(client.GET('/tables', { params: { query: { limit: 20 } } }));
 */
export function createClient({ baseUrl, fetch, csrf, token }: ClientOptions): Client {
  const client = createFetchClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  client.use(credentials(csrf, token));
  return client as unknown as Client;
}

/** What was asked for, or the problem thrown. Undefined where an operation has nothing to say. @throws {ProblemError} */
export async function answered<Data>(asked: Promise<Asked<Data>>): Promise<Data> {
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
