/** A number as it goes into a notification. */
export interface Figure {
  readonly value: number;
  /** Between what it lies. */
  readonly interval: readonly [number, number];
  /** 'sampled' from random blocks of the file; 'stated' by a person. */
  readonly method: 'exact' | 'sampled' | 'stated';
  /** Not everything could be read: it is the least that is certain. */
  readonly isLeast: boolean;
}

/** People and records (rows of the suspects) of one controller. */
export interface ControllerFigures {
  readonly controller: string;
  readonly persons: Figure;
  readonly rows: Figure;
}

/** What figures of a report rest on. */
export interface FigureBasis {
  /** Name of the file. */
  readonly suspect: string;
  readonly createdAt: string;
  readonly complete: boolean;
  /** Rows among those found that are expected to be chance matches. */
  readonly expectedByChance: number;
  /** Largest share of such rows that was allowed, 0 to 1. */
  readonly maxFalseShare: number;
  /** Only of an estimate: how often its intervals cover the truth, and the places that were read. */
  readonly level: number | null;
  readonly blocks: number | null;
}

/** The numbers of a case as they were taken over, or stated. A later revision replaces it and leaves it standing. */
export interface FigureRevision {
  /** From 1. */
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly report: string | null;
  readonly reason: string | null;
  readonly basis: FigureBasis | null;
  readonly persons: Figure;
  readonly rows: Figure;
  readonly byController: readonly ControllerFigures[];
}

/** What a person tells of the breach; categories are keys of the vocabulary of breaches. '' where nothing was said. */
export interface CaseStatement {
  readonly organisation: string;
  readonly contact: string;
  readonly nature: string;
  readonly natures: readonly string[];
  readonly origin: string;
  readonly cause: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly people: readonly string[];
  readonly data: readonly string[];
  readonly consequences: readonly string[];
  readonly consequencesText: string;
  readonly gravity: '' | 'negligible' | 'limited' | 'significant' | 'maximal';
  readonly measuresTaken: string;
  readonly measuresPlanned: string;
  readonly peopleTold: '' | 'yes' | 'planned' | 'undetermined' | 'no';
  readonly lateReason: string;
}

/** What can belong to a case. */
export type CaseItemKind = 'suspect' | 'endpoint' | 'report';

/** Something that belongs to a case. */
export interface CaseItem {
  readonly kind: CaseItemKind;
  /** Id of a report or an uploaded file; name of an endpoint or a kept suspect. */
  readonly ref: string;
  readonly label: string;
  readonly addedAt: string;
  /** What was derived from it when it was added; its shape is the affair of who adds it. */
  readonly facts: unknown;
}

/** When the organisation became aware, as a named person said. */
export interface Awareness {
  readonly at: string;
  /** The account that entered it. */
  readonly by: string;
  /** The person who says so. */
  readonly name: string;
  readonly reason: string;
}

/** How grave the case is, least first. */
export type SeverityLevel = 'low' | 'medium' | 'high' | 'very-high';

/** A severity that a person set instead of the proposed one. */
export interface SeverityOverride {
  readonly level: SeverityLevel;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** A line of the timeline. `what` is a code, `facts` names, counts and texts of its author. */
export interface TimelineEntry {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** That the authority was notified. */
export interface Notification {
  readonly kind: 'initial' | 'complementary';
  readonly sentAt: string;
  readonly by: string;
  readonly reference: string;
}

/** A case without its timeline, as lists need it. */
export interface CaseHead {
  readonly id: string;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly closedAt: string | null;
  readonly awareness: Awareness | null;
  readonly statement: CaseStatement;
  readonly override: SeverityOverride | null;
  readonly items: readonly CaseItem[];
  /** Oldest first; the last one stands. */
  readonly figures: readonly FigureRevision[];
  readonly notifications: readonly Notification[];
  /** Grows with every change. */
  readonly version: number;
}

/** A whole case. */
export interface CaseRecord extends CaseHead {
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
}

/** What changes in a case, in one transaction; the timeline says it. */
export interface CaseChange {
  readonly title?: string;
  readonly state?: 'open' | 'closed';
  readonly statement?: CaseStatement;
  readonly awareness?: Awareness;
  readonly override?: SeverityOverride | null;
  readonly addItem?: Omit<CaseItem, 'addedAt'>;
  readonly removeItem?: Pick<CaseItem, 'kind' | 'ref'>;
  readonly figures?: Omit<FigureRevision, 'number' | 'at'>;
  readonly notification?: Notification;
  readonly entries: readonly Omit<TimelineEntry, 'at'>[];
}

/** A case to be opened. */
export interface NewCase {
  readonly title: string;
  readonly by: string;
  readonly statement: CaseStatement;
  readonly change: CaseChange;
}

/** The cases. Every change is one transaction with its lines of the timeline, which nobody changes later. */
export interface CaseStore {
  /** Newest first. */
  list(): Promise<readonly CaseHead[]>;
  find(id: string): Promise<CaseRecord | null>;
  open(request: NewCase): Promise<CaseRecord>;
  /**
   * Change a case. `decide` sees it as it is within the transaction, and may refuse by throwing.
   * @param version the version that whoever asks has seen; null: any @throws {NoSuchCaseError} {CaseChangedError} it
   * has another version by now @throws {CaseConflictError} what is added is there, what is removed is not; too many
   */
  change(
    id: string,
    version: number | null,
    decide: (current: CaseRecord) => CaseChange,
  ): Promise<CaseRecord>;
  /** Erase a closed case with all that belongs to it. @throws {NoSuchCaseError} {CaseConflictError} it is open */
  erase(id: string): Promise<void>;
  /** Ids of the cases that something belongs to: what a case rests on is not erased. */
  holding(kind: CaseItemKind, ref: string): Promise<readonly string[]>;
}
