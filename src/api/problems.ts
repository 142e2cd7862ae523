import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { RowprintError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';

/** A failed request as RFC 9457 has it. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable: clients match on it. */
  readonly code: string;
  readonly detail?: string;
  /** Id of the request: what to look for in the log. */
  readonly instance?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The status of each foreseen failure that is not simply a request that cannot be done (400). */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  RP_NOT_SIGNED_IN: 401,
  RP_WRONG_LOGIN: 401,
  RP_FORBIDDEN: 403,
  RP_PROVIDER_REFUSED: 403,
  RP_NOT_FOUND: 404,
  RP_TABLE_PLACE_REFUSED: 403,
  RP_SWEEP_RUNNING: 409,
  RP_CONFLICT: 409,
  RP_LAST_ADMIN: 409,
  RP_LINK_SPENT: 410,
  RP_PRECONDITION: 412,
  RP_TOO_LARGE: 413,
  RP_CONTENT_TYPE: 415,
  RP_KEY_REUSED: 422,
  RP_QUOTA: 413,
  RP_WRONG_CONTENT: 415,
  RP_WRONG_DIGEST: 422,
  RP_UPLOAD_IDLE: 408,
  RP_UPLOAD_OFFSET: 409,
  RP_UPLOAD_ENDED: 410,
  RP_UPLOAD_BUSY: 423,
  RP_TOO_MANY: 429,
  RP_STORE_BUSY: 503,
  RP_DISK_FULL: 507,
  RP_SPOOL_FULL: 507,
};

/** Failures of the installation: their messages name files of the host, which are for the log alone. */
const OF_THE_HOST = new Set([
  'RP_STORE_BUSY',
  'RP_DISK_FULL',
  'RP_STORE_DAMAGED',
  'RP_STORE_NEWER',
  'RP_STORE_REFUSED',
  'RP_KEY_MISMATCH',
  'RP_STAGING_LOST',
  'RP_WORKER_CRASHED',
]);

/** Turn what a handler throws into a problem. A bug is told by its code alone: never a stack, a path or a cell. */
export function problemHandler(log: Logger): ErrorHandler {
  return (failure, context) => {
    const instance = instanceOf(context);
    if (failure instanceof HTTPException) return exceptionProblem(failure, instance);
    if (failure instanceof RowprintError && !OF_THE_HOST.has(failure.code))
      return foreseenProblem(failure, instance);
    log.error('a request could not be answered', { request: instance.instance ?? null }, failure);
    const code = failure instanceof RowprintError ? failure.code : 'RP_BUG';
    return problemResponse({ status: STATUS[code] ?? 500, code, ...instance });
  };
}

/** The answer to a foreseen failure. One that passes by itself says when to try again. */
export function foreseenProblem(
  failure: RowprintError,
  instance: { readonly instance?: string } = {},
): Response {
  const status = STATUS[failure.code] ?? 400;
  const headers =
    'retryAfterSeconds' in failure ? { 'retry-after': String(failure.retryAfterSeconds) } : undefined;
  const detail = withoutCommands(failure.message);
  return problemResponse({ status, code: failure.code, detail, ...instance }, headers);
}

/** Messages of the pipelines end with the command that helps on a terminal; who asks the API has none. */
function withoutCommands(message: string): string {
  return message.replace(/[:;,] [^:;,]*(`rowprint |--[a-z])[\s\S]*$/, '');
}

/** An answer of `application/problem+json`. */
export function problemResponse(
  problem: Omit<ProblemDetails, 'type' | 'title'> & { readonly title?: string },
  headers: Readonly<Record<string, string>> = {},
): Response {
  const title = problem.title ?? TITLES[problem.status] ?? 'The request failed';
  const body: ProblemDetails = { type: 'about:blank', title, ...problem };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  });
}

/** The id of a request, for its problem. */
export function instanceOf(context: Context): { readonly instance?: string } {
  const id: unknown = context.get('requestId');
  return typeof id === 'string' ? { instance: `urn:rowprint:request:${id}` } : {};
}

/** Those of libraries: their messages are not ours to promise. */
function exceptionProblem(failure: HTTPException, instance: { readonly instance?: string }): Response {
  const headers = Object.fromEntries(failure.res?.headers ?? []);
  return problemResponse({ status: failure.status, code: `HTTP_${failure.status}`, ...instance }, headers);
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request does not hold',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not this method',
  408: 'Nothing came for too long',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Not this kind of content',
  422: 'Not what was announced',
  423: 'Locked',
  429: 'Too many requests',
  500: 'A bug: it was noted',
  503: 'Busy: try again',
  507: 'The disk is full',
};
