import { sql } from 'kysely';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { newId } from './new-id.ts';
import {
  type NewSuspectFile,
  QuotaExceededError,
  type SeenReport,
  SpoolFullError,
  type SpoolLimits,
  type SuspectFileFailure,
  type SuspectFileFilter,
  type SuspectFileKey,
  type SuspectFileRecord,
  type SuspectFileStore,
  TooManyUploadsError,
} from './suspect-file-records.ts';
import type { SuspectFileRow } from './suspect-file-schema.ts';

const MOST_REPORTS = 100;

/** The uploaded files, over SQL that any database understands but for the JSON of reports. */
export class SuspectFiles implements SuspectFileStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get #kysely() {
    return this.#context.database.kysely;
  }

  begin(file: NewSuspectFile, key: SuspectFileKey, limits: SpoolLimits): Promise<SuspectFileRecord> {
    const row = newRow(this.#context, file);
    // Looked up and added at once: uploads that begin together must not pass the limits together.
    return this.#kysely.transaction().execute(async (trx) => {
      await requireFewUploads(trx, file.ownerId, limits.userUploads);
      await requireRoom(trx, file.ownerId, file.bytes ?? 0, limits);
      await trx.insertInto('suspect_files').values(row).execute();
      await trx
        .insertInto('suspect_file_keys')
        .values({ file_id: row.id, spool_key_id: key.spoolKeyId, salt: key.salt })
        .execute();
      return toRecord(row, []);
    });
  }

  async find(id: string): Promise<SuspectFileRecord | null> {
    const row = await this.#kysely
      .selectFrom('suspect_files')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? ((await this.#withRuns([row]))[0] ?? null) : null;
  }

  async list({
    ownerId,
    beforeId,
    limit,
    presentOnly,
  }: SuspectFileFilter = {}): Promise<readonly SuspectFileRecord[]> {
    const rows = await this.#kysely
      .selectFrom('suspect_files')
      .selectAll()
      .$if(ownerId !== undefined, (query) => query.where('owner_id', '=', ownerId!))
      .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId!))
      .$if(presentOnly === true, (query) => query.where('destroyed_at', 'is', null))
      .orderBy('id', 'desc')
      .$if(limit !== undefined, (query) => query.limit(limit!))
      .execute();
    return this.#withRuns(rows);
  }

  async key(id: string): Promise<SuspectFileKey | null> {
    const row = await this.#kysely
      .selectFrom('suspect_file_keys')
      .selectAll()
      .where('file_id', '=', id)
      .executeTakeFirst();
    return row ? { spoolKeyId: row.spool_key_id, salt: row.salt } : null;
  }

  async setReceived(id: string, received: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#kysely
      .updateTable('suspect_files')
      .set({ received, moved_at: nowText(this.#context) })
      .where('id', '=', id)
      .where('state', '=', 'uploading')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async requireRoom(id: string, limits: SpoolLimits): Promise<void> {
    const row = await this.#kysely
      .selectFrom('suspect_files')
      .select('owner_id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (row) await requireRoom(this.#kysely, row.owner_id, 0, limits);
  }

  async complete(id: string, bytes: number, sha256: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#kysely
      .updateTable('suspect_files')
      .set({ state: 'complete', bytes, received: bytes, sha256, moved_at: nowText(this.#context) })
      .where('id', '=', id)
      .where('state', '=', 'uploading')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async addRun(id: string, runId: string): Promise<void> {
    await this.#kysely.transaction().execute(async (trx) => {
      const last = await trx
        .selectFrom('suspect_file_runs')
        .select(({ fn }) => fn.max('position').as('position'))
        .where('file_id', '=', id)
        .executeTakeFirst();
      const position = (last?.position ?? 0) + 1;
      await trx
        .insertInto('suspect_file_runs')
        .values({ file_id: id, run_id: runId, position })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  async ofRun(runId: string): Promise<readonly SuspectFileRecord[]> {
    const rows = await this.#kysely
      .selectFrom('suspect_files')
      .innerJoin('suspect_file_runs', 'suspect_file_runs.file_id', 'suspect_files.id')
      .selectAll('suspect_files')
      .where('run_id', '=', runId)
      .execute();
    return this.#withRuns(rows);
  }

  async destroy(id: string, failure?: SuspectFileFailure): Promise<SuspectFileRecord | null> {
    await this.#kysely.transaction().execute(async (trx) => {
      await trx.deleteFrom('suspect_file_keys').where('file_id', '=', id).execute();
      await trx
        .updateTable('suspect_files')
        .set({
          state: failure === undefined ? 'destroyed' : 'failed',
          failure: failure ?? null,
          destroyed_at: nowText(this.#context),
        })
        .where('id', '=', id)
        .where('destroyed_at', 'is', null)
        .execute();
    });
    return this.find(id);
  }

  compact(): Promise<boolean> {
    return this.#context.database.compact();
  }

  async reportsOn(sha256: string): Promise<readonly SeenReport[]> {
    // The expression of the index reports_by_sha256, sign for sign: SQLite finds it by that.
    const rows = await this.#kysely
      .selectFrom('reports')
      .select([
        'id',
        'created_at',
        sql<string | null>`json_extract(report, '$.report.suspect.name')`.as('suspect'),
      ])
      .where(
        sql`case when json_valid(report) then json_extract(report, '$.report.suspect.sha256') end`,
        '=',
        sha256,
      )
      .orderBy('id', 'desc')
      .limit(MOST_REPORTS)
      .execute();
    return rows.map(({ id, created_at, suspect }) => ({ id, createdAt: created_at, suspect: suspect ?? '' }));
  }

  async #withRuns(rows: readonly SuspectFileRow[]): Promise<readonly SuspectFileRecord[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const runs = await this.#kysely
      .selectFrom('suspect_file_runs')
      .select(['file_id', 'run_id'])
      .where('file_id', 'in', ids)
      .orderBy('position')
      .execute();
    return rows.map((row) =>
      toRecord(
        row,
        runs.filter(({ file_id }) => file_id === row.id).map(({ run_id }) => run_id),
      ),
    );
  }
}

type Reader = Pick<StoreTransaction, 'selectFrom'>;

async function requireFewUploads(trx: Reader, ownerId: string, most: number): Promise<void> {
  const { count } = await trx
    .selectFrom('suspect_files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .where('destroyed_at', 'is', null)
    .where('state', '=', 'uploading')
    .executeTakeFirstOrThrow();
  if (count >= most)
    throw new TooManyUploadsError(
      `${count} uploads are under way already: let some end, or destroy those that nobody goes on with`,
    );
}

async function requireRoom(
  trx: Reader,
  ownerId: string,
  moreBytes: number,
  { userBytes, spoolBytes }: SpoolLimits,
): Promise<void> {
  const rows = await trx
    .selectFrom('suspect_files')
    .select(['owner_id', sql<number>`sum(max(coalesce(bytes, 0), received))`.as('taken')])
    .where('destroyed_at', 'is', null)
    .groupBy('owner_id')
    .execute();
  const own = rows.find(({ owner_id }) => owner_id === ownerId)?.taken ?? 0;
  if (own + moreBytes > userBytes)
    throw new QuotaExceededError(
      `your uploads may take ${userBytes} bytes at once: destroy some that are no longer needed, or ask an admin for more`,
    );
  const all = rows.reduce((sum, { taken }) => sum + taken, 0);
  if (all + moreBytes > spoolBytes)
    throw new SpoolFullError(
      `the spool may take ${spoolBytes} bytes at once: wait until others are destroyed, or raise ROWPRINT_SPOOL_MAX_BYTES`,
    );
}

function newRow(context: StoreContext, file: NewSuspectFile): SuspectFileRow {
  const at = nowText(context);
  return {
    id: newId('f', context.clock.nowMs()),
    name: file.name,
    owner_id: file.ownerId,
    created_by: file.createdBy,
    state: 'uploading',
    bytes: file.bytes,
    received: 0,
    announced_sha256: file.announcedSha256,
    sha256: null,
    failure: null,
    created_at: at,
    moved_at: at,
    destroy_at: file.destroyAt,
    destroyed_at: null,
  };
}

function toRecord(row: SuspectFileRow, runs: readonly string[]): SuspectFileRecord {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    createdBy: row.created_by,
    state: row.state,
    bytes: row.bytes,
    received: row.received,
    announcedSha256: row.announced_sha256,
    sha256: row.sha256,
    failure: row.failure as SuspectFileFailure | null,
    createdAt: row.created_at,
    movedAt: row.moved_at,
    destroyAt: row.destroy_at,
    destroyedAt: row.destroyed_at,
    runs,
  };
}
