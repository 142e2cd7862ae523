import type { OpenAPIHono } from '@hono/zod-openapi';
import type { SweepReport } from '../../reports/sweep.ts';
import type { SweepRecord } from '../../store/watched.ts';
import type { ApiEnv } from '../api-env.ts';
import { ConflictError, NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingSight } from '../asking-actor.ts';
import * as contract from '../contract/endpoints.ts';
import { cursorKey, pageFrom } from '../pagination.ts';
import type { SeenServers } from '../seen-servers.ts';
import type { Sight } from '../sight.ts';
import { visibleSweep } from '../visible-servers.ts';

/** Sweeps that are read at once for a page of those that somebody sees. */
const READ_AT_ONCE = 100;

/** List and show sweeps. Counts are of the visit as a whole; files, exposures and overlaps are those that may be seen. */
export function registerSweeps(
  api: OpenAPIHono<ApiEnv>,
  { watch: { store }, servers }: Pick<ApiParts, 'watch' | 'servers'>,
  seenServers: SeenServers,
): void {
  api.openapi(contract.listSweeps, async (context) => {
    const sight = askingSight(context);
    const { cursor, limit, endpoint } = context.req.valid('query');
    const only = endpoint === undefined ? undefined : (await seenServers.record(endpoint, sight)).id;
    const after = cursorKey(cursor);
    const read = () => sweepsSeen(sight, limit, after, only);
    // Whoever sees all sees the same; what few others see is read again.
    const key = JSON.stringify(['sweeps', limit, after, only]);
    const found = sight.isLimited ? await read() : await seenServers.unchanged(key, read);
    return context.json(
      pageFrom(found, limit, ({ id }) => id),
      200,
    );
  });

  api.openapi(contract.getSweep, async (context) => {
    const sight = askingSight(context);
    const sweep = await store.sweeps.find(context.req.valid('param').id);
    const name = sweep === null ? undefined : (await namesSeen(sight)).get(sweep.endpointId);
    if (sweep === null || name === undefined) throw new NotFoundError('there is no sweep with that id');
    if (sweep.summary === null) throw new ConflictError('this sweep has not ended yet: look again later');
    const report = await reportOf(sweep, name);
    const holdings = await seenServers.holdings(sweep.endpointId, sight);
    return context.json(holdings === null ? report : visibleSweep(report, holdings, sight), 200);
  });

  /** The last one with its files and exposures as they are known now. */
  async function reportOf({ id, endpointId, summary }: SweepRecord, name: string): Promise<SweepReport> {
    const last = await store.sweeps.lastEnded(endpointId);
    return last?.id === id
      ? seenServers.unchanged(`sweep ${id}`, () => servers.lastSweep(name))
      : (summary as SweepReport);
  }

  async function sweepsSeen(sight: Sight, limit: number, after: string | null, endpointId?: string) {
    const names = await namesSeen(sight);
    const found: ReturnType<typeof summaryOf>[] = [];
    for (let before = after; found.length <= limit; ) {
      const page = await store.sweeps.page(READ_AT_ONCE, before, endpointId);
      for (const sweep of page) {
        const name = names.get(sweep.endpointId);
        if (name !== undefined) found.push(summaryOf(sweep, name));
      }
      if (page.length < READ_AT_ONCE) break;
      before = page.at(-1)!.id;
    }
    return found;
  }

  /** Names of the endpoints that somebody sees, by their ids. */
  async function namesSeen(sight: Sight): Promise<ReadonlyMap<string, string>> {
    const seen = new Set((await seenServers.endpoints(sight)).map(({ name }) => name));
    const all = await store.endpoints.list();
    return new Map(all.flatMap(({ id, name }) => (seen.has(name) ? [[id, name] as const] : [])));
  }
}

function summaryOf({ id, startedAt, endedAt, summary }: SweepRecord, endpoint: string) {
  const report = summary as Partial<SweepReport> | null;
  return {
    id,
    endpoint,
    startedAt,
    endedAt,
    isReached: report?.isReached ?? null,
    listed: report?.counts?.listed ?? 0,
    read: report?.counts?.read ?? 0,
    failed: report?.counts?.failed ?? 0,
    complete: report?.coverage?.complete ?? null,
  };
}
