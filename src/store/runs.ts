import type { Kysely } from 'kysely';
import type { StoreContext, StoreTransaction } from './context.ts';
import { nowText } from './context.ts';
import { hasEnded, THIS_PROCESS } from './process-identity.ts';
import type { RunRow, Schema } from './schema.ts';
import { StagingLostError } from './store-errors.ts';

/** A run that was not heard of for so long is given up, wherever it runs. */
export const RUN_TIMEOUT_MS = 10 * 60_000;
/** Several beats must be missed before a run is given up. */
const HEARTBEAT_MS = 60_000;

/** Ids of the runs that this thread is busy with. One of this thread that is not among them was given up. */
const LIVE = new Set<string>();

/** This process will do no more about the run: where its row is still there, somebody may clean up or go on. */
export function releaseRun(id: string): void {
  LIVE.delete(id);
}

/** Note that this process writes, or erases, the segments of `id`, or that it sweeps. */
export async function startRun(
  context: StoreContext,
  trx: StoreTransaction,
  run: { readonly id: string; readonly kind: RunRow['kind'] },
): Promise<void> {
  const now = nowText(context);
  LIVE.add(run.id);
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
 * Take over the runs whose process ended or was not heard of for RUN_TIMEOUT_MS, for erasing what they left. Sweeps
 * are left alone: what they saw is kept, and `begin` goes on with them. Each goes to one taker only. @returns their ids
 */
export async function takeOverDeadRuns(context: StoreContext): Promise<readonly string[]> {
  const { kysely } = context.database;
  // Looked up first without a lock: mostly there is nothing, and opening should not wait for writers then.
  if ((await deadRuns(context, kysely)).length === 0) return [];
  const taken = await kysely.transaction().execute(async (trx) => {
    const dead = await deadRuns(context, trx);
    for (const id of dead) {
      await trx
        .updateTable('runs')
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

async function deadRuns(context: StoreContext, db: Kysely<Schema>): Promise<readonly string[]> {
  const runs = await db.selectFrom('runs').selectAll().where('kind', '!=', 'sweep').execute();
  return runs.filter((run) => isDead(run, context.clock.nowMs())).map((run) => run.id);
}

/** Whether nobody is at it any more: its process ended, gave it up, or was not heard of for RUN_TIMEOUT_MS. */
export function isDead(run: RunRow, nowMs: number): boolean {
  const isReleased = run.process === THIS_PROCESS.process && !LIVE.has(run.id);
  return isReleased || hasEnded(run) || nowMs - Date.parse(run.heartbeat_at) > RUN_TIMEOUT_MS;
}

function stagingLost(id: string): StagingLostError {
  return new StagingLostError(
    `${id} was not written on for over ${RUN_TIMEOUT_MS / 60_000} minutes and was cleaned up: start again`,
  );
}
