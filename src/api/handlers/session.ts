import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Access, PROVIDER_START } from '../../access/access.ts';
import type { OpenSession } from '../../access/sessions.ts';
import type { UserRecord } from '../../store/access-records.ts';
import type { ApiEnv } from '../api-env.ts';
import {
  acceptInvitation,
  changePassword,
  getSession,
  setLanguage,
  setUp,
  signIn,
  signOut,
  waysToSignIn,
} from '../contract/access.ts';
import { Cookies } from '../middleware/session-cookie.ts';
import { addressOf, sessionOf } from '../signed-in.ts';
import { shownSession } from './shown-access.ts';

/** Signing in and out, and what people change of themselves. */
export function registerSession(api: OpenAPIHono<ApiEnv>, { access }: { readonly access: Access }): void {
  const cookies = new Cookies(access.settings.origin);
  registerWaysIn(api, access, cookies);
  registerOwn(api, access, cookies);
}

function registerWaysIn(api: OpenAPIHono<ApiEnv>, access: Access, cookies: Cookies): void {
  const { firstAdmin, provider, signIn: login, accounts } = access;
  api.openapi(waysToSignIn, async (context) => {
    const oidc = provider && { label: provider.settings.label, href: PROVIDER_START };
    return context.json({ needsSetup: await firstAdmin.isNeeded(), oidc }, 200);
  });
  api.openapi(setUp, async (context) => {
    const { secret, name, password } = context.req.valid('json');
    await login.takeTry(addressOf(context));
    const user = await firstAdmin.make(secret, name, password);
    await noteUser(access, user, 'user.setup');
    return context.json(await shownSession(access, await welcome(context, access, cookies, user)), 201);
  });
  api.openapi(signIn, async (context) => {
    const { name, password } = context.req.valid('json');
    const user = await login.check(name, password, addressOf(context));
    return context.json(await shownSession(access, await welcome(context, access, cookies, user)), 201);
  });
  api.openapi(acceptInvitation, async (context) => {
    const { secret, password } = context.req.valid('json');
    await login.takeTry(addressOf(context));
    const user = await accounts.accept(secret, password);
    await noteUser(access, user, 'user.password-set');
    return context.json(await shownSession(access, await welcome(context, access, cookies, user)), 201);
  });
}

function registerOwn(api: OpenAPIHono<ApiEnv>, access: Access, cookies: Cookies): void {
  const { sessions, signIn: login, store } = access;
  api.openapi(getSession, async (context) =>
    context.json(await shownSession(access, sessionOf(context)), 200),
  );
  api.openapi(signOut, async (context) => {
    const { user } = sessionOf(context);
    await sessions.end(cookies.session(context)!);
    cookies.dropSession(context);
    await noteUser(access, user, 'session.ended');
    return context.body(null, 204);
  });
  api.openapi(changePassword, async (context) => {
    const { user, id } = sessionOf(context);
    const { old, new: next } = context.req.valid('json');
    await login.changePassword(user, old, next, addressOf(context));
    await sessions.endAll(user.id, id);
    cookies.setSession(context, await sessions.renew(id));
    await noteUser(access, user, 'user.password-changed');
    return context.body(null, 204);
  });
  api.openapi(setLanguage, async (context) => {
    const { user } = sessionOf(context);
    await store.users.change(user.id, { language: context.req.valid('json').language });
    sessions.forgetAll();
    return context.body(null, 204);
  });
}

/** Begin a session for somebody who proved who they are; the one that the browser brought ends. */
export async function welcome(
  context: Context<ApiEnv>,
  { sessions, audit }: Pick<Access, 'sessions' | 'audit'>,
  cookies: Cookies,
  user: UserRecord,
): Promise<OpenSession> {
  const session = await sessions.begin(user, cookies.session(context));
  cookies.setSession(context, session.newSecret!);
  await audit.note({
    actor: user,
    action: 'session.begun',
    object: `user ${user.name}`,
    facts: { address: addressOf(context), means: user.means },
  });
  return session;
}

function noteUser({ audit }: Pick<Access, 'audit'>, user: UserRecord, action: string): Promise<void> {
  return audit.note({ actor: user, action, object: `user ${user.name}` });
}
