import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { detach } from './erase.ts';
import { toJsonColumn } from './json-column.ts';
import { orphanPrints } from './orphan-prints.ts';
import { dropLease } from './sweep-lease.ts';
import { ourSweep } from './sweep-record.ts';
import { packTranscript } from './transcript-text.ts';

/** The part of a sweep's segments that holds its transcript. */
export const TRANSCRIPT = 'transcript';

/**
 * The sweep is over. What was still to be read stays without an outcome. @returns prints that no version names in the
 * end, for eraseSegments @throws {SweepRunningError}
 */
export async function endSweep(
  context: StoreContext,
  trx: StoreTransaction,
  sweepId: string,
  summary: unknown,
  transcript: readonly string[],
): Promise<readonly string[]> {
  const { endpoint_id } = await ourSweep(context, trx, sweepId);
  const bytes = packTranscript(transcript);
  await insertTranscript(context, trx, sweepId, bytes);
  await trx
    .updateTable('sweeps')
    .set({
      phase: 'ended',
      ended_at: nowText(context),
      summary: toJsonColumn(summary),
      parts: toJsonColumn({ [TRANSCRIPT]: { bytes: bytes.length, segments: 1 } }),
    })
    .where('id', '=', sweepId)
    .execute();
  await trx.updateTable('assets').set({ pending_in: null }).where('pending_in', '=', sweepId).execute();
  await dropLease(trx, sweepId);
  const orphans = await orphanPrints(context, trx, endpoint_id);
  await detach(context, trx, orphans);
  return orphans;
}

async function insertTranscript(
  context: StoreContext,
  trx: StoreTransaction,
  sweepId: string,
  bytes: Uint8Array,
): Promise<void> {
  await trx
    .insertInto('segments')
    .values({
      owner_id: sweepId,
      part: TRANSCRIPT,
      sequence: 0,
      byte_length: bytes.length,
      checksum: context.checksum(bytes),
      bytes,
    })
    .execute();
}
