import { randomBytes } from 'node:crypto';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { readJson, toJsonColumn } from './json-column.ts';
import { hasEnded, THIS_PROCESS } from './process-identity.ts';
import { IN_NO_HANDS } from './run-fence.ts';
import { runRecord, selectRuns } from './run-record.ts';
import type { RunKind } from './run-records.ts';
import type { RunRow } from './run-schema.ts';
import type { LeasedRun, LeaseLimits } from './run-store.ts';

const LEASE_BYTES = 16;

/**
 * Take a run. The transaction holds the write lock from its beginning: of two who ask at once, the second sees what the
 * first took.
 */
export async function leaseRun(
  context: StoreContext,
  kinds: readonly RunKind[],
  limits: LeaseLimits,
): Promise<LeasedRun | null> {
  const { kysely } = context.database;
  // Looked up first without a lock: mostly there is nothing, and asking is done every second.
  if (!(await isAnything(context, kinds, limits))) return null;
  return kysely.transaction().execute(async (trx) => {
    const abandoned = await abandonedRuns(context, trx, kinds, limits);
    for (const row of abandoned) {
      if (await endHopeless(context, trx, row, limits)) continue;
      return take(context, trx, row);
    }
    const [queued] = await queuedRuns(context, trx, kinds);
    return queued === undefined ? null : take(context, trx, queued);
  });
}

async function isAnything(
  context: StoreContext,
  kinds: readonly RunKind[],
  limits: LeaseLimits,
): Promise<boolean> {
  const { kysely } = context.database;
  if ((await queuedRuns(context, kysely, kinds)).length > 0) return true;
  return (await abandonedRuns(context, kysely, kinds, limits)).length > 0;
}

async function queuedRuns(
  context: StoreContext,
  db: StoreTransaction | StoreContext['database']['kysely'],
  kinds: readonly RunKind[],
): Promise<readonly RunRow[]> {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('state', '=', 'queued')
    .where('kind', 'in', kinds)
    .where((where) =>
      where.or([where('not_before', 'is', null), where('not_before', '<=', nowText(context))]),
    )
    .orderBy('id')
    .limit(1)
    .execute();
}

async function abandonedRuns(
  context: StoreContext,
  db: StoreTransaction | StoreContext['database']['kysely'],
  kinds: readonly RunKind[],
  { timeoutMs }: LeaseLimits,
): Promise<readonly RunRow[]> {
  const running = await db
    .selectFrom('runs')
    .selectAll()
    .where('state', '=', 'running')
    .where('kind', 'in', kinds)
    .orderBy('id')
    .execute();
  const nowMs = context.clock.nowMs();
  return running.filter((row) => isAbandoned(row, nowMs, timeoutMs));
}

/** Whether whoever had it ended for certain, or was not heard of in time. */
function isAbandoned(
  { pid, process, host, heartbeat_at }: RunRow,
  nowMs: number,
  timeoutMs: number,
): boolean {
  if (pid === null || process === null || host === null || heartbeat_at === null) return true;
  return hasEnded({ pid, process, host }) || nowMs - Date.parse(heartbeat_at) > timeoutMs;
}

/** End what was asked to stop, or died too often. One that has made its result is only to be ended: it goes on. */
async function endHopeless(
  context: StoreContext,
  trx: StoreTransaction,
  row: RunRow,
  { maxAttempts }: LeaseLimits,
): Promise<boolean> {
  const isStopped = row.cancel_requested_at !== null && row.result === null;
  if (!isStopped && row.attempts < maxAttempts) return false;
  const end = isStopped
    ? ({ state: 'cancelled' } as const)
    : ({ state: 'dead', failure: toJsonColumn(DIED) } as const);
  await trx
    .updateTable('runs')
    .set({ ...IN_NO_HANDS, ...end, ended_at: nowText(context) })
    .where('id', '=', row.id)
    .execute();
  return true;
}

const DIED = {
  code: 'RP_RUN_DIED',
  message: 'the process that did it ended each time: look into the log for why, then retry it',
};

async function take(context: StoreContext, trx: StoreTransaction, row: RunRow): Promise<LeasedRun> {
  const lease = randomBytes(LEASE_BYTES).toString('hex');
  const now = nowText(context);
  await trx
    .updateTable('runs')
    .set({
      ...THIS_PROCESS,
      state: 'running',
      lease,
      heartbeat_at: now,
      started_at: row.started_at ?? now,
      not_before: null,
      attempts: row.attempts + 1,
    })
    .where('id', '=', row.id)
    .execute();
  const taken = await selectRuns(trx).where('id', '=', row.id).executeTakeFirstOrThrow();
  const checkpoint = taken.checkpoint === null ? null : readJson(taken.checkpoint, `run ${row.id}`);
  return { run: runRecord(taken), hold: { runId: row.id, lease }, checkpoint };
}
