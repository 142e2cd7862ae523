import { type CellTokens, cellOf, MAX_TOKENS_PER_SLOT, type Slot, type SlotReader } from '../engine/slot.ts';
import type { CellTokeniser, SpellingTokeniser } from '../engine/tokeniser.ts';
import type { RowTokens } from './evidence.ts';
import { gatherValues, type SlotValues, type TokenColumn } from './slot-values.ts';

/** Sampled rows that show which values occur at all. */
const FIRST_LOOKED_AT = 2_000;
/** Of these, and of the sure pairs, so many show it for pieces of cells, which cost most: a merged name has a dozen. */
export const PIECES_LOOKED_AT = 500;

/** What blurs and reads the cells of a sample. Without `cellTokens` they are read one by one. */
export type SampleTokeniser = SpellingTokeniser & Partial<CellTokeniser>;

/**
 * Sampled rows of a section. Their tokens are made when they are first asked for, and once for all prints: a suspect
 * may be read in a hundred ways, and of most rows few are ever looked at.
 */
export interface Sample {
  /** Rows there are. */
  readonly size: number;
  readonly slots: readonly Slot[];
  /** The tokens of a slot; only those of the given rows, and of rows asked for before, stand there. */
  column(slot: number, rows: readonly number[]): TokenColumn;
  /** A row as the reference takes it, with the tokens of these slots alone. */
  tokens(row: number, slots: readonly number[]): RowTokens;
  /** The different values that a slot's first rows hold. */
  values(slot: number): SlotValues;
  /** Tokens of the blurred spellings of what a slot reads in a row. */
  blurred(slot: number, row: number): readonly number[] | Uint32Array;
}

/** Make the sample of some rows, read through a section's readers. */
export function createSample(
  rows: readonly (readonly string[])[],
  readers: readonly SlotReader[],
  tokeniser: SampleTokeniser,
): Sample {
  const columns = readers.map(() => null as ReadColumn | null);
  const values: SlotValues[] = [];
  const blurred: (readonly number[] | Uint32Array)[][] = readers.map(() => []);
  const first = rowsBetween(0, Math.min(FIRST_LOOKED_AT, rows.length));
  const columnOf = (slot: number): ReadColumn => {
    columns[slot] ??= readColumn(rows, readers[slot]!, tokeniser);
    return columns[slot];
  };
  return {
    size: rows.length,
    slots: readers.map(({ slot }) => slot),
    column(slot, wanted) {
      const column = columnOf(slot);
      column.read(wanted);
      return column.tokens();
    },
    tokens(row, slots) {
      const tokens: CellTokens[] = [];
      for (const slot of slots) tokens[slot] = cellTokensOf(this.column(slot, [row]), row);
      return tokens;
    },
    values(slot) {
      const some = readers[slot]!.slot.kind === 'pieces' ? first.slice(0, PIECES_LOOKED_AT) : first;
      values[slot] ??= gatherValues(this.column(slot, some), some.length);
      return values[slot];
    },
    blurred(slot, row) {
      const known = blurred[slot]!;
      known[row] ??= blurredOf(readers[slot]!, rows[row]!, tokeniser);
      return known[row];
    },
  };
}

/** The rows [from, to). */
export function rowsBetween(from: number, to: number): readonly number[] {
  const rows: number[] = [];
  for (let row = from; row < to; row++) rows.push(row);
  return rows;
}

/** Tokens of the blurred spellings of what a slot reads in a row. */
export function blurredOf(
  { slot, canonicals }: SlotReader,
  cells: readonly string[],
  tokeniser: SpellingTokeniser,
): readonly number[] | Uint32Array {
  const forms = canonicals(cells);
  const { field } = slot.reading;
  if (forms.length === 1) return tokeniser.spellings(field, forms[0]!);
  return forms.flatMap((form) => [...tokeniser.spellings(field, form)]);
}

function cellTokensOf({ entries, high, low }: TokenColumn, row: number): CellTokens {
  const tokens: { high: number; low: number | null }[] = [];
  const from = row * entries;
  for (let at = from; at < from + entries && high[at] !== 0; at++)
    tokens.push({ high: high[at]!, low: low === null ? null : low[at]! });
  return tokens;
}

interface ReadColumn {
  read(rows: readonly number[]): void;
  tokens(): TokenColumn;
}

function readColumn(
  rows: readonly (readonly string[])[],
  reader: SlotReader,
  { cellTokens }: SampleTokeniser,
): ReadColumn {
  const { slot } = reader;
  const entries = slot.kind === 'pieces' ? MAX_TOKENS_PER_SLOT : 1;
  const high = new Uint32Array(rows.length * entries);
  const low = new Uint32Array(rows.length * entries);
  const isRead = new Uint8Array(rows.length);
  let hasLow = true;
  const readMany = (wanted: readonly number[], read: CellTokeniser['cellTokens']): void => {
    const found = read(
      slot.reading,
      wanted.map((row) => cellOf(slot, rows[row]!)),
    );
    wanted.forEach((row, at) => {
      high[row] = found.high[at]!;
      low[row] = found.low[at]!;
    });
  };
  const readOne = (row: number): void => {
    reader.tokens(rows[row]!).forEach((token, at) => {
      high[row * entries + at] = token.high;
      if (token.low === null) hasLow = false;
      else low[row * entries + at] = token.low;
    });
  };
  return {
    read(wanted) {
      const missing: number[] = [];
      for (const row of wanted) if (isRead[row] === 0) missing.push(row);
      if (missing.length === 0) return;
      if (cellTokens && slot.kind !== 'pieces') readMany(missing, cellTokens);
      else missing.forEach(readOne);
      for (const row of missing) isRead[row] = 1;
    },
    tokens: () => ({ entries, high, low: hasLow ? low : null }),
  };
}
