import { UsageError } from '../core/errors.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { readJson, readParts, toJsonColumn } from './json-column.ts';
import { type IdKind, newId } from './new-id.ts';
import type { Publication } from './publication.ts';
import type { PrintRow } from './schema.ts';
import { SegmentReader } from './segment-reader.ts';
import { publicationOf, publishTogether, Staging } from './staging.ts';
import type {
  FirstPrintOf,
  PartFacts,
  PrintFilter,
  PrintKind,
  PrintRecord,
  PrintStore,
  PrintSubject,
  PrintWriter,
} from './store.ts';
import { insertSuspect } from './suspects.ts';
import { insertTable } from './tables.ts';

const SUBJECT_ID_KINDS: Readonly<Record<PrintKind, IdKind>> = { table: 't', asset: 'a', suspect: 's' };

/** The committed prints. */
export class Prints extends SegmentReader implements PrintStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    super(context, (id) => partsOfPrint(context, id));
    this.#context = context;
  }

  async list({
    kind,
    ids,
    subjectId,
    latestOnly = false,
  }: PrintFilter = {}): Promise<readonly PrintRecord[]> {
    let query = this.#context.database.kysely
      .selectFrom('prints')
      .selectAll()
      .select(({ fn }) =>
        fn
          .agg<number>('row_number')
          .over((over) =>
            over
              .partitionBy(['kind', 'subject_id'])
              .orderBy('snapshot_at', 'desc')
              .orderBy('committed_at', 'desc')
              .orderBy('id', 'desc'),
          )
          .as('age'),
      )
      .orderBy('snapshot_at')
      .orderBy('committed_at')
      .orderBy('id');
    if (kind !== undefined) query = query.where('kind', 'in', [kind].flat());
    if (ids !== undefined) query = query.where('id', 'in', ids);
    if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId);
    const rows = await query.execute();
    // Number() because other databases count in 64 bits, which their drivers give as text.
    return rows.filter((row) => !latestOnly || Number(row.age) === 1).map(toRecord);
  }
}

/** Start to write a print. */
export async function beginPrint(
  context: StoreContext,
  { kind, subjectId, snapshotAt }: PrintSubject,
): Promise<PrintWriter> {
  requireIsoTime(snapshotAt);
  const nowMs = context.clock.nowMs();
  const subject = { kind, subjectId: subjectId ?? newId(SUBJECT_ID_KINDS[kind], nowMs), snapshotAt };
  const staging = await Staging.begin(context, newId('p', nowMs));
  const publication = (meta: unknown, first: FirstPrintOf = {}): Publication =>
    publicationOf(staging, async (trx, { at, parts }) => {
      await settleSubject(trx, subject, first, at);
      await insertPrint(trx, staging.id, subject, { at, parts, meta });
    });
  return {
    id: staging.id,
    subjectId: subject.subjectId,
    write: (part, bytes) => staging.write(part, bytes),
    abort: () => staging.abort(),
    commit: (meta, first, made) => publishTogether(context, [publication(meta, first)], made),
    publication,
  };
}

/** Register the subject with its first print, or make sure that it is still there for a later one. */
async function settleSubject(
  trx: StoreTransaction,
  { kind, subjectId }: Required<PrintSubject>,
  first: FirstPrintOf,
  at: string,
): Promise<void> {
  if (kind === 'table') {
    if (first.table) await insertTable(trx, subjectId, first.table, at);
    else await requireSubject(trx, 'tables', subjectId);
  }
  if (kind === 'suspect') {
    if (first.suspect) await insertSuspect(trx, subjectId, first.suspect, at);
    else await requireSubject(trx, 'suspects', subjectId);
  }
  if (kind === 'asset') await requireSubject(trx, 'assets', subjectId);
}

async function requireSubject(
  trx: StoreTransaction,
  from: 'tables' | 'suspects' | 'assets',
  id: string,
): Promise<void> {
  const row = await trx.selectFrom(from).select('id').where('id', '=', id).executeTakeFirst();
  if (row) return;
  throw new UsageError(
    `what the print is of (${id}) was forgotten in the meantime: add it again; nothing was changed`,
  );
}

async function insertPrint(
  trx: StoreTransaction,
  id: string,
  { kind, subjectId, snapshotAt }: Required<PrintSubject>,
  committed: {
    readonly at: string;
    readonly parts: Readonly<Record<string, PartFacts>>;
    readonly meta: unknown;
  },
): Promise<void> {
  await trx
    .insertInto('prints')
    .values({
      id,
      kind,
      subject_id: subjectId,
      snapshot_at: snapshotAt,
      committed_at: committed.at,
      parts: toJsonColumn(committed.parts),
      meta: toJsonColumn(committed.meta),
    })
    .execute();
}

async function partsOfPrint(context: StoreContext, id: string): Promise<Readonly<Record<string, PartFacts>>> {
  const row = await context.database.kysely
    .selectFrom('prints')
    .select('parts')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new UsageError(`print ${id} is not in the database: it was forgotten, or never committed`);
  return readParts(row.parts, `print ${id}`);
}

function toRecord(row: PrintRow): PrintRecord {
  const where = `print ${row.id}`;
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    snapshotAt: row.snapshot_at,
    committedAt: row.committed_at,
    parts: readParts(row.parts, where),
    meta: readJson(row.meta, where),
  };
}

/** Times are compared as texts, so they must all be written alike. */
function requireIsoTime(time: string): void {
  const parsed = new Date(time);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString() !== time)
    throw new RangeError(`${JSON.stringify(time)} is not a time written like 2026-01-31T12:00:00.000Z`);
}
