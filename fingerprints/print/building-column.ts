import type { SlotReader } from '../engine/slot.ts';
import type { ColumnReading, Role } from '../fields/field.ts';
import type { GrowingColumn } from './growing-column.ts';
import type { SpellingCollector } from './spelling-index.ts';
import type { TokenSet } from './token-set.ts';

/** A column as it is to be fingerprinted. */
export interface PlannedColumn {
  /** 0-based position in the source's rows. */
  readonly source: number;
  readonly name: string | null;
  readonly reading: ColumnReading;
  readonly role: Role | null;
  /** Rows that share its value are the same person. */
  readonly isKey: boolean;
}

/** Tokens and counts of one column while rows come in. */
export interface BuildingColumn {
  readonly plan: PlannedColumn;
  readonly isDerived: boolean;
  readonly reader: SlotReader;
  readonly high: GrowingColumn;
  /** Last 16 bits of the low halves, only for columns that rows may be looked up by. */
  readonly tags: GrowingColumn<Uint16Array> | null;
  readonly spellings: { readonly collector: SpellingCollector; readonly seen: TokenSet } | null;
  empty: number;
  unreadable: number;
}

/** Different values of which near spellings are kept; beyond it a column identifies well enough by itself. */
const MAX_SPELLED_VALUES = 500_000;

/** Whether the near spellings of a value are wanted: of each once, in columns that keep them. */
export function isNewValue({ spellings }: BuildingColumn, high: number): boolean {
  return spellings !== null && spellings.seen.size() < MAX_SPELLED_VALUES && spellings.seen.add(high);
}
