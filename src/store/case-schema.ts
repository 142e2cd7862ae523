/** The tables of cases as kysely sees them. */
export interface CaseSchema {
  cases: CaseRow;
  case_items: CaseItemRow;
  case_entries: CaseEntryRow;
  case_figures: CaseFigureRow;
  case_notifications: CaseNotificationRow;
}

/** A case; `awareness`, `statement` and `override` are JSON. */
export interface CaseRow {
  id: string;
  title: string;
  state: 'open' | 'closed';
  created_at: string;
  created_by: string;
  closed_at: string | null;
  awareness: string | null;
  statement: string;
  override: string | null;
  version: number;
}

/** Something that belongs to a case; `facts` is what was derived from it when it was added. */
export interface CaseItemRow {
  case_id: string;
  kind: 'suspect' | 'endpoint' | 'report';
  ref: string;
  label: string;
  added_at: string;
  facts: string;
}

/** A line of the timeline: only ever added. */
export interface CaseEntryRow {
  case_id: string;
  number: number;
  at: string;
  by: string;
  what: string;
  facts: string;
}

/** A revision of the numbers: only ever added. */
export interface CaseFigureRow {
  case_id: string;
  number: number;
  at: string;
  by: string;
  report: string | null;
  reason: string | null;
  figures: string;
}

/** A notification that was sent: only ever added. */
export interface CaseNotificationRow {
  case_id: string;
  number: number;
  kind: 'initial' | 'complementary';
  sent_at: string;
  by: string;
  reference: string;
}
