import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MandateSummary } from '../../reports/endpoint.ts';
import type { ApiEnv } from '../api-env.ts';
import { NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingActor, askingSight } from '../asking-actor.ts';
import * as contract from '../contract/endpoints.ts';
import { pageOf } from '../pagination.ts';
import type { SeenServers } from '../seen-servers.ts';

/** List, note and remove mandates: what may be contacted. */
export function registerScope(
  api: OpenAPIHono<ApiEnv>,
  { servers, audit }: Pick<ApiParts, 'servers' | 'audit'>,
  seenServers: SeenServers,
): void {
  api.openapi(contract.listMandates, async (context) => {
    const sight = askingSight(context);
    const all = await servers.listMandates();
    const hosts = sight.isLimited ? await hostsSeen() : null;
    const seen = hosts === null ? all : all.filter(({ target }) => hosts.has(target));
    return context.json(
      pageOf(seen, context.req.valid('query'), ({ target }) => target),
      200,
    );

    /** Of the servers that hold rows of theirs. */
    async function hostsSeen(): Promise<ReadonlySet<string>> {
      const endpoints = await seenServers.endpoints(sight);
      return new Set(endpoints.flatMap(({ url }) => [new URL(url).hostname, new URL(url).host]));
    }
  });

  api.openapi(contract.addMandate, async (context) => {
    const actor = askingActor(context);
    const request = context.req.valid('json');
    await servers.addMandate(request);
    const target = request.target.trim().toLowerCase();
    const { owner, reference, until } = request;
    await audit.note({
      actor,
      action: 'scope.added',
      object: `mandate ${target}`,
      facts: { owner, reference, until },
    });
    return context.json((await mandateOf(target))!, 201);
  });

  api.openapi(contract.removeMandate, async (context) => {
    const actor = askingActor(context);
    const target = context.req.valid('param').target.trim().toLowerCase();
    if ((await mandateOf(target)) === undefined)
      throw new NotFoundError('there is no mandate for that target');
    await servers.removeMandate(target);
    await audit.note({ actor, action: 'scope.removed', object: `mandate ${target}` });
    return context.body(null, 204);
  });

  async function mandateOf(target: string): Promise<MandateSummary | undefined> {
    return (await servers.listMandates()).find((mandate) => mandate.target === target);
  }
}
