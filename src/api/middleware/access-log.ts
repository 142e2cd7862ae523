import { randomBytes } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { Logger } from '../../core/log.ts';
import type { ApiEnv } from '../api-env.ts';
import type { Operations } from '../operations.ts';
import { pathInApi } from '../operations.ts';

/** Told of each request that was answered: by the pattern of its path, which names nobody. */
export type RequestListener = (answered: {
  readonly method: string;
  readonly pattern: string;
  readonly status: number;
  readonly ms: number;
}) => void;

/** Methods by name; any other word that a stranger sends is 'other'. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Give each request an id, and note how it was answered: never its path, query or body. */
export function accessLog(log: Logger, operations: Operations, onAnswered: RequestListener = () => {}) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const id = randomBytes(9).toString('base64url');
    const startedMs = performance.now();
    context.set('requestId', id);
    await next();
    context.header('x-request-id', id);
    const method = METHODS.has(context.req.method) ? context.req.method : 'other';
    const pattern = operations.find(method, pathInApi(context.req.url))?.pattern ?? 'unknown';
    const answered = { method, pattern, status: context.res.status, ms: performance.now() - startedMs };
    onAnswered(answered);
    log.info('answered', { ...answered, ms: Math.round(answered.ms * 10) / 10, request: id });
  });
}
