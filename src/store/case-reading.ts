import type { Kysely } from 'kysely';
import type {
  Awareness,
  CaseHead,
  CaseItem,
  CaseStatement,
  FigureRevision,
  Notification,
  SeverityOverride,
  TimelineEntry,
} from './case-records.ts';
import type { CaseFigureRow, CaseItemRow, CaseNotificationRow, CaseRow } from './case-schema.ts';
import { readJson } from './json-column.ts';
import type { Schema } from './schema.ts';

/** Cases without their timelines, newest first: all of them, or one. */
export async function caseHeads(db: Kysely<Schema>, id?: string): Promise<readonly CaseHead[]> {
  const cases = await db
    .selectFrom('cases')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const [items, figures, notifications] = await Promise.all([
    itemRows(db, id),
    figureRows(db, id),
    notificationRows(db, id),
  ]);
  const [itemsOf, figuresOf, notificationsOf] = [byCase(items), byCase(figures), byCase(notifications)];
  return cases.map((row) => ({
    ...toHead(row),
    items: (itemsOf.get(row.id) ?? []).map(toItem),
    figures: (figuresOf.get(row.id) ?? []).map(toRevision),
    notifications: (notificationsOf.get(row.id) ?? []).map(toNotification),
  }));
}

/** The timeline of a case, oldest first. */
export async function readTimeline(db: Kysely<Schema>, id: string): Promise<readonly TimelineEntry[]> {
  const rows = await db
    .selectFrom('case_entries')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('number')
    .execute();
  return rows.map(({ at, by, what, facts }) => ({
    at,
    by,
    what,
    facts: readJson(facts, `case ${id}`) as TimelineEntry['facts'],
  }));
}

function byCase<Row extends { readonly case_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.case_id);
    if (group === undefined) groups.set(row.case_id, [row]);
    else group.push(row);
  }
  return groups;
}

function itemRows(db: Kysely<Schema>, id: string | undefined): Promise<CaseItemRow[]> {
  return db
    .selectFrom('case_items')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('case_id', '=', id!))
    .orderBy('added_at')
    .orderBy('kind')
    .orderBy('ref')
    .execute();
}

function figureRows(db: Kysely<Schema>, id: string | undefined): Promise<CaseFigureRow[]> {
  return db
    .selectFrom('case_figures')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('case_id', '=', id!))
    .orderBy('number')
    .execute();
}

function notificationRows(db: Kysely<Schema>, id: string | undefined): Promise<CaseNotificationRow[]> {
  return db
    .selectFrom('case_notifications')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('case_id', '=', id!))
    .orderBy('number')
    .execute();
}

function toHead(row: CaseRow): Omit<CaseHead, 'items' | 'figures' | 'notifications'> {
  const where = `case ${row.id}`;
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    createdAt: row.created_at,
    createdBy: row.created_by,
    closedAt: row.closed_at,
    awareness: row.awareness === null ? null : (readJson(row.awareness, where) as Awareness),
    statement: readJson(row.statement, where) as CaseStatement,
    override: row.override === null ? null : (readJson(row.override, where) as SeverityOverride),
    version: row.version,
  };
}

function toItem({ case_id, kind, ref, label, added_at, facts }: CaseItemRow): CaseItem {
  return { kind, ref, label, addedAt: added_at, facts: readJson(facts, `case ${case_id}`) };
}

function toRevision({ case_id, number, at, by, report, reason, figures }: CaseFigureRow): FigureRevision {
  const read = readJson(figures, `case ${case_id}`) as Omit<FigureRevision, 'number' | 'at' | 'by'>;
  return { ...read, number, at, by, report, reason };
}

function toNotification({ kind, sent_at, by, reference }: CaseNotificationRow): Notification {
  return { kind, sentAt: sent_at, by, reference };
}
