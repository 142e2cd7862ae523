import { DiskFullError } from '../core/disk-full-error.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { nowText } from './context.ts';
import type { Erasure } from './erasure.ts';
import { releaseLease, startLease, takeOverDeadLeases } from './leases.ts';
import { orphanPrints } from './orphan-prints.ts';
import type { PrintKind } from './store.ts';
import { StoreBusyError } from './store-errors.ts';

/** More free room than this inside the database was left by an erasure that could not finish. */
const MAX_FREE_BYTES = 1_000_000;

/**
 * First half of forgetting a subject, within the transaction that removes its row: its prints are gone for readers,
 * and a lease notes that their segments are still to be erased, should the process die before the second half.
 * @returns ids for eraseSegments
 */
export async function detachPrints(
  context: StoreContext,
  trx: StoreTransaction,
  kind: PrintKind,
  subjectId: string,
): Promise<readonly string[]> {
  const prints = await trx
    .selectFrom('prints')
    .select('id')
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .execute();
  const ids = prints.map((print) => print.id);
  await detach(context, trx, ids);
  return ids;
}

/** The same for prints by id. What was found of them on servers goes with them: it tells of their rows. */
export async function detach(
  context: StoreContext,
  trx: StoreTransaction,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    await trx.deleteFrom('comparisons').where('print_id', '=', id).execute();
    await trx.deleteFrom('prints').where('id', '=', id).execute();
    await startLease(context, trx, { id, kind: 'erase' });
  }
}

/**
 * Second half: erase the segments of ended leases, one at a time so that neither the log grows nor others wait, then
 * the leases, then give the room back.
 */
export async function eraseSegments(context: StoreContext, ids: readonly string[]): Promise<Erasure> {
  try {
    for (const id of ids) await eraseOne(context, id);
  } finally {
    for (const id of ids) releaseLease(id);
  }
  return { erasedPrints: ids.length, bytesGone: await context.database.compact() };
}

async function eraseOne(context: StoreContext, id: string): Promise<void> {
  const { kysely } = context.database;
  const segments = await kysely
    .selectFrom('segments')
    .select(['part', 'sequence'])
    .where('owner_id', '=', id)
    .execute();
  for (const { part, sequence } of segments) {
    await kysely.transaction().execute(async (trx) => {
      await trx
        .deleteFrom('segments')
        .where('owner_id', '=', id)
        .where('part', '=', part)
        .where('sequence', '=', sequence)
        .execute();
      await trx
        .updateTable('leases')
        .set({ heartbeat_at: nowText(context) })
        .where('id', '=', id)
        .execute();
    });
  }
  await kysely.deleteFrom('leases').where('id', '=', id).execute();
}

/** The second half for what nobody asked to erase and nobody sees: where it cannot be done now, the next opening does. */
export async function eraseLeftovers(context: StoreContext, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await leaveWhereImpossible(() => eraseSegments(context, ids));
}

/**
 * Remove what dead processes left half-written or half-erased. Cheap when there is nothing. Where the disk is full or
 * others write, it is left for the next opening: nobody sees it, and reading must be possible meanwhile.
 */
export async function removeLeftovers(context: StoreContext): Promise<void> {
  await leaveWhereImpossible(async () => {
    const dead = await takeOverDeadLeases(context);
    if (dead.length > 0) await eraseSegments(context, dead);
    const orphans = await detachOrphans(context);
    if (orphans.length > 0) await eraseSegments(context, orphans);
    if ((await context.database.freeBytes()) > MAX_FREE_BYTES) await context.database.compact();
  });
}

async function detachOrphans(context: StoreContext): Promise<readonly string[]> {
  const { kysely } = context.database;
  // Looked up first without a lock, as dead leases are.
  if ((await orphanPrints(context, kysely)).length === 0) return [];
  return kysely.transaction().execute(async (trx) => {
    const orphans = await orphanPrints(context, trx);
    await detach(context, trx, orphans);
    return orphans;
  });
}

async function leaveWhereImpossible(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DiskFullError || error instanceof StoreBusyError)) throw error;
  }
}
