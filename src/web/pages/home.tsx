import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { render } from '../render.ts';
import type { Visit, WebEnv } from '../visit.ts';
import type { HomeFacts } from './home-facts.ts';
import { HomePage } from './home-page.tsx';

/** How many of each list stand on the home page. */
const SHOWN = 5;

/** What is open, what runs, what has a deadline. */
export function registerHome(pages: Hono<WebEnv>): void {
  pages.get('/', async (context) => {
    const visit = context.get('visit');
    return render(context, <HomePage visit={visit} facts={await homeFacts(visit)} />);
  });
}

async function homeFacts({ client }: Visit): Promise<HomeFacts> {
  const first = { limit: SHOWN };
  const one = { params: { query: { limit: 1 } } };
  const [running, queued, cases, exposures, sweeps, reports, tables, servers] = await Promise.all([
    answered(client.GET('/runs', { params: { query: { ...first, state: 'running' } } })),
    answered(client.GET('/runs', { params: { query: { ...first, state: 'queued' } } })),
    answered(client.GET('/cases', { params: { query: { ...first, state: 'open' } } })),
    answered(client.GET('/exposures', { params: { query: { ...first, state: 'open' } } })),
    answered(client.GET('/sweeps', { params: { query: first } })),
    answered(client.GET('/reports', { params: { query: first } })),
    answered(client.GET('/tables', one)),
    answered(client.GET('/endpoints', one)),
  ]);
  return {
    running: [...running.items, ...queued.items].slice(0, SHOWN),
    cases: cases.items,
    exposures: exposures.items,
    sweeps: sweeps.items,
    reports: reports.items,
    hasTables: tables.items.length > 0,
    hasServers: servers.items.length > 0,
  };
}
