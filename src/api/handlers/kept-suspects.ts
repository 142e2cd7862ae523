import type { OpenAPIHono } from '@hono/zod-openapi';
import { UsageError } from '../../core/errors.ts';
import { listSuspects as listKeptSuspects } from '../../pipelines/list-known.ts';
import { visible } from '../../reports/visible.ts';
import type { Store } from '../../store/store.ts';
import type { ApiEnv } from '../api-env.ts';
import { NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingActor } from '../asking-actor.ts';
import { forgetKept, listKept } from '../contract/suspects.ts';

type Parts = Pick<ApiParts, 'audit'> & { readonly watch: { readonly store: Store } };

/** Suspects whose print is kept. Their rows may be anybody's: for who sees only some controllers there are none. */
export function registerKeptSuspects(api: OpenAPIHono<ApiEnv>, { watch, audit }: Parts): void {
  const { store } = watch;
  api.openapi(listKept, async (context) => {
    const { cursor, limit } = context.req.valid('query');
    const all = askingActor(context).controllers === null ? await listKeptSuspects(store) : [];
    const from =
      cursor === undefined ? 0 : all.findIndex(({ name }) => name.localeCompare(nameOf(cursor)) > 0);
    const found = from < 0 ? [] : all.slice(from, from + limit);
    const isLast = from < 0 || from + limit >= all.length;
    return context.json({ items: found, next: isLast ? null : cursorOf(found.at(-1)!.name) }, 200);
  });
  api.openapi(forgetKept, async (context) => {
    const { name } = context.req.valid('param');
    const actor = askingActor(context);
    if (actor.controllers !== null || (await store.suspects.find(name)) === null)
      throw new NotFoundError(`no kept suspect is named ${JSON.stringify(visible(name))}`);
    await store.suspects.forget(name);
    await audit.note({
      actor,
      action: 'kept-suspect.forgotten',
      object: `kept suspect ${name}`,
    });
    return context.body(null, 204);
  });
}

function cursorOf(name: string): string {
  return Buffer.from(name).toString('base64url');
}

/** @throws {UsageError} nothing that a list gave */
function nameOf(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (cursorOf(name) !== cursor) throw new UsageError('cursor: take it from the `next` of the page before');
  return name;
}
