import type { StoreContext, StoreTransaction } from './context.ts';
import { readJson } from './json-column.ts';
import { beatLease } from './sweep-lease.ts';
import type { SweepRecord } from './watched.ts';
import type { SweepRow } from './watched-schema.ts';

/** A sweep as others see it. @throws {StoreDamagedError} its summary is unreadable */
export function sweepRecord(row: SweepRow): SweepRecord {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    phase: row.phase,
    isListingComplete: row.is_listing_complete === 1,
    summary: row.summary === null ? null : readJson(row.summary, `sweep ${row.id}`),
  };
}

/** The sweep that this process is at; beats for it. @throws {SweepRunningError} it is not in our hands */
export async function ourSweep(
  context: StoreContext,
  trx: StoreTransaction,
  sweepId: string,
): Promise<SweepRow> {
  await beatLease(context, trx, sweepId);
  return trx.selectFrom('sweeps').selectAll().where('id', '=', sweepId).executeTakeFirstOrThrow();
}
