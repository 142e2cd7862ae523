import type { OpenAPIHono } from '@hono/zod-openapi';
import { severityRank } from '../../core/severity.ts';
import type { AddEndpointRequest } from '../../reports/requests.ts';
import type { ApiEnv } from '../api-env.ts';
import { ConflictError, NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingActor, askingSight } from '../asking-actor.ts';
import { assetShown, type PrintName } from '../asset-shown.ts';
import * as contract from '../contract/endpoints.ts';
import { createLooks } from '../looks.ts';
import { cursorKey, pageFrom, pageOf } from '../pagination.ts';
import type { SeenServers } from '../seen-servers.ts';
import { tablesByPrint, tablesIn } from '../visible-servers.ts';

type EndpointParts = Pick<ApiParts, 'watch' | 'servers' | 'audit'>;

/** Files that are read for a page of those that somebody sees. */
const READ_AT_ONCE = 500;

/** List, show, register and forget endpoints, with their files and transcripts. What begins a sweep is elsewhere. */
export function registerEndpoints(
  api: OpenAPIHono<ApiEnv>,
  { watch, servers, audit }: EndpointParts,
  seenServers: SeenServers,
): void {
  const { store } = watch;
  const noteLook = createLooks(audit, watch.clock);

  api.openapi(contract.listEndpoints, async (context) => {
    const query = context.req.valid('query');
    const seen = await seenServers.endpoints(askingSight(context));
    if (query.order !== 'worst')
      return context.json(
        pageOf(seen, query, ({ name }) => name),
        200,
      );
    const worst = [...seen].sort((a, b) => (worstKey(a) < worstKey(b) ? -1 : 1));
    return context.json(pageOf(worst, query, worstKey), 200);
  });

  api.openapi(contract.getEndpoint, async (context) => {
    const { name } = context.req.valid('param');
    return context.json(await seenServers.endpoint(name, askingSight(context)), 200);
  });

  api.openapi(contract.addEndpoint, async (context) => {
    const actor = askingActor(context);
    const endpoint = await servers.addEndpoint(withoutAbsent(context.req.valid('json')));
    const { name, url } = endpoint;
    await audit.note({ actor, action: 'endpoint.added', object: `endpoint ${name}`, facts: { url } });
    return context.json(endpoint, 201);
  });

  api.openapi(contract.forgetEndpoint, async (context) => {
    const actor = askingActor(context);
    const { name } = await seenServers.record(context.req.valid('param').name, askingSight(context));
    const { prints } = await servers.forgetEndpoint(name);
    await audit.note({ actor, action: 'endpoint.forgotten', object: `endpoint ${name}`, facts: { prints } });
    return context.body(null, 204);
  });

  api.openapi(contract.listAssets, async (context) => {
    const sight = askingSight(context);
    const { id } = await seenServers.record(context.req.valid('param').name, sight);
    const { cursor, limit, only } = context.req.valid('query');
    const byPrint = await seenServers.unchanged('tables by print', () => tablesByPrint(watch));
    const known = [];
    for (let after = cursorKey(cursor); known.length <= limit; ) {
      const size = sight.isLimited ? READ_AT_ONCE : limit + 1;
      const page = await store.assets.knownPage(id, size, after, only);
      known.push(...page.filter((one) => !sight.isLimited || tablesIn(one, byPrint).some(sight.seesTable)));
      if (page.length < size) break;
      after = page.at(-1)!.asset.path;
    }
    const names = await seenServers.unchanged('names of prints', () => printNames());
    const { items, next } = pageFrom(known, limit, ({ asset }) => asset.path);
    return context.json({ items: items.map((one) => assetShown(one, names, sight)), next }, 200);
  });

  api.openapi(contract.getTranscript, async (context) => {
    const actor = askingActor(context);
    const sight = askingSight(context);
    const { id, name } = await seenServers.record(context.req.valid('param').name, sight);
    // It names every file of the server: whose they are cannot be told line by line.
    if (sight.isLimited) throw new NotFoundError('there is no transcript');
    if ((await store.sweeps.lastEnded(id)) === null)
      throw new ConflictError('no sweep of this endpoint has ended yet: sweep it first');
    const lines = await servers.transcript(name);
    await noteLook(actor, 'transcript.viewed', `endpoint ${name}`);
    return context.json({ lines }, 200);
  });

  /** Of tables and kept suspects, by the ids of their prints. */
  async function printNames(): Promise<ReadonlyMap<string, PrintName>> {
    const suspects = await store.suspects.list();
    const nameOf = new Map(suspects.map(({ id, name }) => [id, name]));
    const names = new Map<string, PrintName>();
    for (const [print, { name, controller }] of await tablesByPrint(watch))
      names.set(print, { kind: 'table', name, controller });
    for (const { id, subjectId } of await store.prints.list({ kind: 'suspect' }))
      names.set(id, { kind: 'suspect', name: nameOf.get(subjectId) ?? '', controller: null });
    return names;
  }
}

/** A text that sorts endpoints: the worst first, then by name. */
function worstKey({ worstSeverity, name }: { worstSeverity: string | null; name: string }): string {
  return `${9 - severityRank(worstSeverity ?? '')} ${name}`;
}

/** JSON has no undefined: what was left out stays out. */
function withoutAbsent<Request extends object>(request: Request): AddEndpointRequest {
  const given = Object.entries(request).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as AddEndpointRequest;
}
