import { createMiddleware } from 'hono/factory';
import type { RequestLimit } from '../../access/limits.ts';
import type { ApiEnv } from '../api-env.ts';
import { addressOf } from '../signed-in.ts';

/** Count requests by actor, or by address where nobody is signed in. Comes after `authenticate`. @throws {TooManyError} */
export function rateLimit(requests: RequestLimit) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const actor = context.get('actor');
    await requests.take(actor ? `actor ${actor.id}` : `address ${addressOf(context)}`);
    await next();
  });
}
