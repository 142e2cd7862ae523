import { sql } from 'kysely';
import type { StoreContext, StoreTransaction } from './context.ts';
import { readJson } from './json-column.ts';
import type { RunProgress, RunRecord, RunResult } from './run-records.ts';
import type { RunRow } from './run-schema.ts';

/** A row with how many are ahead of it. */
export type CountedRow = RunRow & { readonly ahead: number | bigint };

/**
 * Every column, and how many wait for the same workers and came before. Sweeps have workers of their own.
 */
export function selectRuns(db: StoreContext['database']['kysely'] | StoreTransaction) {
  return db
    .selectFrom('runs')
    .selectAll()
    .select(
      sql<number>`(select count(*) from runs as other where other.state = 'queued' and other.id < runs.id
        and (other.kind = 'sweep') = (runs.kind = 'sweep'))`.as('ahead'),
    );
}

/** A run as others see it. */
export function runRecord(row: CountedRow): RunRecord {
  const where = `run ${row.id}`;
  const json = (text: string | null): unknown => (text === null ? null : readJson(text, where));
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    subject: row.subject,
    order: json(row.task),
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdById: row.created_by_id,
    controller: row.controller,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    attempts: row.attempts,
    isCancelling: row.state === 'running' && row.cancel_requested_at !== null,
    ahead: row.state === 'queued' ? Number(row.ahead) : null,
    progress: json(row.progress) as RunProgress | null,
    result: json(row.result) as RunResult | null,
    failure: json(row.failure) as RunRecord['failure'],
  };
}
