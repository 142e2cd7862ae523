import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { CheckPage } from './check-page.tsx';

/** Uploading suspects, and what is kept of them until it is destroyed. */
export function registerCheck(pages: Hono<WebEnv>): void {
  pages.get('/check', async (context) => {
    const visit = context.get('visit');
    const cursor = context.req.query('cursor');
    const query = { limit: 25, ...(cursor === undefined ? {} : { cursor }) };
    const suspects = await answered(visit.client.GET('/suspects', { params: { query } }));
    const kept = await answered(
      visit.client.GET('/kept-suspects', { params: { query: keptQuery(context) } }),
    );
    const asked = context.req.query('done');
    const done = asked === 'destroyed' || asked === 'forgotten' ? asked : undefined;
    return render(context, <CheckPage visit={visit} suspects={suspects} kept={kept} done={done} />);
  });
  pages.post('/kept-suspects/:name/forget', forgetKept);
  pages.post('/suspects/:id/destroy', destroy);
  pages.post('/suspects/:id/check', checkAgain);
}

/** Its own cursor, beside that of the uploads. */
function keptQuery(context: PageContext) {
  const cursor = context.req.query('kept-cursor');
  return { limit: 25, ...(cursor === undefined ? {} : { cursor }) };
}

async function forgetKept(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const path = { name: context.req.param('name') ?? '' };
  await answered(client.DELETE('/kept-suspects/{name}', { params: { path } }));
  return context.redirect('/check?done=forgotten', 303);
}

async function destroy(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const path = { id: context.req.param('id') ?? '' };
  await answered(client.DELETE('/suspects/{id}', { params: { path } }));
  return context.redirect('/check?done=destroyed', 303);
}

async function checkAgain(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const suspect = context.req.param('id') ?? '';
  const run = await answered(client.POST('/checks', { body: { suspect, strict: false } }));
  return context.redirect(`/runs/${run.id}`, 303);
}
