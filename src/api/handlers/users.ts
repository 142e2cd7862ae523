import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Access } from '../../access/access.ts';
import { UnknownAccountError } from '../../access/access-errors.ts';
import type { MadeInvitation } from '../../access/accounts.ts';
import { fromCursor, pageOf } from '../access-cursor.ts';
import type { ApiEnv } from '../api-env.ts';
import { addUser, changeUser, getUser, listUsers, resetUser } from '../contract/access.ts';
import { actorOf } from '../signed-in.ts';
import { shownUser } from './shown-access.ts';

/** Accounts, for admins. */
export function registerUsers(api: OpenAPIHono<ApiEnv>, { access }: { readonly access: Access }): void {
  const { store, accounts, audit } = access;
  const shown = async ({ user, path, expiresAt }: MadeInvitation) => ({
    user: await shownUser(access, user),
    link: access.settings.origin + path,
    expiresAt,
  });
  api.openapi(listUsers, async (context) => {
    const { cursor, limit } = context.req.valid('query');
    const found = await store.users.list(limit + 1, cursor && fromCursor(cursor));
    const { items, next } = pageOf(
      found,
      limit,
      ({ name }) => name,
      (user) => shownUser(access, user),
    );
    return context.json({ items: await Promise.all(items), next }, 200);
  });
  api.openapi(addUser, async (context) => {
    const { name, role, controllers } = context.req.valid('json');
    const invitation = await accounts.invite(name, role, controllers);
    await audit.note({
      actor: actorOf(context),
      action: 'user.invited',
      object: `user ${invitation.user.name}`,
      facts: { role, controllers: controllers === null ? 'all' : controllers.join(', ') },
    });
    return context.json(await shown(invitation), 201);
  });
  api.openapi(getUser, async (context) => {
    const user = await store.users.find(context.req.valid('param').id);
    if (user === null) throw new UnknownAccountError('there is no such user');
    return context.json(await shownUser(access, user), 200);
  });
  api.openapi(changeUser, async (context) => {
    const changes = context.req.valid('json');
    const user = await accounts.change(context.req.valid('param').id, changes);
    await audit.note({
      actor: actorOf(context),
      action: 'user.changed',
      object: `user ${user.name}`,
      facts: {
        role: user.role,
        controllers: user.controllers === null ? 'all' : user.controllers.join(', '),
        state: user.isDisabled ? 'disabled' : 'active',
      },
    });
    return context.json(await shownUser(access, user), 200);
  });
  api.openapi(resetUser, async (context) => {
    const invitation = await accounts.reset(context.req.valid('param').id);
    await audit.note({
      actor: actorOf(context),
      action: 'user.reset',
      object: `user ${invitation.user.name}`,
    });
    return context.json(await shown(invitation), 201);
  });
}
