import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Access } from '../../access/access.ts';
import { fromCursor, pageOf } from '../access-cursor.ts';
import type { ApiEnv } from '../api-env.ts';
import { addToken, listTokens, revokeToken } from '../contract/access.ts';
import { actorOf } from '../signed-in.ts';
import { shownToken } from './shown-access.ts';

/** Tokens of the API: the own ones, for an admin all. */
export function registerTokens(api: OpenAPIHono<ApiEnv>, { access }: { readonly access: Access }): void {
  const { store, tokens, audit } = access;
  const nameOf = async (id: string) => (await store.users.find(id))?.name ?? id;
  api.openapi(listTokens, async (context) => {
    const { cursor, limit, of } = context.req.valid('query');
    const actor = actorOf(context);
    const found = await store.tokens.list({
      limit: limit + 1,
      ...(actor.role === 'admin' && of === 'all' ? {} : { userId: actor.id }),
      ...(cursor === undefined ? {} : { after: fromCursor(cursor) }),
    });
    const { items, next } = pageOf(
      found,
      limit,
      ({ id }) => id,
      async (token) => shownToken(token, await nameOf(token.userId)),
    );
    return context.json({ items: await Promise.all(items), next }, 200);
  });
  api.openapi(addToken, async (context) => {
    const actor = actorOf(context);
    const { token, secret } = await tokens.make(actor, context.req.valid('json'));
    await audit.note({
      actor,
      action: 'token.made',
      object: `token ${token.id}`,
      facts: { label: token.label, role: token.role, expiresAt: token.expiresAt },
    });
    return context.json({ token: shownToken(token, actor.name), secret }, 201);
  });
  api.openapi(revokeToken, async (context) => {
    const actor = actorOf(context);
    const token = await tokens.revoke(actor, context.req.valid('param').id);
    await audit.note({
      actor,
      action: 'token.revoked',
      object: `token ${token.id}`,
      facts: { label: token.label },
    });
    return context.body(null, 204);
  });
}
