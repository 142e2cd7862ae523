import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from '../api-env.ts';
import { askingSight } from '../asking-actor.ts';
import * as contract from '../contract/endpoints.ts';
import { pageOf } from '../pagination.ts';
import { exposureKey, type SeenServers } from '../seen-servers.ts';

/** List exposures, the worst first. */
export function registerExposures(api: OpenAPIHono<ApiEnv>, seenServers: SeenServers): void {
  api.openapi(contract.listExposures, async (context) => {
    const sight = askingSight(context);
    const query = context.req.valid('query');
    if (query.endpoint !== undefined) await seenServers.record(query.endpoint, sight);
    const wanted = query.endpoint?.normalize('NFC');
    const seen = (await seenServers.exposures(sight)).filter(
      ({ endpoint, state, severity }) =>
        (wanted === undefined || endpoint === wanted) &&
        (query.state === undefined || state === query.state) &&
        (query.severity === undefined || severity === query.severity),
    );
    const { items, next } = pageOf(seen, query, exposureKey);
    return context.json({ items: items.map((exposure) => ({ ...exposure })), next }, 200);
  });
}
