import { noteContent, noteSameContent } from './asset-versions.ts';
import { putComparison } from './comparisons.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { ourSweep } from './sweep-record.ts';
import type { AssetOutcome, ComparisonRecord } from './watched.ts';
import type { AssetRow, SweepRow } from './watched-schema.ts';

/** Note what became of an asset: see `SweepStore.settle`. @throws {SweepRunningError} {UsageError} */
export async function settleAsset(
  context: StoreContext,
  sweepId: string,
  assetId: string,
  outcome: AssetOutcome,
  comparisons: readonly Omit<ComparisonRecord, 'versionId'>[],
): Promise<void> {
  await context.database.kysely.transaction().execute(async (trx) => {
    const sweep = await ourSweep(context, trx, sweepId);
    await noteOutcome(context, trx, sweep, await assetOf(trx, sweep, assetId), outcome);
    if (comparisons.length === 0) return;
    const { version_id: versionId } = await assetOf(trx, sweep, assetId);
    if (versionId === null) throw new RangeError('what was never read has nothing to compare');
    for (const comparison of comparisons) await putComparison(context, trx, { ...comparison, versionId });
  });
}

async function noteOutcome(
  context: StoreContext,
  trx: StoreTransaction,
  sweep: SweepRow,
  asset: AssetRow,
  { state, reason, version }: AssetOutcome,
): Promise<void> {
  const version_id = version ? await noteContent(context, trx, sweep, asset, version) : asset.version_id;
  await trx
    .updateTable('assets')
    .set({ state, reason, version_id, pending_in: null })
    .where('id', '=', asset.id)
    .execute();
  if (state === 'unchanged' && !version && version_id !== null)
    await noteSameContent(context, trx, sweep, [asset]);
}

function assetOf(trx: StoreTransaction, sweep: SweepRow, id: string): Promise<AssetRow> {
  return trx
    .selectFrom('assets')
    .selectAll()
    .where('id', '=', id)
    .where('endpoint_id', '=', sweep.endpoint_id)
    .executeTakeFirstOrThrow(() => new RangeError(`${id} is no asset of the endpoint that is swept`));
}
