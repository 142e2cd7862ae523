import { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, test } from 'vitest';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { type HealthParts, registerHealth } from '../../src/api/health.ts';
import { createMetrics } from '../../src/api/metrics.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();

async function service(part: Partial<HealthParts> = {}) {
  const figures = async () => ({ runs: { queued: 3 }, queueAgeSeconds: 7, spoolBytes: 11 });
  const metrics = createMetrics(figures);
  const app = new OpenAPIHono<ApiEnv>();
  const store = await home.open();
  registerHealth(app, { store, isWorkerAlive: () => true, metrics, metricsToken: null, ...part });
  return { app, metrics, store };
}

describe('health', () => {
  test('is ready while the store opens and runs are done', async () => {
    const { app } = await service();

    const answer = await app.request('/readyz');

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ready: true, checks: { store: true, worker: true, disk: true } });
  });

  test('is not ready without its worker, and lives all the same', async () => {
    const { app } = await service({ isWorkerAlive: () => false });

    const answer = await app.request('/readyz');

    expect(answer.status).toBe(503);
    expect((await answer.json()).checks.worker).toBe(false);
    expect((await app.request('/healthz')).status).toBe(200);
  });

  test('is not ready once the store is closed', async () => {
    const { app, store } = await service();
    await store.close();

    expect((await (await app.request('/readyz')).json()).checks.store).toBe(false);
  });
});

describe('metrics', () => {
  test('tell requests by route, runs by state and what waits', async () => {
    const { app, metrics } = await service();
    metrics.onAnswered({ method: 'GET', pattern: '/tables/{name}', status: 200, ms: 3 });

    const text = await (await app.request('/metrics')).text();

    expect(text).toContain(
      'rowprint_request_seconds_count{method="GET",route="/tables/{name}",status="200"} 1',
    );
    expect(text).toContain('rowprint_runs{state="queued"} 3');
    expect(text).toContain('rowprint_queue_age_seconds 7');
    expect(text).toContain('rowprint_spool_bytes 11');
    expect(text).toContain('nodejs_eventloop_lag');
    metrics.close();
  });

  test.each([undefined, 'Bearer wrong', 'Bearer secre', 'secret'])(
    'want their token, not %s',
    async (given) => {
      const { app } = await service({ metricsToken: 'secret' });
      const headers = given === undefined ? {} : { authorization: given };

      expect((await app.request('/metrics', { headers })).status).toBe(401);
      expect((await app.request('/metrics', { headers: { authorization: 'Bearer secret' } })).status).toBe(
        200,
      );
    },
  );
});
