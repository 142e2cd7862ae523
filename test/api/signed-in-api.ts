import { OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '../../src/access/actor.ts';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { problemHandler } from '../../src/api/problems.ts';
import { silentLogger } from '../../src/core/log.ts';

/** An admin who sees everything. */
export const ADMIN: Actor = {
  id: 'u_admin',
  name: 'anna',
  role: 'admin',
  controllers: null,
  means: 'session',
};

/** Routes as somebody who is signed in meets them, without sessions: `register` adds them. */
export function signedInApi(
  register: (api: OpenAPIHono<ApiEnv>) => void,
  actor: Actor | null = ADMIN,
): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.use(async (context, next) => {
    context.set('actor', actor);
    await next();
  });
  api.onError(problemHandler(silentLogger));
  register(api);
  return api;
}
