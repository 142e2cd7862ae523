import type { Kysely } from 'kysely';
import type { StoreContext, StoreTransaction } from './context.ts';
import { nowText } from './context.ts';
import { hasEnded, THIS_PROCESS } from './process-identity.ts';
import type { LeaseRow, Schema } from './schema.ts';
import { StagingLostError } from './store-errors.ts';

/** A lease that was not heard of for so long is given up, wherever its process runs. */
export const LEASE_TIMEOUT_MS = 10 * 60_000;
/** Several beats must be missed before a lease is given up. */
const HEARTBEAT_MS = 60_000;

/** Ids of the leases that this thread holds. One of this thread that is not among them was given up. */
const LIVE = new Set<string>();

/** This process will do no more about the lease: where its row is still there, somebody may clean up or go on. */
export function releaseLease(id: string): void {
  LIVE.delete(id);
}

/** Note that this process writes, or erases, the segments of `id`, or that it sweeps. */
export async function startLease(
  context: StoreContext,
  trx: StoreTransaction,
  lease: { readonly id: string; readonly kind: LeaseRow['kind'] },
): Promise<void> {
  const now = nowText(context);
  LIVE.add(lease.id);
  await trx
    .insertInto('leases')
    .values({ ...lease, ...THIS_PROCESS, started_at: now, heartbeat_at: now })
    .execute();
}

/** Say that the lease is alive and still ours. @throws {StagingLostError} it was given up meanwhile */
export async function beat(context: StoreContext, trx: StoreTransaction, id: string): Promise<void> {
  const result = await trx
    .updateTable('leases')
    .set({ heartbeat_at: nowText(context) })
    .where('id', '=', id)
    .where('kind', '=', 'write')
    .where('process', '=', THIS_PROCESS.process)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw stagingLost(id);
}

/** The lease ends because its segments belong to a record from now on. @throws {StagingLostError} */
export async function endWriting(context: StoreContext, trx: StoreTransaction, id: string): Promise<void> {
  await beat(context, trx, id);
  await trx.deleteFrom('leases').where('id', '=', id).execute();
}

/** Beat once a minute until the returned function is called; never keeps the process alive. */
export function keepAlive(
  context: StoreContext,
  beatOnce: (trx: StoreTransaction) => Promise<void>,
): () => void {
  const timer = setInterval(() => {
    // A beat that fails is no reason to fail here: the next write or the commit says what is wrong.
    context.database.kysely
      .transaction()
      .execute(beatOnce)
      .catch(() => undefined);
  }, HEARTBEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Take over the leases whose process ended or was not heard of for LEASE_TIMEOUT_MS, for erasing what they left. Sweeps
 * are left alone: what they saw is kept, and `begin` goes on with them. Each goes to one taker only. @returns their ids
 */
export async function takeOverDeadLeases(context: StoreContext): Promise<readonly string[]> {
  const { kysely } = context.database;
  // Looked up first without a lock: mostly there is nothing, and opening should not wait for writers then.
  if ((await deadLeases(context, kysely)).length === 0) return [];
  const taken = await kysely.transaction().execute(async (trx) => {
    const dead = await deadLeases(context, trx);
    for (const id of dead) {
      await trx
        .updateTable('leases')
        .set({ kind: 'erase', ...THIS_PROCESS, heartbeat_at: nowText(context) })
        .where('id', '=', id)
        .execute();
    }
    return dead;
  });
  // Only now: had it failed, they would count as ours for as long as this process lives.
  for (const id of taken) LIVE.add(id);
  return taken;
}

async function deadLeases(context: StoreContext, db: Kysely<Schema>): Promise<readonly string[]> {
  const leases = await db.selectFrom('leases').selectAll().where('kind', '!=', 'sweep').execute();
  return leases.filter((lease) => isDead(lease, context.clock.nowMs())).map((lease) => lease.id);
}

/** Whether nobody is at it any more: its process ended, gave it up, or was not heard of for LEASE_TIMEOUT_MS. */
export function isDead(lease: LeaseRow, nowMs: number): boolean {
  const isReleased = lease.process === THIS_PROCESS.process && !LIVE.has(lease.id);
  return isReleased || hasEnded(lease) || nowMs - Date.parse(lease.heartbeat_at) > LEASE_TIMEOUT_MS;
}

function stagingLost(id: string): StagingLostError {
  return new StagingLostError(
    `${id} was not written on for over ${LEASE_TIMEOUT_MS / 60_000} minutes and was cleaned up: start again`,
  );
}
