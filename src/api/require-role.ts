import { createMiddleware } from 'hono/factory';
import { includesRole, type Role } from '../access/actor.ts';
import type { ApiEnv } from './api-env.ts';
import { ForbiddenError, NotSignedInError } from './api-errors.ts';

/** Let only those through who have the role. @throws {NotSignedInError} {ForbiddenError} */
export function requireRole(role: Role) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const actor = context.get('actor');
    if (actor === null) throw new NotSignedInError('sign in, or send a token');
    if (!includesRole(actor.role, role))
      throw new ForbiddenError(`this needs the role ${role}: ask an admin`);
    await next();
  });
}
