import type { OpenAPIHono } from '@hono/zod-openapi';
import { type Actor, includesRole } from '../../access/actor.ts';
import type { RunRecord } from '../../store/run-records.ts';
import type { ApiEnv } from '../api-env.ts';
import { ForbiddenError, NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import * as contract from '../contract/runs.ts';
import { FollowersAtOnce } from '../followers-at-once.ts';
import { streamRun } from '../run-events.ts';
import { runLocation, shownRun } from '../run-shown.ts';
import { seesRun, visibleRuns } from '../run-sight.ts';

/** Streams that one user holds open: the pages of a person in all their tabs, and no more. */
const MOST_FOLLOWED = 50;

/** List, show, follow, cancel and retry runs. What begins them is with what they are about. */
export function registerRuns(
  api: OpenAPIHono<ApiEnv>,
  { watch, runs, audit, closing }: Pick<ApiParts, 'watch' | 'runs' | 'audit' | 'closing'>,
): void {
  const { store } = watch;
  const followers = new FollowersAtOnce(MOST_FOLLOWED);

  /** @throws {NotFoundError} there is none, or it is somebody else's */
  async function seenRun(id: string, actor: Actor): Promise<RunRecord> {
    const run = await store.runs.find(id);
    if (run === null || !seesRun(actor, run)) throw new NotFoundError('there is no such run');
    return run;
  }

  api.openapi(contract.listRuns, async (context) => {
    const actor = context.get('actor')!;
    const { cursor, limit, state, kind } = context.req.valid('query');
    // One more than asked for tells whether there is a next page.
    const read = await store.runs.list({
      limit: limit + 1,
      ...visibleRuns(actor),
      ...(cursor === undefined ? {} : { before: cursor }),
      ...(state === undefined ? {} : { state }),
      ...(kind === undefined ? {} : { kind }),
    });
    const items = read.slice(0, limit);
    const next = read.length > limit ? items.at(-1)!.id : null;
    return context.json({ items: items.map((run) => shownRun(run, actor)), next }, 200);
  });

  api.openapi(contract.getRun, async (context) => {
    const actor = context.get('actor')!;
    const run = await seenRun(context.req.valid('param').id, actor);
    return context.json(shownRun(run, actor), 200);
  });

  api.openapi(contract.followRun, async (context) => {
    const actor = context.get('actor')!;
    const run = await seenRun(context.req.valid('param').id, actor);
    return streamRun(context, runs, run, closing, followers.take(actor.id)) as never;
  });

  api.openapi(contract.cancelRun, async (context) => {
    const actor = context.get('actor')!;
    const { id } = await seenRun(context.req.valid('param').id, actor);
    const run = await runs.cancel(id);
    await audit.note({ actor, action: 'run.cancelled', object: `run ${id}`, facts: { kind: run.kind } });
    return context.json(shownRun(run, actor), 200);
  });

  api.openapi(contract.retryRun, async (context) => {
    const actor = context.get('actor')!;
    const { id, kind } = await seenRun(context.req.valid('param').id, actor);
    // As much as ordering it asks for.
    if (kind === 'table-add' && !includesRole(actor.role, 'admin'))
      throw new ForbiddenError('only an admin adds tables: ask one to retry it');
    const run = await runs.retry(id);
    await audit.note({ actor, action: 'run.retried', object: `run ${id}`, facts: { kind } });
    return context.json(shownRun(run, actor), 202, runLocation(run));
  });
}
