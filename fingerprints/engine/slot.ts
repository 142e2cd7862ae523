import type { ColumnReading } from '../fields/field.ts';
import { FIELDS } from '../fields/fields.ts';
import type { Tokeniser } from './tokeniser.ts';

/** Most tokens one slot gives for one row: the pieces of a merged name. */
export const MAX_TOKENS_PER_SLOT = 12;

/**
 * One way of reading a row: a column as a field (`whole`), the parts that a merged column may hold (`pieces`), or
 * several columns read as one (`joined`: given and family name as a full name).
 */
export interface Slot {
  readonly kind: 'whole' | 'pieces' | 'joined';
  /** 0-based columns of the row; one unless `joined`. */
  readonly columns: readonly number[];
  readonly reading: ColumnReading;
}

/** Two slots are the same question when this is the same text. */
export function slotKey(slot: Slot): string {
  return `${slot.kind}:${slot.columns.join('+')}:${JSON.stringify(slot.reading)}`;
}

/** Tokens of one cell; empty when it is blank or cannot be read as the slot's field. */
export type CellTokens = readonly CellToken[];

/** A token, or the high half alone where a print keeps no more. */
export interface CellToken {
  readonly high: number;
  readonly low: number | null;
}

/** Reads rows through slots. Keeps a bounded cache of short repeated cells (names, dates, towns) in memory. */
export interface SlotReader {
  readonly slot: Slot;
  tokens(cells: readonly string[]): CellTokens;
  /** Canonical forms behind `tokens`, for blurred look-ups of rows that nothing else explains. Not cached. */
  canonicals(cells: readonly string[]): readonly string[];
}

/** Make the reader of one slot. */
export function createSlotReader(slot: Slot, tokeniser: Tokeniser): SlotReader {
  const field = FIELDS[slot.reading.field];
  const canonicals = (cell: string): readonly string[] => {
    if (cell === '') return NONE;
    if (slot.kind === 'pieces') return field.pieces?.(cell, slot.reading) ?? NONE;
    const canonical = field.canonical(cell, slot.reading);
    return canonical === null ? NONE : [canonical];
  };
  // Merged names differ where their given names do not.
  const tokenOfPiece = withCache((form) => tokeniser.token(field.id, form));
  const tokens = (cell: string): CellTokens => {
    const forms = canonicals(cell);
    if (forms.length === 0) return NO_TOKENS;
    if (slot.kind !== 'pieces') return [tokeniser.token(field.id, forms[0]!)];
    return forms.slice(0, MAX_TOKENS_PER_SLOT).map(tokenOfPiece);
  };
  const cached = withCache(tokens);
  return {
    slot,
    tokens: (cells) => cached(cellOf(slot, cells)),
    canonicals: (cells) => canonicals(cellOf(slot, cells)),
  };
}

const NONE: readonly string[] = [];
const NO_TOKENS: CellTokens = [];
const CACHE_ENTRIES = 50_000;
/** V8 copies slices up to 12 characters; a longer key would keep its whole chunk of the file alive. */
const CACHED_CHARS = 12;
const TRIAL_LOOKUPS = 20_000;
const WORTHWHILE_HITS = 0.3;

/** The text that a slot reads of a row: of several columns what is not empty, with blanks between. */
export function cellOf(slot: Slot, cells: readonly string[]): string {
  if (slot.columns.length === 1) return cells[slot.columns[0]!] ?? '';
  return slot.columns
    .map((column) => cells[column] ?? '')
    .filter((cell) => cell !== '')
    .join(' ');
}

/** Columns whose values repeat are read once per value; for others the cache switches itself off. */
function withCache<Read>(read: (text: string) => Read): (text: string) => Read {
  const cache = new Map<string, Read>();
  let lookups = 0;
  let hits = 0;
  let isOn = true;
  return (text) => {
    if (!isOn || text.length > CACHED_CHARS) return read(text);
    lookups++;
    const known = cache.get(text);
    if (known !== undefined) hits++;
    if (lookups === TRIAL_LOOKUPS && hits < TRIAL_LOOKUPS * WORTHWHILE_HITS) {
      isOn = false;
      cache.clear();
    }
    if (known !== undefined) return known;
    if (!isOn) return read(text);
    const found = read(text);
    if (cache.size >= CACHE_ENTRIES) cache.clear();
    cache.set(text, found);
    return found;
  };
}
