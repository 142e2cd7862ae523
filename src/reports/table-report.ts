import type { Coverage } from '../core/row.ts';

/** What was made of one column of a table. */
export interface TableColumnReport {
  readonly name: string;
  /** A field's id. */
  readonly field: string;
  /** Which of several columns of its field it is ('given', 'family', 'birth', …), null where that does not matter. */
  readonly role: string | null;
  /** Different canonical values. */
  readonly distinct: number;
  /** Cells that hold nothing. */
  readonly empty: number;
  /** Cells that hold something which cannot be read as the field. */
  readonly unreadable: number;
  /** -log2 P(two different rows agree), estimated from this table; null where nothing could be counted. */
  readonly identifyingBits: number | null;
  /** Whether rows can be looked up by this column alone. */
  readonly indexed: boolean;
  /** Left out on request: nothing of it is in the print. */
  readonly ignored: boolean;
}

/** What `table add` and `table refresh` say: `rowprint.table/1`. */
export interface TableReport {
  readonly schema: 'rowprint.table/1';
  readonly table: {
    readonly name: string;
    readonly controller: string | null;
    /** Where the rows came from, without user and password. */
    readonly source: string;
  };
  /** The print that was made. */
  readonly print: string;
  /** ISO 8601 in UTC. */
  readonly snapshotAt: string;
  readonly rows: number;
  /** People among the rows: rows of the same person count once. */
  readonly persons: number;
  /** Whether the primary keys are kept, encrypted. */
  readonly keepsKeys: boolean;
  readonly columns: readonly TableColumnReport[];
  readonly coverage: Coverage;
  readonly warnings: readonly string[];
  readonly elapsedMs: number;
}

/** A table as `table list` shows it. */
export interface TableSummary {
  readonly name: string;
  readonly controller: string | null;
  /** Without user and password. */
  readonly source: string;
  /** The latest snapshot: ISO 8601 in UTC. */
  readonly snapshotAt: string;
  readonly rows: number;
  readonly persons: number;
  /** How many snapshots are kept. */
  readonly snapshots: number;
  /** Whether the primary keys of the latest snapshot are kept, encrypted, so that affected rows can be named. */
  readonly keepsKeys: boolean;
  /** Columns that extracts of it are meant to hold; null: all of them. */
  readonly declared: readonly string[] | null;
}

/** What `table declare` noted: `rowprint.declaration/1`. */
export interface DeclarationReport {
  readonly schema: 'rowprint.declaration/1';
  readonly name: string;
  /** Null: extracts may hold all columns. */
  readonly declared: readonly string[] | null;
  /** Columns of the latest print that are not declared. */
  readonly undeclared: readonly string[];
}

/** What `table forget` erased. */
export interface ForgottenTable {
  readonly name: string;
  readonly prints: number;
}

/** What `init` made. */
export interface InitReport {
  readonly home: string;
  readonly keyFile: string;
  readonly keyId: string;
}
