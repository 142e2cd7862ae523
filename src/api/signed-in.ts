import type { Context } from 'hono';
import type { Actor } from '../access/actor.ts';
import type { OpenSession } from '../access/sessions.ts';
import type { ApiEnv } from './api-env.ts';
import { ForbiddenError, NotSignedInError } from './api-errors.ts';

/** Who asks. @throws {NotSignedInError} nobody is signed in */
export function actorOf(context: Context<ApiEnv>): Actor {
  const actor = context.get('actor');
  if (actor === null || actor === undefined) throw new NotSignedInError('sign in, or send a token');
  return actor;
}

/** The session that asks. @throws {ForbiddenError} it is a token */
export function sessionOf(context: Context<ApiEnv>): OpenSession {
  const session = context.get('session');
  if (!session) throw new ForbiddenError('a token cannot do this: sign in');
  return session;
}

/** Where the request comes from. */
export function addressOf(context: Context<ApiEnv>): string {
  return context.get('address') ?? 'unknown';
}
