import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { render } from '../render.ts';
import type { Run } from '../shapes.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { RunListPage } from './run-list-page.tsx';
import { RunPage } from './run-page.tsx';

const STATES: readonly Run['state'][] = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead'];

/** Runs: all of them, and one as it goes. */
export function registerRuns(pages: Hono<WebEnv>): void {
  pages.get('/runs', async (context) => {
    const visit = context.get('visit');
    const cursor = context.req.query('cursor');
    const state = STATES.find((known) => known === context.req.query('state'));
    const query = {
      limit: 25,
      ...(cursor === undefined ? {} : { cursor }),
      ...(state === undefined ? {} : { state }),
    };
    const runs = await answered(visit.client.GET('/runs', { params: { query } }));
    return render(context, <RunListPage visit={visit} runs={runs} state={state} />);
  });
  pages.get('/runs/:id', async (context) => {
    const visit = context.get('visit');
    const path = { id: context.req.param('id') };
    const run = await answered(visit.client.GET('/runs/{id}', { params: { path } }));
    return render(context, <RunPage visit={visit} run={run} />);
  });
  pages.post('/runs/:id/cancel', (context) => change(context, '/runs/{id}/cancel'));
  pages.post('/runs/:id/retry', (context) => change(context, '/runs/{id}/retry'));
}

async function change(
  context: PageContext,
  operation: '/runs/{id}/cancel' | '/runs/{id}/retry',
): Promise<Response> {
  const { client } = context.get('visit');
  const path = { id: context.req.param('id') ?? '' };
  const run = await answered<Run>(client.POST(operation, { params: { path } }));
  return context.redirect(`/runs/${run.id}`, 303);
}
