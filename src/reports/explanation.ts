import type { PrintKind } from './report.ts';

/** What became of one column when a row was compared with a record. */
export type ColumnOutcome = 'agree' | 'near' | 'swapped' | 'disagree' | 'empty';

/** What the row is, in this print. */
export type Verdict = 'present' | 'household' | 'absent';

/** One column's part in the evidence. */
export interface ColumnEvidence {
  /** 0-based column of the suspect. */
  readonly index: number;
  readonly header: string | null;
  /** The column's name in the print. */
  readonly column: string;
  readonly field: string;
  readonly outcome: ColumnOutcome;
  /** Above 0 speaks for the same person, below 0 against; 0 where a side is empty. */
  readonly bits: number;
}

/** Why one row of a suspect was or was not found in one print. Holds no cell of either side. */
export interface Explanation {
  readonly schema: 'rowprint.explanation/1';
  readonly report: string;
  /** Name of the suspect. */
  readonly suspect: string;
  /** 1-based number among the data rows of the suspect. */
  readonly row: number;
  readonly verdict: Verdict;
  readonly print: { readonly id: string; readonly name: string; readonly kind: PrintKind };
  /** 1-based number of the record that fits best, null where no record came into question. */
  readonly printRow: number | null;
  /** The sum of the evidence. */
  readonly bits: number;
  /** What a row needs to be present; null where no record came into question, or no evidence would do. */
  readonly thresholdBits: number | null;
  readonly columns: readonly ColumnEvidence[];
  /** Sentences on what the bits alone do not say: a runner-up close behind, what only a household shares. */
  readonly notes: readonly string[];
}
