import { createMiddleware } from 'hono/factory';
import type { Access } from '../../access/access.ts';
import type { Actor } from '../../access/actor.ts';
import type { OpenSession } from '../../access/sessions.ts';
import type { ApiEnv } from '../api-env.ts';
import { NotSignedInError } from '../api-errors.ts';
import { addressOf } from '../signed-in.ts';
import type { Cookies } from './session-cookie.ts';

/** Where figures are read by a machine, with a token of their own that is no account's. */
export const METRICS_PATH = '/metrics';

/**
 * Find out who asks: by `Authorization: Bearer rpt_…`, else by the cookie. A token that does not hold is refused and never
 * taken for nobody; a cookie that does not hold is dropped. @throws {NotSignedInError}
 */
export function authenticate(
  { sessions, tokens, requests }: Pick<Access, 'sessions' | 'tokens' | 'requests'>,
  cookies: Cookies,
) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    // What wants a token of its own has it looked at there.
    const authorization = context.req.path === METRICS_PATH ? undefined : context.req.header('authorization');
    context.set('session', null);
    if (authorization !== undefined) {
      context.set('stillActs', () => tokens.actorOf(bearerOf(authorization)));
      const actor = await tokens.actorOf(bearerOf(authorization));
      if (actor === null) {
        await requests.take(`address ${addressOf(context)}`);
        throw new NotSignedInError('this token does not hold: make a new one');
      }
      context.set('actor', actor);
      return next();
    }
    const secret = cookies.session(context);
    const session = secret === null ? null : await sessions.find(secret);
    context.set('session', session);
    context.set('stillActs', async () => {
      const user = secret === null ? null : await sessions.userOf(secret);
      return user && sessionActor({ user });
    });
    context.set('actor', session && sessionActor(session));
    await next();
    // A handler that signed somebody in or out has set the cookie itself.
    if (context.res.headers.has('set-cookie')) return;
    if (session?.newSecret != null) cookies.setSession(context, session.newSecret);
    else if (secret !== null && session === null) cookies.dropSession(context);
  });
}

/** Who a session acts for. */
export function sessionActor({ user }: Pick<OpenSession, 'user'>): Actor {
  const { id, name, role, controllers } = user;
  return { id, name, role, controllers, means: 'session' };
}

function bearerOf(authorization: string): string {
  return /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1] ?? '';
}
