import type { StoreContext, StoreTransaction } from './context.ts';
import { nowText } from './context.ts';
import { hasEnded, THIS_PROCESS } from './process-identity.ts';
import type { RunRow } from './schema.ts';
import { StagingLostError } from './store-errors.ts';

/** A run that was not heard of for so long is given up, wherever it runs. */
export const RUN_TIMEOUT_MS = 10 * 60_000;
/** Several beats must be missed before a run is given up. */
const HEARTBEAT_MS = 60_000;

/** Note that this process writes, or erases, the segments of `id`. */
export async function startRun(
  context: StoreContext,
  trx: StoreTransaction,
  run: { readonly id: string; readonly kind: RunRow['kind'] },
): Promise<void> {
  const now = nowText(context);
  await trx
    .insertInto('runs')
    .values({ ...run, ...THIS_PROCESS, started_at: now, heartbeat_at: now })
    .execute();
}

/** Say that the run is alive and still ours. @throws {StagingLostError} it was given up meanwhile */
export async function beat(context: StoreContext, trx: StoreTransaction, id: string): Promise<void> {
  const result = await trx
    .updateTable('runs')
    .set({ heartbeat_at: nowText(context) })
    .where('id', '=', id)
    .where('kind', '=', 'write')
    .where('process', '=', THIS_PROCESS.process)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw stagingLost(id);
}

/** The run ends because its segments belong to a record from now on. @throws {StagingLostError} */
export async function endWriting(context: StoreContext, trx: StoreTransaction, id: string): Promise<void> {
  await beat(context, trx, id);
  await trx.deleteFrom('runs').where('id', '=', id).execute();
}

/** Beat once a minute until the returned function is called; never keeps the process alive. */
export function keepAlive(context: StoreContext, id: string): () => void {
  const timer = setInterval(() => {
    // A beat that fails is no reason to fail here: the next write or the commit says what is wrong.
    context.database.kysely
      .transaction()
      .execute((trx) => beat(context, trx, id))
      .catch(() => undefined);
  }, HEARTBEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Take over the runs whose process ended or was not heard of for RUN_TIMEOUT_MS, for erasing what they left.
 * Each goes to one taker only. @returns their ids
 */
export function takeOverDeadRuns(context: StoreContext): Promise<readonly string[]> {
  const { kysely } = context.database;
  return kysely.transaction().execute(async (trx) => {
    const runs = await trx.selectFrom('runs').selectAll().execute();
    const dead = runs.filter((run) => isDead(run, context.clock.nowMs())).map((run) => run.id);
    for (const id of dead) {
      await trx
        .updateTable('runs')
        .set({ kind: 'erase', ...THIS_PROCESS, heartbeat_at: nowText(context) })
        .where('id', '=', id)
        .execute();
    }
    return dead;
  });
}

function isDead(run: RunRow, nowMs: number): boolean {
  return hasEnded(run) || nowMs - Date.parse(run.heartbeat_at) > RUN_TIMEOUT_MS;
}

function stagingLost(id: string): StagingLostError {
  return new StagingLostError(
    `${id} was not written on for over ${RUN_TIMEOUT_MS / 60_000} minutes and was cleaned up: start again`,
  );
}
