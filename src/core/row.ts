/** One record of a table or of a file: its cells as text, in column order. */
export interface Row {
  /** 1-based number among the data rows of its source, in source order: the number that `--explain` takes. */
  readonly number: number;
  /** Cell text exactly as the source has it (decoded); '' where the source has nothing or NULL. */
  readonly cells: readonly string[];
  /** 0-based index of the section the row belongs to: a file may hold several stacked tables. Always 0 for tables. */
  readonly section: number;
}

/** Rows travel in batches (at most some thousand), because one promise per row costs more than reading it. */
export type RowBatch = readonly Row[];

/** Something of a source that was not read, and why. A source with such entries is never called clean. */
export interface Skipped {
  /** What was not read: a member, a range of rows, a part of the file. Never cell contents. */
  readonly what: string;
  /** Why, in one word or a short sentence a person understands: 'encrypted', 'columns do not fit'. */
  readonly reason: string;
  /** How many rows this entry stands for, where that is known. */
  readonly rows?: number;
}

/** How much of a source was read. `complete` is true only when nothing at all was skipped. */
export interface Coverage {
  readonly complete: boolean;
  readonly bytesRead: number;
  readonly skipped: readonly Skipped[];
}
