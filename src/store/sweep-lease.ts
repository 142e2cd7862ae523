import type { Kysely } from 'kysely';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { isDead, keepAlive, LEASE_TIMEOUT_MS, releaseLease, startLease } from './leases.ts';
import { THIS_PROCESS } from './process-identity.ts';
import type { LeaseRow, Schema } from './schema.ts';
import { SweepRunningError } from './store-errors.ts';

/** Note that this process is at the sweep. Whoever was at it before has to be gone: see `liveLeaseOf`. */
export async function takeLease(
  context: StoreContext,
  trx: StoreTransaction,
  sweepId: string,
): Promise<void> {
  await trx.deleteFrom('leases').where('id', '=', sweepId).execute();
  await startLease(context, trx, { id: sweepId, kind: 'sweep' });
}

/** Who is at the sweep; null where nobody is any more. */
export async function liveLeaseOf(
  context: StoreContext,
  db: Kysely<Schema>,
  sweepId: string,
): Promise<LeaseRow | null> {
  const lease = await db.selectFrom('leases').selectAll().where('id', '=', sweepId).executeTakeFirst();
  return lease && !isDead(lease, context.clock.nowMs()) ? lease : null;
}

/** Say that the sweep goes on and is still ours. @throws {SweepRunningError} it is not */
export async function beatLease(
  context: StoreContext,
  trx: StoreTransaction,
  sweepId: string,
): Promise<void> {
  const result = await trx
    .updateTable('leases')
    .set({ heartbeat_at: nowText(context) })
    .where('id', '=', sweepId)
    .where('kind', '=', 'sweep')
    .where('process', '=', THIS_PROCESS.process)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw leaseLost(sweepId);
}

/** This process leaves the sweep to whoever comes next. Nothing where it is not ours. */
export async function dropLease(db: Kysely<Schema>, sweepId: string): Promise<void> {
  await db
    .deleteFrom('leases')
    .where('id', '=', sweepId)
    .where('kind', '=', 'sweep')
    .where('process', '=', THIS_PROCESS.process)
    .execute();
}

/** Keeps the leases of this store alive until they are released. */
export class HeldLeases {
  readonly #context: StoreContext;
  readonly #held = new Map<
    string,
    { readonly stop: () => void; readonly writer: { abort(): Promise<void> } }
  >();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Beat for a lease that was taken; closing the store drops it. */
  hold(sweepId: string): void {
    const stop = keepAlive(this.#context, (trx) => beatLease(this.#context, trx, sweepId));
    const writer = { abort: () => this.drop(sweepId) };
    this.#context.openWriters.add(writer);
    this.#held.set(sweepId, { stop, writer });
  }

  /** Beat no more; the row of the lease is somebody else's affair. */
  release(sweepId: string): void {
    const held = this.#held.get(sweepId);
    if (!held) return;
    held.stop();
    this.#context.openWriters.delete(held.writer);
    this.#held.delete(sweepId);
    releaseLease(sweepId);
  }

  /** Release it and remove its row. */
  async drop(sweepId: string): Promise<void> {
    if (!this.#held.has(sweepId)) return;
    this.release(sweepId);
    await dropLease(this.#context.database.kysely, sweepId);
  }
}

/** The refusal to begin what another process is at. */
export function sweepRunning(endpointName: string, lease: LeaseRow): SweepRunningError {
  return new SweepRunningError(
    `${endpointName} is being swept by process ${lease.pid} since ${lease.started_at}: wait for its end, or end it; ` +
      'nothing was changed',
  );
}

function leaseLost(sweepId: string): SweepRunningError {
  return new SweepRunningError(
    `sweep ${sweepId} is not in the hands of this process any more: it was suspended or ended, or not heard of for ` +
      `over ${LEASE_TIMEOUT_MS / 60_000} minutes and another process went on with it`,
  );
}
