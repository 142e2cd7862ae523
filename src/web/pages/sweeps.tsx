import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { render } from '../render.ts';
import type { WebEnv } from '../visit.ts';
import { SweepPage } from './sweep-page.tsx';

/** One sweep that ended. */
export function registerSweeps(pages: Hono<WebEnv>): void {
  pages.get('/sweeps/:id', async (context) => {
    const visit = context.get('visit');
    const path = { id: context.req.param('id') };
    const sweep = await answered(visit.client.GET('/sweeps/{id}', { params: { path } }));
    return render(context, <SweepPage visit={visit} sweep={sweep} />);
  });
}
