import type { RunHold } from '../core/run-hold.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { toJsonColumn } from './json-column.ts';
import type { RunResult } from './run-records.ts';
import { RunLostError } from './store-errors.ts';

/** Columns of a run that nobody has. */
export const IN_NO_HANDS = {
  lease: null,
  pid: null,
  process: null,
  host: null,
  heartbeat_at: null,
} as const;

/** An update of a run that changes it only while it is in these hands. */
export function updateHeld(
  db: StoreContext['database']['kysely'] | StoreTransaction,
  { runId, lease }: RunHold,
) {
  return db
    .updateTable('runs')
    .where('id', '=', runId)
    .where('lease', '=', lease)
    .where('state', '=', 'running');
}

/**
 * Note what a run made, in the transaction that makes it visible: whoever goes on with the run after a crash finds both
 * or neither, and makes nothing twice. @throws {RunLostError}
 */
export async function noteResult(trx: StoreTransaction, hold: RunHold, result: RunResult): Promise<void> {
  const { numUpdatedRows } = await updateHeld(trx, hold)
    .set({ result: toJsonColumn(result) })
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw runLost(hold);
}

/** Note where the next attempt goes on, in the transaction that made it so. @throws {RunLostError} */
export async function noteCheckpoint(
  trx: StoreTransaction,
  hold: RunHold,
  checkpoint: unknown,
): Promise<void> {
  const { numUpdatedRows } = await updateHeld(trx, hold)
    .set({ checkpoint: toJsonColumn(checkpoint) })
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw runLost(hold);
}

/** The refusal to write for a run that others have. */
export function runLost({ runId }: RunHold): RunLostError {
  return new RunLostError(
    `run ${runId} is not in the hands of this process any more: it was not heard of in time and another went on ` +
      'with it; nothing was kept of what was done here',
  );
}
