import { UsageError } from '../core/errors.ts';
import type { RunHold } from '../core/run-hold.ts';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { toJsonColumn } from './json-column.ts';
import { leaseRun } from './lease-run.ts';
import { newId } from './new-id.ts';
import { IN_NO_HANDS, runLost, updateHeld } from './run-fence.ts';
import { runRecord, selectRuns } from './run-record.ts';
import type { RunKind, RunProgress, RunRecord, RunState } from './run-records.ts';
import type { RunRow } from './run-schema.ts';
import type { LeasedRun, LeaseLimits, NewRun, RunEnd, RunFilter, RunStore } from './run-store.ts';

const NOTHING_YET: Readonly<Record<RunState, number>> = {
  queued: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  dead: 0,
};

/** The durable queue, over SQL that any database understands. */
export class Runs implements RunStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  enqueue(run: NewRun): Promise<RunRecord> {
    return this.#transaction(async (trx) => {
      const same = run.uniqueKey === undefined ? undefined : await openWithKey(trx, run.uniqueKey);
      const id = same?.id ?? newId('q', this.#context.clock.nowMs());
      if (same === undefined)
        await trx
          .insertInto('runs')
          .values(newRow(run, id, nowText(this.#context)))
          .execute();
      return recordOf(trx, id);
    });
  }

  async list({ state, kind, before, limit, visibleTo }: RunFilter): Promise<readonly RunRecord[]> {
    let query = selectRuns(this.#context.database.kysely).orderBy('id', 'desc').limit(limit);
    if (state !== undefined) query = query.where('state', '=', state);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (before !== undefined) query = query.where('id', '<', before);
    if (visibleTo !== undefined) {
      const { controllers, userId } = visibleTo;
      query = query.where((where) =>
        where.or([
          where('controller', 'in', controllers),
          where.and([where('kind', '=', 'check'), where('created_by_id', '=', userId)]),
        ]),
      );
    }
    return (await query.execute()).map(runRecord);
  }

  async find(id: string): Promise<RunRecord | null> {
    return (await this.findAll([id]))[0] ?? null;
  }

  async findAll(ids: readonly string[]): Promise<readonly RunRecord[]> {
    if (ids.length === 0) return [];
    const rows = await selectRuns(this.#context.database.kysely).where('id', 'in', ids).execute();
    return rows.map(runRecord);
  }

  lease(kinds: readonly RunKind[], limits: LeaseLimits): Promise<LeasedRun | null> {
    return leaseRun(this.#context, kinds, limits);
  }

  async beat(hold: RunHold, progress: RunProgress | null): Promise<{ readonly isCancelling: boolean }> {
    const row = await updateHeld(this.#context.database.kysely, hold)
      .set({
        heartbeat_at: nowText(this.#context),
        ...(progress === null ? {} : { progress: toJsonColumn(progress) }),
      })
      .returning('cancel_requested_at')
      .executeTakeFirst();
    if (row === undefined) throw runLost(hold);
    return { isCancelling: row.cancel_requested_at !== null };
  }

  checkpoint(hold: RunHold, checkpoint: unknown): Promise<void> {
    return this.#change(hold, () => ({ checkpoint: toJsonColumn(checkpoint) }));
  }

  end(hold: RunHold, end: RunEnd): Promise<void> {
    return this.#change(hold, ({ result }) => ({
      ...IN_NO_HANDS,
      ended_at: nowText(this.#context),
      ...(result !== null && end.state === 'cancelled' ? { state: 'succeeded' as const } : columnsOf(end)),
    }));
  }

  pause(hold: RunHold): Promise<void> {
    return this.#change(hold, ({ attempts, result, cancel_requested_at }) => {
      if (cancel_requested_at !== null && result === null)
        return { ...IN_NO_HANDS, state: 'cancelled', ended_at: nowText(this.#context) };
      return { ...IN_NO_HANDS, state: 'queued', attempts: attempts - 1 };
    });
  }

  giveBack(
    hold: RunHold,
    failure: NonNullable<RunRecord['failure']>,
    { maxAttempts, pauseMs }: { readonly maxAttempts: number; readonly pauseMs: number },
  ): Promise<void> {
    const now = this.#context.clock.nowMs();
    return this.#change(hold, ({ attempts, cancel_requested_at, result }) => {
      const ended = { ...IN_NO_HANDS, ended_at: nowText(this.#context) };
      if (cancel_requested_at !== null && result === null) return { ...ended, state: 'cancelled' };
      if (attempts >= maxAttempts) return { ...ended, state: 'dead', failure: toJsonColumn(failure) };
      return { ...IN_NO_HANDS, state: 'queued', not_before: new Date(now + pauseMs).toISOString() };
    });
  }

  cancel(id: string): Promise<RunRecord> {
    return this.#transaction(async (trx) => {
      const { state } = await recordOf(trx, id);
      const now = nowText(this.#context);
      const change =
        state === 'queued'
          ? ({ state: 'cancelled', ended_at: now, not_before: null } as const)
          : { cancel_requested_at: now };
      if (state === 'queued' || state === 'running')
        await trx.updateTable('runs').set(change).where('id', '=', id).execute();
      return recordOf(trx, id);
    });
  }

  retry(id: string): Promise<RunRecord> {
    return this.#transaction(async (trx) => {
      const { state, key } = await stateOf(trx, id);
      if (state !== 'failed' && state !== 'dead' && state !== 'cancelled')
        throw new UsageError(`run ${id} is ${state}: only one that failed, died or was cancelled is retried`);
      if (key !== null && (await openWithKey(trx, key)) !== undefined)
        throw new UsageError(`run ${id} is not retried: a newer one does the same already`);
      await trx
        .updateTable('runs')
        .set({
          state: 'queued',
          attempts: 0,
          started_at: null,
          ended_at: null,
          not_before: null,
          cancel_requested_at: null,
          progress: null,
          failure: null,
        })
        .where('id', '=', id)
        .execute();
      return recordOf(trx, id);
    });
  }

  async lastWithKey(key: string): Promise<RunRecord | null> {
    const row = await selectRuns(this.#context.database.kysely)
      .where('unique_key', '=', key)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : runRecord(row);
  }

  async counts(): Promise<Readonly<Record<RunState, number>>> {
    const rows = await this.#context.database.kysely
      .selectFrom('runs')
      .select(({ fn }) => ['state', fn.countAll().as('count')])
      .groupBy('state')
      .execute();
    return { ...NOTHING_YET, ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) };
  }

  #transaction<T>(work: (trx: StoreTransaction) => Promise<T>): Promise<T> {
    return this.#context.database.kysely.transaction().execute(work);
  }

