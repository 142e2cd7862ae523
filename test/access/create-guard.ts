import { Hono } from 'hono';
import type { Access } from '../../src/access/access.ts';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { type GuardSettings, guards } from '../../src/api/middleware/guard.ts';
import { problemHandler } from '../../src/api/problems.ts';
import type { Logger } from '../../src/core/log.ts';

/** An app with nothing but the guards: what is tested is mounted on it. */
export function createGuard(
  access: Pick<Access, 'sessions' | 'tokens' | 'requests'>,
  settings: GuardSettings,
  log: Logger,
): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.onError(problemHandler(log));
  for (const guard of guards(access, settings)) app.use(guard);
  return app;
}
