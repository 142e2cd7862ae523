import type { Case, ReportSummary } from '../shapes.ts';

/** The forms on the page of a case, by the last part of their address. */
export type CaseFormName =
  | 'statement'
  | 'awareness'
  | 'take'
  | 'state'
  | 'severity'
  | 'note'
  | 'notification'
  | 'title'
  | 'items';

/** What came with a form: boxes that were checked come several times. */
export type Fields = Readonly<Record<string, readonly string[] | undefined>>;

/** What somebody typed that was not saved: it is shown again in its form. */
export interface Draft {
  readonly form: CaseFormName;
  readonly fields: Fields;
  /** Somebody else changed the case meanwhile; or the API refused what was typed. */
  readonly why: 'changed' | 'refused';
  /** The API's sentence, in English. */
  readonly detail: string | null;
}

/** A table of which rows were found, and whether their keys can be named. */
export interface AffectedTable {
  readonly name: string;
  readonly controller: string | null;
  readonly keys: 'kept' | 'not-kept' | 'gone';
}

/** What could be added to a case. */
export interface Choices {
  readonly reports: readonly ReportSummary[];
  readonly endpoints: readonly string[];
  readonly suspects: readonly { readonly id: string; readonly name: string }[];
}

/** All that the page of a case shows. */
export interface CaseFacts {
  readonly subject: Case;
  /** Whether this reader may change it: the role, and sees all of it. */
  readonly mayChange: boolean;
  readonly choices: Choices;
  readonly affected: readonly AffectedTable[];
  readonly draft: Draft | null;
}

/** What stands in a text field: what was typed and not saved, else what is so. */
export function typedIn(draft: Draft | null, form: CaseFormName, name: string, current = ''): string {
  return draft?.form === form ? (draft.fields[name]?.[0] ?? '') : current;
}

/** What is checked of a list of boxes: as in `typedIn`. */
export function checkedIn(
  draft: Draft | null,
  form: CaseFormName,
  name: string,
  current: readonly string[],
): readonly string[] {
  return draft?.form === form ? (draft.fields[name] ?? []) : current;
}
