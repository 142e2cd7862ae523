import { timingSafeEqual } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Store } from '../store/store.ts';
import type { ApiEnv } from './api-env.ts';
import type { ServiceMetrics } from './metrics.ts';
import { METRICS_PATH } from './middleware/authenticate.ts';
import { problemResponse } from './problems.ts';

/** With less than that a check could not store its report. */
const LEAST_FREE_BYTES = 64 * 2 ** 20;

/** What the health of the service is judged by. */
export interface HealthParts {
  readonly store: Pick<Store, 'home' | 'changeMark'>;
  /** Whether runs are being done. */
  readonly isWorkerAlive: () => boolean;
  readonly metrics: ServiceMetrics;
  /** Who reads /metrics sends it as a bearer token; null: whoever reaches the service reads them. */
  readonly metricsToken: string | null;
}

/** `/healthz` (the process answers), `/readyz` (it can do its work) and `/metrics` (for Prometheus). */
export function registerHealth(root: OpenAPIHono<ApiEnv>, parts: HealthParts): void {
  root.get('/healthz', (context) => context.text('ok', 200, { 'cache-control': 'no-store' }));

  root.get('/readyz', async (context) => {
    const checks = await examine(parts);
    const isReady = Object.values(checks).every(Boolean);
    return context.json({ ready: isReady, checks }, isReady ? 200 : 503, { 'cache-control': 'no-store' });
  });

  root.get(METRICS_PATH, async (context) => {
    if (!mayRead(context.req.header('authorization'), parts.metricsToken))
      return problemResponse({ status: 401, code: 'RP_NOT_SIGNED_IN' }, { 'www-authenticate': 'Bearer' });
    const { contentType, text } = await parts.metrics.read();
    return context.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  });
}

async function examine({ store, isWorkerAlive }: HealthParts): Promise<Readonly<Record<string, boolean>>> {
  const [opens, disk] = await Promise.all([
    store.changeMark().then(
      () => true,
      () => false,
    ),
    statfs(store.home).then(
      ({ bavail, bsize }) => bavail * bsize >= LEAST_FREE_BYTES,
      () => false,
    ),
  ]);
  return { store: opens, worker: isWorkerAlive(), disk };
}

function mayRead(header: string | undefined, token: string | null): boolean {
  if (token === null) return true;
  const [given, wanted] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
