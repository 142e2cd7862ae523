import type { StoreContext, StoreTransaction } from './context.ts';
import { ourSweep } from './sweep-record.ts';
import type { SweepRow } from './watched-schema.ts';

/** Assets that came (or came back) and assets that went, as one listing showed. */
export interface ListingChanges {
  readonly added: number;
  readonly gone: number;
}

/** Listing is over: see `SweepStore.endListing`. @throws {SweepRunningError} */
export function endListing(
  context: StoreContext,
  sweepId: string,
  isComplete: boolean,
): Promise<ListingChanges> {
  return context.database.kysely.transaction().execute(async (trx) => {
    const sweep = await ourSweep(context, trx, sweepId);
    // Asked again by who goes on with it.
    if (sweep.phase !== 'listing') return { added: sweep.added, gone: sweep.gone };
    const added = await countAdded(trx, sweep);
    const gone = isComplete ? await markGone(trx, sweep) : 0;
    await trx
      .updateTable('sweeps')
      .set({ phase: 'reading', is_listing_complete: isComplete ? 1 : 0, added, gone })
      .where('id', '=', sweepId)
      .execute();
    return { added, gone };
  });
}

async function countAdded(trx: StoreTransaction, { id, endpoint_id }: SweepRow): Promise<number> {
  const { count } = await trx
    .selectFrom('assets')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('endpoint_id', '=', endpoint_id)
    .where('added_in', '=', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What was not listed is gone, and so is its content. */
async function markGone(trx: StoreTransaction, { id, endpoint_id, started_at }: SweepRow): Promise<number> {
  const missing = trx
    .selectFrom('assets')
    .select('version_id')
    .where('endpoint_id', '=', endpoint_id)
    .where('gone_at', 'is', null)
    .where('seen_in', '!=', id);
  await trx
    .updateTable('asset_versions')
    .set({ no_more_at: started_at })
    .where('id', 'in', missing)
    .execute();
  const { numUpdatedRows } = await trx
    .updateTable('assets')
    .set({ gone_at: started_at })
    .where('endpoint_id', '=', endpoint_id)
    .where('gone_at', 'is', null)
    .where('seen_in', '!=', id)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
