import type { Context } from 'hono';
import type { Actor } from '../access/actor.ts';
import type { ApiEnv } from './api-env.ts';
import { NotSignedInError } from './api-errors.ts';
import { type Sight, sightOf } from './sight.ts';

/** Who asks. For routes that are guarded. @throws {NotSignedInError} nobody is signed in */
export function askingActor(context: Pick<Context<ApiEnv>, 'get'>): Actor {
  const actor = context.get('actor');
  if (actor === null) throw new NotSignedInError('sign in, or send a token');
  return actor;
}

/** What who asks sees. @throws {NotSignedInError} */
export function askingSight(context: Pick<Context<ApiEnv>, 'get'>): Sight {
  return sightOf(askingActor(context));
}
