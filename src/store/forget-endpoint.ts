import { UsageError } from '../core/errors.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { detach, eraseSegments } from './erase.ts';
import type { Erasure } from './erasure.ts';
import { startLease } from './leases.ts';
import { liveLeaseOf } from './sweep-lease.ts';

/**
 * Erase an endpoint with all that was seen on it. A print stays where a version of another endpoint has the same bytes:
 * it is then a print of that one's asset. @throws {UsageError} it is being swept
 */
export async function forgetEndpoint(context: StoreContext, id: string, name: string): Promise<Erasure> {
  const { prints, sweeps } = await context.database.kysely.transaction().execute(async (trx) => {
    await refuseInSweep(context, trx, id, name);
    const touched = await printsOf(trx, id);
    await deleteSeen(trx, id);
    return { prints: await eraseUnused(context, trx, touched), sweeps: await deleteSweeps(context, trx, id) };
  });
  const { bytesGone } = await eraseSegments(context, [...prints, ...sweeps]);
  return { erasedPrints: prints.length, bytesGone };
}

async function refuseInSweep(
  context: StoreContext,
  trx: StoreTransaction,
  endpointId: string,
  name: string,
): Promise<void> {
  const sweeps = await trx
    .selectFrom('sweeps')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where('ended_at', 'is', null)
    .execute();
  for (const { id } of sweeps) {
    const lease = await liveLeaseOf(context, trx, id);
    if (lease)
      throw new UsageError(
        `endpoint ${name} is being swept by process ${lease.pid}: wait for its end, then forget it`,
      );
  }
}

/** Prints that were made of its assets, and prints of other endpoints' assets with the same bytes. */
async function printsOf(trx: StoreTransaction, endpointId: string): Promise<readonly string[]> {
  const own = await trx
    .selectFrom('prints')
    .innerJoin('assets', 'assets.id', 'prints.subject_id')
    .select('prints.id')
    .where('prints.kind', '=', 'asset')
    .where('assets.endpoint_id', '=', endpointId)
    .execute();
  const shared = await trx
    .selectFrom('version_prints')
    .innerJoin('asset_versions', 'asset_versions.id', 'version_prints.version_id')
    .innerJoin('assets', 'assets.id', 'asset_versions.asset_id')
    .select('version_prints.print_id as id')
    .where('assets.endpoint_id', '=', endpointId)
    .execute();
  return [...new Set([...own, ...shared].map((print) => print.id))];
}

async function deleteSeen(trx: StoreTransaction, endpointId: string): Promise<void> {
  const assets = trx.selectFrom('assets').select('id').where('endpoint_id', '=', endpointId);
  const versions = trx.selectFrom('asset_versions').select('id').where('asset_id', 'in', assets);
  await trx.deleteFrom('comparisons').where('version_id', 'in', versions).execute();
  await trx.deleteFrom('version_prints').where('version_id', 'in', versions).execute();
  await trx.deleteFrom('asset_versions').where('asset_id', 'in', assets).execute();
  await trx.deleteFrom('assets').where('endpoint_id', '=', endpointId).execute();
  await trx.deleteFrom('exposures').where('endpoint_id', '=', endpointId).execute();
  await trx.deleteFrom('endpoints').where('id', '=', endpointId).execute();
}

/** @returns those that no version names any more; the others are now of an asset that has them. */
async function eraseUnused(
  context: StoreContext,
  trx: StoreTransaction,
  prints: readonly string[],
): Promise<readonly string[]> {
  const unused: string[] = [];
  for (const id of prints) {
    const user = await trx
      .selectFrom('version_prints')
      .innerJoin('asset_versions', 'asset_versions.id', 'version_prints.version_id')
      .select('asset_versions.asset_id')
      .where('version_prints.print_id', '=', id)
      .orderBy('asset_versions.asset_id')
      .limit(1)
      .executeTakeFirst();
    if (user)
      await trx.updateTable('prints').set({ subject_id: user.asset_id }).where('id', '=', id).execute();
    else unused.push(id);
  }
  await detach(context, trx, unused);
  return unused;
}

/** @returns their ids: their transcripts are still to be erased. */
async function deleteSweeps(
  context: StoreContext,
  trx: StoreTransaction,
  endpointId: string,
): Promise<readonly string[]> {
  const sweeps = await trx.selectFrom('sweeps').select('id').where('endpoint_id', '=', endpointId).execute();
  for (const { id } of sweeps) {
    // The lease of an interrupted sweep is still there.
    await trx.deleteFrom('leases').where('id', '=', id).execute();
    await startLease(context, trx, { id, kind: 'erase' });
  }
  await trx.deleteFrom('sweeps').where('endpoint_id', '=', endpointId).execute();
  return sweeps.map(({ id }) => id);
}
