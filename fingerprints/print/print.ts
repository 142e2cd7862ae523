import type { ColumnReading, FieldScope, Role } from '../fields/field.ts';
import type { ColumnIndex } from './column-index.ts';
import type { FrequencyTable } from './frequency-table.ts';
import type { SpellingIndex } from './spelling-index.ts';

/** Layout of the packed parts. A print of another layout is not read. */
export const PRINT_LAYOUT = 2;

/** What the rows of a print come from. */
export type PrintKind = 'table' | 'asset' | 'suspect';

/** What is known of one column of a print, without any value. */
export interface PrintColumn {
  /** 0-based position in the source; columns that were ignored have no PrintColumn. -1 for a derived column. */
  readonly source: number;
  /** The column's name in the source; null for a file without header. */
  readonly name: string | null;
  readonly reading: ColumnReading;
  readonly role: Role | null;
  readonly scope: FieldScope;
  /** Full name made of a given and a family column, so that it meets tables that hold it in one. Never evidence twice. */
  readonly isDerived: boolean;
  /** Rows that share this column's value are the same person: the key that the user named. */
  readonly isKey: boolean;
  /** Rows without a value. */
  readonly empty: number;
  /** Rows with a value that cannot be read as the field (a NIR with a wrong key). */
  readonly unreadable: number;
  /** Different values. */
  readonly distinct: number;
  /** -log2 P(two different people of the print agree), bounded by the rule of three where nobody does. */
  readonly identifyingBits: number;
  /** P(a stranger has the value) for a value that stands once in the print (Good-Turing). */
  readonly singleShare: number;
  /** Share of the filled rows that have the most frequent value. */
  readonly commonestShare: number;
  /** P(a stranger's value is one slip away from a given value); 0 where near agreement is not weighed. */
  readonly nearShare: number;
  /** P(a relative of the row's person, another person, has the same value): learned from the print's own households. */
  readonly relativeShare: number;
  /** Whether rows can be looked up by this column. */
  readonly isIndexed: boolean;
  /** Whether spellings one slip away are known. */
  readonly hasSpellings: boolean;
}

/** Everything of a print but its packed parts; JSON-serialisable. */
export interface PrintMeta {
  readonly layout: typeof PRINT_LAYOUT;
  readonly algorithm: string;
  readonly keyId: string;
  readonly canonicalVersion: number;
  readonly rows: number;
  /** Different people, by the same rule of evidence as between prints. */
  readonly persons: number;
  readonly columns: readonly PrintColumn[];
  /**
   * relations[i][j]: P(two different people agree on column j, given that they agree on column i), counted among
   * the print's own rows of different households; the dependence that keeps town and postcode from counting twice. Null: never seen to agree.
   */
  readonly relations: readonly (readonly (number | null)[])[];
  /** Share 0..1 of rows that carry enough to recognise one person among all. */
  readonly recognisableShare: number;
}

/** The fingerprint of a whole set of rows. No plaintext. */
export interface Print {
  readonly meta: PrintMeta;
  /** Row-major 32-bit tokens (the high halves), rows x columns; 0 = empty or unreadable. */
  readonly signature: Uint32Array;
  /** By column; null where rows cannot be looked up by it. */
  readonly indexes: readonly (ColumnIndex | null)[];
  /** By column; null where the index already counts. */
  readonly frequencies: readonly (FrequencyTable | null)[];
  /** By column; null where near agreement is not weighed. */
  readonly spellings: readonly (SpellingIndex | null)[];
  /** Person number (0-based, below meta.persons) by row; null when every row is another person. */
  readonly personOf: Uint32Array | null;
}

/** The person a row of the print belongs to. */
export function personOfRow(print: Print, row: number): number {
  return print.personOf === null ? row : print.personOf[row]!;
}
