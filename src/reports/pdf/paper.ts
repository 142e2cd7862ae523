/** One thing that a document says: what it is, and its values; none where it is still missing. */
export interface PaperLine {
  /** Stable, for those who read it by machine. */
  readonly key: string;
  readonly label: string;
  readonly values: readonly string[];
  /** Where it comes from, how sure it is; never instead of a value. */
  readonly note?: string;
}

/** Rows of a document. */
export interface PaperTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, which stand on the right. */
  readonly numeric: readonly number[];
  /** Columns as wide as their longest line and no wider, as dates are. */
  readonly narrow?: readonly number[];
}

/** A section of a document. */
export interface PaperSection {
  readonly key: string;
  readonly heading: string;
  /** 'art. 33(3)(a)'; null where no article asks for it. */
  readonly article: string | null;
  readonly paragraphs?: readonly string[];
  readonly lines?: readonly PaperLine[];
  readonly table?: PaperTable;
}

/** A document of a case before it is a file: the same content in every format. */
export interface Paper {
  /** What it is, for machines: 'notification', 'register', … */
  readonly document: string;
  readonly language: 'en' | 'fr';
  readonly title: string;
  readonly subtitle: string;
  /** Id of the case. */
  readonly reference: string;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
  readonly sections: readonly PaperSection[];
  /** What stands where something is missing. */
  readonly toBeCompleted: string;
  readonly footer: (page: number, pages: number) => string;
}