  /** Change a run that is in these hands by what it is now. @throws {RunLostError} it is not in them */
  #change(hold: RunHold, changes: (row: RunRow) => Partial<RunRow>): Promise<void> {
    return this.#transaction(async (trx) => {
      const row = await trx
        .selectFrom('runs')
        .selectAll()
        .where('id', '=', hold.runId)
        .where('lease', '=', hold.lease)
        .executeTakeFirst();
      if (row === undefined) throw runLost(hold);
      await updateHeld(trx, hold).set(changes(row)).execute();
    });
  }
}

async function recordOf(trx: StoreTransaction, id: string): Promise<RunRecord> {
  const row = await selectRuns(trx).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw noSuchRun(id);
  return runRecord(row);
}

async function stateOf(
  trx: StoreTransaction,
  id: string,
): Promise<{ readonly state: RunState; readonly key: string | null }> {
  const row = await trx
    .selectFrom('runs')
    .select(['state', 'unique_key as key'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw noSuchRun(id);
  return row;
}

function openWithKey(trx: StoreTransaction, key: string): Promise<{ readonly id: string } | undefined> {
  return trx
    .selectFrom('runs')
    .select('id')
    .where('unique_key', '=', key)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
}

function noSuchRun(id: string): UsageError {
  return new UsageError(`there is no run ${id}: the list of runs has those there are`);
}

function columnsOf(end: RunEnd): Partial<RunRow> {
  if (end.state === 'succeeded') return { state: end.state, result: toJsonColumn(end.result) };
  if (end.state === 'failed') return { state: end.state, failure: toJsonColumn(end.failure) };
  return { state: end.state };
}

function newRow(run: NewRun, id: string, now: string): RunRow {
  return {
    ...IN_NO_HANDS,
    id,
    kind: run.kind,
    state: 'queued',
    subject: run.subject,
    task: toJsonColumn(run.order),
    unique_key: run.uniqueKey ?? null,
    controller: run.controller ?? null,
    created_at: now,
    created_by: run.createdBy,
    created_by_id: run.createdById ?? null,
    not_before: null,
    started_at: null,
    ended_at: null,
    attempts: 0,
    cancel_requested_at: null,
    progress: null,
    checkpoint: null,
    result: null,
    failure: null,
  };
}
