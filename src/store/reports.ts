import { sql } from 'kysely';
import { UsageError } from '../core/errors.ts';
import { CaseConflictError } from './case-errors.ts';
import type { StoreContext } from './context.ts';
import { detach, eraseSegments } from './erase.ts';
import type { Erasure } from './erasure.ts';
import { readJson, readParts, toJsonColumn } from './json-column.ts';
import { newId } from './new-id.ts';
import type { ReportRow } from './schema.ts';
import { SegmentReader } from './segment-reader.ts';
import { publicationOf, publishTogether, Staging } from './staging.ts';
import type { PartFacts, ReportRecord, ReportStore, ReportWriter } from './store.ts';

/** The stored reports. */
export class Reports extends SegmentReader implements ReportStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    super(context, (id) => partsOfReport(context, id));
    this.#context = context;
  }

  async list(): Promise<readonly ReportRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('reports')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(toRecord);
  }

  async get(idOrStart: string): Promise<ReportRecord> {
    const rows = await this.#startingWith(idOrStart);
    const exact = rows.find((row) => row.id === idOrStart);
    if (exact) return toRecord(exact);
    if (rows.length === 1) return toRecord(rows[0]);
    const quoted = JSON.stringify(idOrStart);
    if (rows.length === 0)
      throw new UsageError(`no report has id ${quoted}: the report says its id when it is made`);
    throw new UsageError(`several reports have ids that start with ${quoted}: give more of it`);
  }

  async find(id: string): Promise<ReportRecord | null> {
    const row = await this.#context.database.kysely
      .selectFrom('reports')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  /** Ids sort by time: see newId. */
  async page(limit: number, before: string | null): Promise<readonly ReportRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('reports')
      .selectAll()
      .$if(before !== null, (query) => query.where('id', '<', before!))
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  async erase(id: string): Promise<Erasure> {
    await this.#context.database.kysely.transaction().execute(async (trx) => {
      // Asked here, because a case may be given the report at any moment before.
      const held = trx
        .selectFrom('case_items')
        .select('case_id')
        .where('kind', '=', 'report')
        .where('ref', '=', id);
      if ((await held.executeTakeFirst()) !== undefined)
        throw new CaseConflictError('a case rests on this report: remove it from the case, or keep it');
      const { numDeletedRows } = await trx.deleteFrom('reports').where('id', '=', id).executeTakeFirst();
      if (numDeletedRows === 0n) throw new UsageError(`no report has id ${JSON.stringify(id)}`);
      await detach(this.#context, trx, [id]);
    });
    return eraseSegments(this.#context, [id]);
  }

  /** At most two and the exact one: enough to tell none, one and several apart. */
  async #startingWith(start: string): Promise<readonly ReportRow[]> {
    if (!/^[0-9a-z_]+$/.test(start)) return [];
    const pattern = `${start.replaceAll('_', '\\_')}%`;
    return this.#context.database.kysely
      .selectFrom('reports')
      .selectAll()
      .where(sql<boolean>`id like ${pattern} escape '\\'`)
      .orderBy('id')
      .limit(2)
      .execute();
  }
}

/** Start to write a report. */
export async function beginReport(context: StoreContext): Promise<ReportWriter> {
  const staging = await Staging.begin(context, newId('r', context.clock.nowMs()));
  return {
    id: staging.id,
    write: (part, bytes) => staging.write(part, bytes),
    readBack: (part) => staging.readBack(part),
    abort: () => staging.abort(),
    commit(report, { print, made } = {}) {
      const own = publicationOf(staging, async (trx, { at, parts }) => {
        const values = { id: staging.id, created_at: at, parts: toJsonColumn(parts) };
        await trx
          .insertInto('reports')
          .values({ ...values, report: toJsonColumn(report) })
          .execute();
      });
      return publishTogether(context, print === undefined ? [own] : [print, own], made);
    },
  };
}

async function partsOfReport(
  context: StoreContext,
  id: string,
): Promise<Readonly<Record<string, PartFacts>>> {
  const row = await context.database.kysely
    .selectFrom('reports')
    .select('parts')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new UsageError(`report ${id} is not in the database`);
  return readParts(row.parts, `report ${id}`);
}

function toRecord(row: ReportRow): ReportRecord {
  const where = `report ${row.id}`;
  return {
    id: row.id,
    createdAt: row.created_at,
    parts: readParts(row.parts, where),
    report: readJson(row.report, where),
  };
}
