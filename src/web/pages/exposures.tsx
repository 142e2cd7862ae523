import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { SEVERITIES } from '../../core/severity.ts';
import { render } from '../render.ts';
import type { WebEnv } from '../visit.ts';
import { ExposureListPage } from './exposure-list-page.tsx';

const STATES = ['open', 'closed'] as const;

/** Exposures of all servers, the open ones unless others are asked for. */
export function registerExposures(pages: Hono<WebEnv>): void {
  pages.get('/exposures', async (context) => {
    const visit = context.get('visit');
    const asked = context.req.query();
    const wantsAll = asked.state === 'all';
    const state = wantsAll ? undefined : (STATES.find((known) => known === asked.state) ?? 'open');
    const severity = SEVERITIES.find((known) => known === asked.severity);
    const endpoint = asked.endpoint === '' ? undefined : asked.endpoint;
    const filter = {
      ...(state === undefined ? {} : { state }),
      ...(severity === undefined ? {} : { severity }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
    const cursor = asked.cursor;
    const query = { limit: 50, ...filter, ...(cursor === undefined ? {} : { cursor }) };
    const [exposures, servers] = await Promise.all([
      answered(visit.client.GET('/exposures', { params: { query } })),
      answered(visit.client.GET('/endpoints', { params: { query: { limit: 200 } } })),
    ]);
    const names = servers.items.map(({ name }) => name);
    const shown = { state: state ?? 'all', severity, endpoint } as const;
    return render(
      context,
      <ExposureListPage visit={visit} exposures={exposures} filter={shown} servers={names} />,
    );
  });
}
