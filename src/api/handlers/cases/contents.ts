import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-env.ts';
import type { CaseParts } from '../../case-parts.ts';
import { addCaseItem, removeCaseItem } from '../../contract/cases.ts';
import { CaseDesk } from './case-desk.ts';
import { itemFor } from './items.ts';

/** What belongs to a case. Figures do not follow by themselves: a person takes them over. */
export function registerCaseContents(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(addCaseItem, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { id } = context.req.valid('param');
    await desk.findWhole(id);
    const item = await itemFor(desk, context.req.valid('json'));
    const { kind, ref, label } = item;
    const entries = [{ by: desk.actor.name, what: 'item-added', facts: { kind, ref, label } }];
    const change = { addItem: item, entries };
    const view = await desk.change(id, 'case.item-added', () => change, { kind, ref });
    return context.json(view as never, 200);
  });

  api.openapi(removeCaseItem, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { id, kind, ref } = context.req.valid('param');
    const entries = [{ by: desk.actor.name, what: 'item-removed', facts: { kind, ref } }];
    const change = { removeItem: { kind, ref }, entries };
    const view = await desk.change(id, 'case.item-removed', () => change, { kind, ref });
    return context.json(view as never, 200);
  });
}
