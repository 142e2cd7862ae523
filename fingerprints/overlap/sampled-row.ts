import type { RowTokens } from './evidence.ts';

/** A sampled row of a suspect: its cells and their tokens by slot. */
export interface SampledRow {
  readonly cells: readonly string[];
  readonly tokens: RowTokens;
}
