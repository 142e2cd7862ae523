import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { formBody } from '../form-body.ts';
import { isTyped } from '../pieces/forget-form.tsx';
import { refusedEntry } from '../pieces/refused.tsx';
import { filled } from '../pieces/text-area.tsx';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { AddServerPage } from './add-server-page.tsx';
import { allMandates } from './scope.tsx';
import { ServerListPage } from './server-list-page.tsx';
import { ASSET_FILTERS, type ServerDone, ServerPage } from './server-page.tsx';
import { LINES_SHOWN, TranscriptPage } from './transcript-page.tsx';

/** Watched servers: all of them, a new one, and one. The form has an address that no server's name can take. */
export function registerServers(pages: Hono<WebEnv>): void {
  pages.get('/endpoints', async (context) => {
    const visit = context.get('visit');
    const cursor = context.req.query('cursor');
    const query = { limit: 25, order: 'worst' as const, ...(cursor === undefined ? {} : { cursor }) };
    const servers = await answered(visit.client.GET('/endpoints', { params: { query } }));
    const isForgotten = context.req.query('done') === 'forgotten';
    return render(context, <ServerListPage visit={visit} servers={servers} isForgotten={isForgotten} />);
  });
  pages.get('/watch-server', (context) => form(context));
  pages.post('/watch-server', add);
  pages.get('/endpoints/:name', (context) => show(context));
  pages.get('/endpoints/:name/transcript', transcript);
  pages.post('/endpoints/:name/sweep', sweep);
  pages.post('/endpoints/:name/forget', forget);
}

/** The name in the address, as the API takes it. */
function pathOf(context: PageContext): { readonly name: string } {
  return { name: context.req.param('name') ?? '' };
}

async function form(context: PageContext, more: Partial<Parameters<typeof AddServerPage>[0]> = {}) {
  const visit = context.get('visit');
  return render(context, <AddServerPage visit={visit} mandates={await allMandates(visit)} {...more} />);
}

async function add(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const entered = await formBody(context);
  const {
    name = '',
    url = '',
    jitterMinutes,
    staleAfterDays,
    ...rest
  } = filled(entered, [
    'name',
    'url',
    'every',
    'timeZone',
    'jitterMinutes',
    'loginFile',
    'acceptedCertificate',
    'extractsEndAt',
    'staleAfterDays',
  ]);
  const body = {
    name,
    url,
    ...rest,
    ...(jitterMinutes === undefined ? {} : { jitterMinutes: Number(jitterMinutes) }),
    ...(staleAfterDays === undefined ? {} : { staleAfterDays: Number(staleAfterDays) }),
    allowsClearTextLogin: entered.clearText === 'yes',
    listsOnly: entered.listsOnly === 'yes',
  };
  try {
    const server = await answered(client.POST('/endpoints', { body }));
    return context.redirect(`/endpoints/${encodeURIComponent(server.name)}?done=added`, 303);
  } catch (failure) {
    const refusal = refusedEntry(failure);
    context.status(refusal.status);
    return form(context, { entered, refusal });
  }
}

async function show(context: PageContext, done?: ServerDone) {
  const visit = context.get('visit');
  const { client } = visit;
  const path = pathOf(context);
  const cursor = context.req.query('cursor');
  const only = ASSET_FILTERS.find((known) => known === context.req.query('only'));
  const files = {
    limit: 50,
    ...(cursor === undefined ? {} : { cursor }),
    ...(only === undefined ? {} : { only }),
  };
  const server = await answered(client.GET('/endpoints/{name}', { params: { path } }));
  const of = { endpoint: server.name };
  const [assets, exposures, sweeps] = await Promise.all([
    answered(client.GET('/endpoints/{name}/assets', { params: { path, query: files } })),
    answered(client.GET('/exposures', { params: { query: { ...of, limit: 100 } } })),
    answered(client.GET('/sweeps', { params: { query: { ...of, limit: 10 } } })),
  ]);
  const ended = sweeps.items.find(({ endedAt }) => endedAt !== null);
  const last =
    ended === undefined
      ? null
      : await answered(client.GET('/sweeps/{id}', { params: { path: { id: ended.id } } }));
  const facts = { server, assets, only, exposures, sweeps: sweeps.items, overlaps: last?.overlaps ?? [] };
  const shown = done ?? (context.req.query('done') === 'added' ? 'added' : undefined);
  return render(context, <ServerPage visit={visit} facts={facts} done={shown} />);
}

async function transcript(context: PageContext) {
  const visit = context.get('visit');
  const path = pathOf(context);
  const { lines } = await answered(visit.client.GET('/endpoints/{name}/transcript', { params: { path } }));
  const asked = Number(context.req.query('from') ?? '0');
  const most = Math.max(0, Math.floor((lines.length - 1) / LINES_SHOWN) * LINES_SHOWN);
  const from = Number.isSafeInteger(asked) ? Math.min(Math.max(0, asked), most) : 0;
  return render(context, <TranscriptPage visit={visit} name={path.name} lines={lines} from={from} />);
}

async function sweep(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const run = await answered(client.POST('/endpoints/{name}/sweep', { params: { path: pathOf(context) } }));
  return context.redirect(`/runs/${run.id}`, 303);
}

async function forget(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const path = pathOf(context);
  if (!isTyped((await formBody(context)).name, path.name)) {
    context.status(400);
    return show(context, 'not-typed');
  }
  await answered(client.DELETE('/endpoints/{name}', { params: { path } }));
  return context.redirect('/endpoints?done=forgotten', 303);
}
