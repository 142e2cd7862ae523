import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { channelBody, channelFields, channelFieldsIn, KINDS } from '../admin/channel-form.ts';
import { doneOf } from '../admin/done.tsx';
import { askedOnce, onceHeaders } from '../admin/once.ts';
import { type Refusal, refusalIn, unreadable } from '../admin/refused.tsx';
import { formBody } from '../form-body.ts';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { ChannelListPage } from './channel-list-page.tsx';
import { ChannelPage, MadeChannelPage, NewChannelPage } from './channel-page.tsx';

/** Where alerts go: channels, what each is told, a test, and what was sent. */
export function registerAlerts(pages: Hono<WebEnv>): void {
  pages.get('/alerts', async (context) => {
    const visit = context.get('visit');
    // There are 50 at most.
    const query = { limit: 200 };
    const { items } = await answered(visit.client.GET('/alerts', { params: { query } }));
    return render(context, <ChannelListPage visit={visit} channels={items} done={doneOf(context)} />);
  });
  pages.get('/alerts/new/:kind', async (context) => {
    const kind = kindOf(context);
    if (kind === undefined) return context.notFound();
    const visit = context.get('visit');
    // Also refuses whoever may not add one, before anything is filled in.
    await answered(visit.client.GET('/alerts', { params: { query: { limit: 1 } } }));
    return render(context, <NewChannelPage visit={visit} kind={kind} fields={channelFields()} />);
  });
  pages.post('/alerts/new/:kind', add);
  pages.get('/alerts/:id', (context) => show(context));
  pages.post('/alerts/:id', change);
  pages.post('/alerts/:id/test', test);
  pages.post('/alerts/:id/remove', async (context) => {
    const path = { id: idOf(context) };
    await answered(context.get('visit').client.DELETE('/alerts/{id}', { params: { path } }));
    return context.redirect('/alerts?done=removed', 303);
  });
  // Where the address of an answer to a form is opened anew.
  for (const path of ['/alerts/:id/test', '/alerts/:id/remove'])
    pages.get(path, (context) => context.redirect(`/alerts/${encodeURIComponent(idOf(context))}`, 303));
}

async function add(context: PageContext): Promise<Response> {
  const kind = kindOf(context);
  if (kind === undefined) return context.notFound();
  const visit = context.get('visit');
  const sent = await formBody(context);
  const fields = channelFieldsIn(sent);
  const refuse = (refusal: Refusal) => {
    context.status(refusal.status);
    return render(context, <NewChannelPage {...{ visit, kind, fields, refusal }} />);
  };
  const read = channelBody(fields);
  if (read === null) return refuse(unreadable());
  try {
    const body = { ...read, kind };
    const headers = onceHeaders(sent.once, body);
    const { made, isAgain } = await askedOnce(visit.client.POST('/alerts', { body, headers }));
    if (made.secret === null) return context.redirect(`/alerts/${made.channel.id}?done=added`, 303);
    return await render(context, <MadeChannelPage visit={visit} made={made} isAgain={isAgain} />);
  } catch (failure) {
    return refuse(refusalIn(failure));
  }
}

async function show(context: PageContext, again: object = {}): Promise<Response> {
  const visit = context.get('visit');
  const path = { id: idOf(context) };
  const cursor = context.req.query('cursor');
  const query = { limit: 20, ...(cursor === undefined ? {} : { cursor }) };
  const [channel, deliveries] = await Promise.all([
    answered(visit.client.GET('/alerts/{id}', { params: { path } })),
    answered(visit.client.GET('/alerts/{id}/deliveries', { params: { path, query } })),
  ]);
  const fields = channelFields(channel);
  const done = doneOf(context);
  return render(context, <ChannelPage {...{ visit, channel, deliveries, fields, done, ...again }} />);
}

async function change(context: PageContext): Promise<Response> {
  const fields = channelFieldsIn(await formBody(context));
  const refuse = (refusal: Refusal) => {
    context.status(refusal.status);
    return show(context, { fields, refusal });
  };
  const body = channelBody(fields);
  if (body === null) return refuse(unreadable());
  const path = { id: idOf(context) };
  try {
    await answered(context.get('visit').client.PATCH('/alerts/{id}', { params: { path }, body }));
  } catch (failure) {
    return refuse(refusalIn(failure));
  }
  return context.redirect(`/alerts/${path.id}?done=changed`, 303);
}

/** What came of it stands with the deliveries: the page tells it from there. */
async function test(context: PageContext): Promise<Response> {
  const path = { id: idOf(context) };
  try {
    const { delivered } = await answered(
      context.get('visit').client.POST('/alerts/{id}/test', { params: { path } }),
    );
    return context.redirect(`/alerts/${path.id}?done=${delivered ? 'delivered' : 'undelivered'}`, 303);
  } catch (failure) {
    const refusal = refusalIn(failure);
    context.status(refusal.status);
    return show(context, { refusal });
  }
}

function kindOf(context: PageContext) {
  return KINDS.find((kind) => kind === context.req.param('kind'));
}

function idOf(context: PageContext): string {
  return context.req.param('id') ?? '';
}
