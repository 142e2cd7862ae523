import { UsageError } from '../core/errors.ts';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { detach } from './erase.ts';
import { newId } from './new-id.ts';
import { orphanPrints } from './orphan-prints.ts';
import { liveLeaseOf, sweepRunning, takeLease } from './sweep-lease.ts';
import type { SweepRow } from './watched-schema.ts';

/** A sweep that is in our hands. */
export interface BegunSweep {
  readonly row: SweepRow;
  readonly isResumed: boolean;
  /** Prints that an interrupted sweep left; for eraseSegments. */
  readonly orphans: readonly string[];
}

/**
 * Take the interrupted sweep of an endpoint, or a new one. The transaction holds the write lock: of two who do it at
 * once one comes second, and is refused. @throws {SweepRunningError} {UsageError} no such endpoint (any more)
 */
export async function beginSweep(
  context: StoreContext,
  trx: StoreTransaction,
  endpointId: string,
): Promise<BegunSweep> {
  const endpoint = await trx
    .selectFrom('endpoints')
    .select('name')
    .where('id', '=', endpointId)
    .executeTakeFirst();
  if (!endpoint) throw new UsageError(`endpoint ${endpointId} was forgotten in the meantime: add it again`);
  const last = await lastSweep(trx, endpointId);
  const isResumed = last !== undefined && last.ended_at === null;
  const row = isResumed ? last : await insertSweep(context, trx, endpointId, (last?.number ?? 0) + 1);
  const lease = isResumed ? await liveLeaseOf(context, trx, row.id) : null;
  if (lease) throw sweepRunning(endpoint.name, lease);
  await takeLease(context, trx, row.id);
  const orphans = await orphanPrints(context, trx, endpointId);
  await detach(context, trx, orphans);
  return { row, isResumed, orphans };
}

function lastSweep(trx: StoreTransaction, endpointId: string): Promise<SweepRow | undefined> {
  return trx
    .selectFrom('sweeps')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function insertSweep(
  context: StoreContext,
  trx: StoreTransaction,
  endpointId: string,
  number: number,
): Promise<SweepRow> {
  const row: SweepRow = {
    id: newId('w', context.clock.nowMs()),
    endpoint_id: endpointId,
    number,
    started_at: nowText(context),
    ended_at: null,
    phase: 'listing',
    is_listing_complete: 0,
    added: 0,
    gone: 0,
    summary: null,
    parts: '{}',
  };
  await trx.insertInto('sweeps').values(row).execute();
  return row;
}
