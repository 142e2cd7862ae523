import type { Kysely, UpdateObject } from 'kysely';
import { CaseChangedError, CaseConflictError, NoSuchCaseError } from './case-errors.ts';
import { caseHeads, readTimeline } from './case-reading.ts';
import type {
  CaseChange,
  CaseHead,
  CaseItemKind,
  CaseRecord,
  CaseStore,
  FigureRevision,
  NewCase,
} from './case-records.ts';
import { nowText, type StoreContext, type StoreTransaction } from './context.ts';
import { toJsonColumn } from './json-column.ts';
import { newId } from './new-id.ts';
import type { Schema } from './schema.ts';

/** More belong to no incident; each costs a line on every page of it. */
const MOST_ITEMS = 500;
/** Lines of a timeline: a loop that writes notes must not fill the disk. */
const MOST_ENTRIES = 10_000;

/** The cases, over SQL that any database understands. */
export class Cases implements CaseStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get #kysely(): Kysely<Schema> {
    return this.#context.database.kysely;
  }

  list(): Promise<readonly CaseHead[]> {
    return caseHeads(this.#kysely);
  }

  find(id: string): Promise<CaseRecord | null> {
    return this.#kysely.transaction().execute((trx) => findCase(trx, id));
  }

  async open({ title, by, statement, change }: NewCase): Promise<CaseRecord> {
    const id = newId('c', this.#context.clock.nowMs());
    return this.#kysely.transaction().execute(async (trx) => {
      const at = nowText(this.#context);
      const row = { id, title, state: 'open', created_at: at, created_by: by, closed_at: null } as const;
      const told = { awareness: null, statement: toJsonColumn(statement), override: null, version: 0 };
      await trx
        .insertInto('cases')
        .values({ ...row, ...told })
        .execute();
      return this.#apply(trx, await requireCase(trx, id), change, at);
    });
  }

  change(
    id: string,
    version: number | null,
    decide: (current: CaseRecord) => CaseChange,
  ): Promise<CaseRecord> {
    return this.#kysely.transaction().execute(async (trx) => {
      const current = await requireCase(trx, id);
      if (version !== null && version !== current.version)
        throw new CaseChangedError('the case was changed in the meantime: look at it again, then decide');
      return this.#apply(trx, current, decide(current), nowText(this.#context));
    });
  }

  async erase(id: string): Promise<void> {
    await this.#kysely.transaction().execute(async (trx) => {
      const { state } = await requireCase(trx, id);
      if (state !== 'closed') throw new CaseConflictError('an open case is not erased: close it first');
      await trx.deleteFrom('cases').where('id', '=', id).execute();
      for (const table of ['case_items', 'case_entries', 'case_figures', 'case_notifications'] as const)
        await trx.deleteFrom(table).where('case_id', '=', id).execute();
    });
  }

  async holding(kind: CaseItemKind, ref: string): Promise<readonly string[]> {
    const rows = await this.#kysely
      .selectFrom('case_items')
      .select('case_id')
      .where('kind', '=', kind)
      .where('ref', '=', ref)
      .orderBy('case_id')
      .execute();
    return rows.map((row) => row.case_id);
  }

  async #apply(
    trx: StoreTransaction,
    current: CaseRecord,
    change: CaseChange,
    at: string,
  ): Promise<CaseRecord> {
    const { id } = current;
    if (current.timeline.length + change.entries.length > MOST_ENTRIES)
      throw new CaseConflictError(`a case has at most ${MOST_ENTRIES} entries: open another one`);
    await trx
      .updateTable('cases')
      .set({ ...changedColumns(change, at), version: current.version + 1 })
      .where('id', '=', id)
      .execute();
    await changeItems(trx, current, change, at);
    if (change.figures !== undefined)
      await addFigures(trx, id, { ...change.figures, number: current.figures.length + 1, at });
    if (change.notification !== undefined) await addNotification(trx, current, change.notification);
    let number = current.timeline.length;
    for (const { by, what, facts } of change.entries)
      await trx
        .insertInto('case_entries')
        .values({ case_id: id, number: ++number, at, by, what, facts: toJsonColumn(facts) })
        .execute();
    return requireCase(trx, id);
  }
}

function changedColumns(change: CaseChange, at: string): UpdateObject<Schema, 'cases'> {
  const { title, state, statement, awareness, override } = change;
  return {
    ...(title === undefined ? {} : { title }),
    ...(state === undefined ? {} : { state, closed_at: state === 'closed' ? at : null }),
    ...(statement === undefined ? {} : { statement: toJsonColumn(statement) }),
    ...(awareness === undefined ? {} : { awareness: toJsonColumn(awareness) }),
    ...(override === undefined ? {} : { override: override === null ? null : toJsonColumn(override) }),
  };
}

async function changeItems(
  trx: StoreTransaction,
  { id, items }: CaseRecord,
  { addItem, removeItem }: CaseChange,
  at: string,
): Promise<void> {
  if (addItem !== undefined) {
    if (items.some(({ kind, ref }) => kind === addItem.kind && ref === addItem.ref))
      throw new CaseConflictError(`this ${addItem.kind} is in the case already`);
    if (items.length >= MOST_ITEMS)
      throw new CaseConflictError(`a case has at most ${MOST_ITEMS} parts: open another one`);
    const { kind, ref, label, facts } = addItem;
    await trx
      .insertInto('case_items')
      .values({ case_id: id, kind, ref, label, added_at: at, facts: toJsonColumn(facts) })
      .execute();
  }
  if (removeItem === undefined) return;
  const { numDeletedRows } = await trx
    .deleteFrom('case_items')
    .where('case_id', '=', id)
    .where('kind', '=', removeItem.kind)
    .where('ref', '=', removeItem.ref)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new CaseConflictError(`this ${removeItem.kind} is not in the case`);
}

async function addFigures(trx: StoreTransaction, id: string, revision: FigureRevision): Promise<void> {
  const { number, at, by, report, reason, ...figures } = revision;
  await trx
    .insertInto('case_figures')
    .values({ case_id: id, number, at, by, report, reason, figures: toJsonColumn(figures) })
    .execute();
}

async function addNotification(
  trx: StoreTransaction,
  { id, notifications }: CaseRecord,
  { kind, sentAt, by, reference }: NonNullable<CaseChange['notification']>,
): Promise<void> {
  const number = notifications.length + 1;
  await trx
    .insertInto('case_notifications')
    .values({ case_id: id, number, kind, sent_at: sentAt, by, reference })
    .execute();
}

async function findCase(trx: StoreTransaction, id: string): Promise<CaseRecord | null> {
  const [head] = await caseHeads(trx, id);
  return head === undefined ? null : { ...head, timeline: await readTimeline(trx, id) };
}

async function requireCase(trx: StoreTransaction, id: string): Promise<CaseRecord> {
  const found = await findCase(trx, id);
  if (found === null) throw new NoSuchCaseError();
  return found;
}
