import type { CellTokens, SlotReader } from '../engine/slot.ts';
import type { RowTokens } from './evidence.ts';

/** A sampled row of a suspect: its cells and their tokens by slot. */
export interface SampledRow {
  readonly cells: readonly string[];
  readonly tokens: RowTokens;
}

/**
 * Rows whose tokens are made when they are first asked for, slot by slot: a suspect may be read in a hundred ways, and
 * of most rows few are ever looked at.
 */
export function sampleRows(
  rows: readonly (readonly string[])[],
  readers: readonly SlotReader[],
): SampledRow[] {
  const lazy: object = Object.defineProperties(
    {},
    Object.fromEntries(readers.map((reader, slot) => [slot, lazyTokens(reader, slot)])),
  );
  return rows.map((cells) => ({
    cells,
    tokens: Object.create(lazy, { cells: { value: cells } }) as RowTokens,
  }));
}

interface LazyRow {
  readonly cells: readonly string[];
}

function lazyTokens(reader: SlotReader, slot: number): PropertyDescriptor {
  return {
    get(this: LazyRow): CellTokens {
      const tokens = reader.tokens(this.cells);
      Object.defineProperty(this, slot, { value: tokens });
      return tokens;
    },
  };
}
