import type { Kysely } from 'kysely';
import type { StoreContext } from './context.ts';
import type { Schema } from './schema.ts';
import { liveLeaseOf } from './sweep-lease.ts';

/**
 * Prints of assets that no version names: their process died between writing the print and settling the asset, or the
 * same content was read again. Of one endpoint whose sweep is in our hands; or of all that nobody sweeps just now, where
 * a print may stand alone for a moment.
 */
export async function orphanPrints(
  context: StoreContext,
  db: Kysely<Schema>,
  endpointId?: string,
): Promise<readonly string[]> {
  const orphans = await db
    .selectFrom('prints')
    .leftJoin('assets', 'assets.id', 'prints.subject_id')
    .select(['prints.id', 'assets.endpoint_id'])
    .where('prints.kind', '=', 'asset')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('version_prints')
            .select('version_prints.print_id')
            .whereRef('version_prints.print_id', '=', 'prints.id'),
        ),
      ),
    )
    .$if(endpointId !== undefined, (query) => query.where('assets.endpoint_id', '=', endpointId!))
    .execute();
  if (endpointId !== undefined || orphans.length === 0) return orphans.map(({ id }) => id);
  const busy = await endpointsInSweep(context, db);
  return orphans.filter(({ endpoint_id }) => !busy.has(endpoint_id)).map(({ id }) => id);
}

async function endpointsInSweep(
  context: StoreContext,
  db: Kysely<Schema>,
): Promise<ReadonlySet<string | null>> {
  const sweeps = await db
    .selectFrom('sweeps')
    .select(['id', 'endpoint_id'])
    .where('ended_at', 'is', null)
    .execute();
  const busy = new Set<string>();
  for (const { id, endpoint_id } of sweeps) if (await liveLeaseOf(context, db, id)) busy.add(endpoint_id);
  return busy;
}
