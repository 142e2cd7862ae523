import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '../../access/actor.ts';
import type { RunOrder } from '../../jobs/run-queue.ts';
import type { RunRecord } from '../../store/run-records.ts';
import type { ApiEnv } from '../api-env.ts';
import { ForbiddenError, NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { startSweep } from '../contract/endpoints.ts';
import { addTable, refreshTable } from '../contract/tables.ts';
import { runLocation, shownRun } from '../run-shown.ts';

/** Begin the long work on tables and endpoints: answered at once with the run to follow. */
export function registerOrderedRuns(
  api: OpenAPIHono<ApiEnv>,
  { watch, runs, audit, tablePlaces }: Pick<ApiParts, 'watch' | 'runs' | 'audit' | 'tablePlaces'>,
): void {
  const { store } = watch;

  async function order(actor: Actor, what: RunOrder, subject: string): Promise<RunRecord> {
    const run = await runs.enqueue(what, subject, actor.name, actor.id);
    const facts = { kind: what.kind, run: run.id };
    await audit.note({ actor, action: 'run.ordered', object: `${objectOf(what)} ${subject}`, facts });
    return run;
  }

  api.openapi(addTable, async (context) => {
    const actor = context.get('actor')!;
    const { controller, keyColumn, declaredColumns, source, ...rest } = context.req.valid('json');
    const wanted = controller ?? rest.name;
    if (actor.controllers !== null && !actor.controllers.includes(wanted))
      throw new ForbiddenError('tables are added for your own controllers only: name one of them');
    await store.tables.requireFreeName(rest.name);
    const run = await order(
      actor,
      {
        kind: 'table-add',
        ...rest,
        source: await tablePlaces.require(source),
        ...(controller === undefined ? {} : { controller }),
        ...(keyColumn === undefined ? {} : { keyColumn }),
        ...(declaredColumns === undefined ? {} : { declaredColumns }),
      },
      rest.name,
    );
    return context.json(shownRun(run, actor), 202, runLocation(run));
  });

  api.openapi(refreshTable, async (context) => {
    const actor = context.get('actor')!;
    const table = await store.tables.find(context.req.valid('param').name);
    const owner = table?.controller ?? table?.name ?? '';
    if (table === null || (actor.controllers !== null && !actor.controllers.includes(owner)))
      throw new NotFoundError('there is no table of that name');
    const run = await order(actor, { kind: 'table-refresh', name: table.name }, table.name);
    return context.json(shownRun(run, actor), 202, runLocation(run));
  });

  api.openapi(startSweep, async (context) => {
    const actor = context.get('actor')!;
    if (actor.controllers !== null)
      throw new ForbiddenError('servers hold files of all controllers: ask somebody who sees all of them');
    const endpoint = await store.endpoints.find(context.req.valid('param').name);
    if (endpoint === null) throw new NotFoundError('there is no endpoint of that name');
    // Said now rather than by a run that fails.
    await watch.requireInScope(new URL(endpoint.url));
    const run = await order(actor, { kind: 'sweep', endpoint: endpoint.name }, endpoint.name);
    return context.json(shownRun(run, actor), 202, runLocation(run));
  });
}

function objectOf({ kind }: RunOrder): string {
  return kind === 'sweep' ? 'endpoint' : 'table';
}
