import { UsageError } from '../core/errors.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import type { ExposureRecord, ExposureStore } from './exposure-records.ts';
import { readJson, toJsonColumn } from './json-column.ts';
import { newId } from './new-id.ts';
import type { ExposureRow } from './watched-schema.ts';

/** Rows of one statement: each sweep writes all that are open, three of them a file at times. */
const ROWS_AT_ONCE = 500;

/** The exposures, over SQL that any database understands. */
export class Exposures implements ExposureStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async list(endpointId?: string): Promise<readonly ExposureRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('exposures')
      .selectAll()
      .$if(endpointId !== undefined, (query) => query.where('endpoint_id', '=', endpointId!))
      .orderBy('first_seen_at')
      .orderBy('code')
      .orderBy('path')
      .orderBy('id')
      .execute();
    return rows.map(toRecord);
  }

  /** @throws {UsageError} the endpoint was forgotten in the meantime */
  async put(exposures: readonly ExposureRecord[]): Promise<void> {
    await this.#context.database.kysely.transaction().execute(async (trx) => {
      for (const id of new Set(exposures.map(({ endpointId }) => endpointId))) await requireEndpoint(trx, id);
      for (let from = 0; from < exposures.length; from += ROWS_AT_ONCE)
        await putSome(trx, exposures.slice(from, from + ROWS_AT_ONCE));
    });
  }

  newId(): string {
    return newId('x', this.#context.clock.nowMs());
  }
}

async function requireEndpoint(trx: StoreTransaction, id: string): Promise<void> {
  const row = await trx.selectFrom('endpoints').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new UsageError(`endpoint ${id} was forgotten in the meantime; nothing was changed`);
}

async function putSome(trx: StoreTransaction, exposures: readonly ExposureRecord[]): Promise<void> {
  await trx
    .insertInto('exposures')
    .values(exposures.map(toRow))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        endpoint_id: ref('excluded.endpoint_id'),
        code: ref('excluded.code'),
        path: ref('excluded.path'),
        severity: ref('excluded.severity'),
        proof: ref('excluded.proof'),
        state: ref('excluded.state'),
        evidence: ref('excluded.evidence'),
        first_seen_at: ref('excluded.first_seen_at'),
        last_seen_at: ref('excluded.last_seen_at'),
        closed_at: ref('excluded.closed_at'),
        reopened: ref('excluded.reopened'),
      })),
    )
    .execute();
}

function toRow(exposure: ExposureRecord): ExposureRow {
  return {
    id: exposure.id,
    endpoint_id: exposure.endpointId,
    code: exposure.code,
    path: exposure.path,
    severity: exposure.severity,
    proof: exposure.proof,
    state: exposure.state,
    evidence: toJsonColumn(exposure.evidence),
    first_seen_at: exposure.firstSeenAt,
    last_seen_at: exposure.lastSeenAt,
    closed_at: exposure.closedAt,
    reopened: exposure.reopened,
  };
}

function toRecord(row: ExposureRow): ExposureRecord {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    code: row.code,
    path: row.path,
    severity: row.severity,
    proof: row.proof,
    state: row.state,
    evidence: readJson(row.evidence, `exposure ${row.id}`),
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    closedAt: row.closed_at,
    reopened: row.reopened,
  };
}
