import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { TooManyError } from '../access/access-errors.ts';
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
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The status of each foreseen failure that is not simply a request that cannot be done (400). */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  RP_NOT_SIGNED_IN: 401,
  RP_WRONG_LOGIN: 401,
  RP_FORBIDDEN: 403,
  RP_PROVIDER_REFUSED: 403,
  RP_NOT_FOUND: 404,
  RP_SWEEP_RUNNING: 409,
  RP_CONFLICT: 409,
  RP_LAST_ADMIN: 409,
  RP_LINK_SPENT: 410,
  RP_PRECONDITION: 412,
  RP_TOO_LARGE: 413,
  RP_TOO_MANY: 429,
  RP_STORE_BUSY: 503,
  RP_DISK_FULL: 507,
};

/** Turn what a handler throws into a problem. A bug is told by its code alone: never a stack, a path or a cell. */
export function problemHandler(log: Logger): ErrorHandler {
  return (failure) => {
    if (failure instanceof RowprintError) {
      const status = STATUS[failure.code] ?? 400;
      const response = problemResponse({ status, code: failure.code, detail: failure.message });
      if (failure instanceof TooManyError)
        response.headers.set('retry-after', String(failure.retryAfterSeconds));
      return response;
    }
    if (failure instanceof HTTPException)
      return problemResponse({ status: failure.status, code: `HTTP_${failure.status}` });
    log.error('a request met a bug', {}, failure);
    return problemResponse({ status: 500, code: 'RP_BUG' });
  };
}

/** An answer of `application/problem+json`. */
export function problemResponse(
  problem: Omit<ProblemDetails, 'type' | 'title'> & { readonly title?: string },
): Response {
  const title = problem.title ?? TITLES[problem.status] ?? 'The request failed';
  const body: ProblemDetails = { type: 'about:blank', title, ...problem };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request does not hold',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Not valid any more',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Not this kind of content',
  429: 'Too many requests',
  500: 'A bug: it was noted',
  503: 'Busy: try again',
  507: 'The disk is full',
};
