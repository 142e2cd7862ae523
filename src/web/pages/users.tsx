import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { controllersIn, knownControllers } from '../admin/controllers.ts';
import { doneOf } from '../admin/done.tsx';
import { InvitationLinkPage } from '../admin/invitation-link.tsx';
import { askedOnce, onceHeaders } from '../admin/once.ts';
import { type Refusal, refusalIn, unreadable } from '../admin/refused.tsx';
import { type Role, roleIn } from '../admin/roles.ts';
import { formBody } from '../form-body.ts';
import { render } from '../render.ts';
import type { PageContext, Visit, WebEnv } from '../visit.ts';
import { UserListPage, type WantedUser } from './user-list-page.tsx';
import { UserPage } from './user-page.tsx';

/** Accounts: who there is, inviting, and what one may do and see. */
export function registerUsers(pages: Hono<WebEnv>): void {
  pages.get('/users', (context) => list(context));
  pages.post('/users', invite);
  pages.get('/users/:id', (context) => show(context));
  pages.post('/users/:id', change);
  pages.post('/users/:id/state', changeState);
  pages.post('/users/:id/reset', reset);
  // Where the address of an answer to a form is opened anew.
  for (const path of ['/users/:id/reset', '/users/:id/state'])
    pages.get(path, (context) => context.redirect(`/users/${encodeURIComponent(idOf(context))}`, 303));
}

async function list(context: PageContext, wanted?: WantedUser, refusal?: Refusal) {
  const visit = context.get('visit');
  const cursor = context.req.query('cursor');
  const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) };
  const [users, known] = await Promise.all([
    answered(visit.client.GET('/users', { params: { query } })),
    knownControllers(visit),
  ]);
  return render(context, <UserListPage {...{ visit, users, known, wanted, refusal }} />);
}

async function invite(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const fields = await formBody(context);
  const controllers = controllersIn(fields);
  const wanted = {
    name: fields.name?.trim() ?? '',
    role: roleIn(fields),
    controllers: controllers ?? null,
  };
  const refuse = (refusal: Refusal) => {
    context.status(refusal.status);
    return list(context, wanted, refusal);
  };
  if (controllers === undefined) return refuse({ ...unreadable(), code: 'none-ticked' });
  try {
    const asking = visit.client.POST('/users', {
      body: wanted,
      headers: onceHeaders(fields.once, wanted),
    });
    const { made, isAgain } = await askedOnce(asking);
    return await render(context, <InvitationLinkPage visit={visit} invitation={made} isAgain={isAgain} />);
  } catch (failure) {
    return refuse(refusalIn(failure));
  }
}

async function show(context: PageContext, refusal?: Refusal): Promise<Response> {
  const visit = context.get('visit');
  const [user, known] = await Promise.all([userOf(visit, idOf(context)), knownControllers(visit)]);
  return render(context, <UserPage {...{ visit, user, known, refusal }} done={doneOf(context)} />);
}

async function change(context: PageContext): Promise<Response> {
  const fields = await formBody(context);
  const controllers = controllersIn(fields);
  if (controllers === undefined) return refused(context, { ...unreadable(), code: 'none-ticked' });
  return patch(context, { role: roleIn(fields), controllers }, 'changed');
}

async function changeState(context: PageContext): Promise<Response> {
  const { state } = await formBody(context);
  return state === 'active'
    ? patch(context, { state }, 'enabled')
    : patch(context, { state: 'disabled' }, 'disabled');
}

interface Changes {
  readonly role?: Role;
  readonly controllers?: string[] | null;
  readonly state?: 'active' | 'disabled';
}

async function patch(context: PageContext, body: Changes, done: string): Promise<Response> {
  const id = idOf(context);
  try {
    await answered(context.get('visit').client.PATCH('/users/{id}', { params: { path: { id } }, body }));
  } catch (failure) {
    return refused(context, refusalIn(failure));
  }
  return context.redirect(`/users/${id}?done=${done}`, 303);
}

async function reset(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const id = idOf(context);
  const { once } = await formBody(context);
  try {
    const asking = visit.client.POST('/users/{id}/reset', {
      params: { path: { id } },
      headers: onceHeaders(once, { id }),
    });
    const { made, isAgain } = await askedOnce(asking);
    return await render(context, <InvitationLinkPage visit={visit} invitation={made} isAgain={isAgain} />);
  } catch (failure) {
    return refused(context, refusalIn(failure));
  }
}

function refused(context: PageContext, refusal: Refusal): Promise<Response> {
  context.status(refusal.status);
  return show(context, refusal);
}

function userOf({ client }: Visit, id: string) {
  return answered(client.GET('/users/{id}', { params: { path: { id } } }));
}

function idOf(context: PageContext): string {
  return context.req.param('id') ?? '';
}
