import { type Arena, createArena } from '../../fingerprints/engine/arena.ts';
import type { Kernel } from '../../fingerprints/engine/kernel.ts';
import type { Slot } from '../../fingerprints/engine/slot.ts';
import {
  layTokens,
  storeTokens,
  TOKEN_BYTES,
  type TokenLayout,
} from '../../fingerprints/engine/token-layout.ts';
import type { Ways } from '../../fingerprints/overlap/candidates.ts';
import type { Comparison } from '../../fingerprints/overlap/comparison.ts';
import type { RowTokens } from '../../fingerprints/overlap/evidence.ts';
import { createKernelMatcher, kernelMatcherRoom } from '../../fingerprints/overlap/kernel-matcher.ts';
import { layMatchPlan } from '../../fingerprints/overlap/lay-match-plan.ts';
import { createRowMatcher } from '../../fingerprints/overlap/match-row.ts';
import { type NearTokens, setsOf } from '../../fingerprints/overlap/near-sets.ts';
import { createVerdictPacker } from '../../fingerprints/overlap/verdict-log.ts';
import type { Print } from '../../fingerprints/print/print.ts';

/** Rows of a suspect that are held against a print. */
export interface MatchCase {
  readonly print: Print;
  readonly comparisons: readonly Comparison[];
  readonly ways: Ways | null;
  readonly slots: readonly Slot[];
  readonly rows: readonly RowTokens[];
  /** By the row's place; null where near agreement is not looked at. */
  readonly near: ((row: number) => NearTokens | null) | null;
}

/** The records of both paths, and for how many rows each asked what is near. */
export interface BothRecords {
  readonly kernel: Uint32Array;
  readonly reference: Uint32Array;
  readonly kernelAsked: number;
  readonly referenceAsked: number;
}

const FIRST_ROW = 7;
const MOST_ROWS = 512;
const MOST_COMPARISONS = 64;

/** Match cases with a kernel and with the reference. All cases share one work area, as the blocks of a thread do. */
export function createBothWays(kernel: Kernel): (of: MatchCase) => BothRecords {
  const arena = createArena(kernel.memory, kernel.exports.heapBase());
  const place = arena.take(kernelMatcherRoom(kernel, MOST_COMPARISONS, MOST_ROWS));
  return (of) => {
    let [kernelAsked, referenceAsked] = [0, 0];
    const records = kernelRecords(kernel, arena, place, of, () => kernelAsked++);
    const reference = referenceRecords(of, () => referenceAsked++);
    return { kernel: records, reference, kernelAsked, referenceAsked };
  };
}

function kernelRecords(
  kernel: Kernel,
  arena: Arena,
  place: number,
  { print, comparisons, ways, slots, rows, near }: MatchCase,
  onAsk: () => void,
): Uint32Array {
  const layout = layTokens(slots);
  const plan = layMatchPlan(arena, print, comparisons, ways, layout);
  const tokens = layRows(arena, layout, rows);
  const matcher = createKernelMatcher({
    kernel,
    plan,
    comparisons: comparisons.length,
    entries: layout.entries,
    place,
    mostRows: MOST_ROWS,
  });
  const nearOf = (row: number): NearTokens | null => {
    onAsk();
    return near?.(row) ?? null;
  };
  return matcher.match(tokens, rows.length, FIRST_ROW, near === null ? null : nearOf);
}

function layRows(arena: Arena, layout: TokenLayout, rows: readonly RowTokens[]): number {
  const at = arena.take(rows.length * layout.entries * TOKEN_BYTES);
  const table = { at, entries: layout.entries, words: new Uint32Array(arena.memory.buffer) };
  rows.forEach((row, number) => {
    for (const [slot, laid] of layout.slots.entries()) storeTokens(table, number, laid, row[slot]!);
  });
  return at;
}

function referenceRecords(
  { print, comparisons, ways, rows, near }: MatchCase,
  onAsk: () => void,
): Uint32Array {
  const matcher = createRowMatcher(print, comparisons, ways);
  const packer = createVerdictPacker(comparisons.length);
  rows.forEach((row, number) => {
    const match = matcher.match(row, () => {
      onAsk();
      return setsOf(near?.(number) ?? null);
    });
    if (match !== null) packer.add(FIRST_ROW + number, match);
  });
  const { buffer, byteOffset, byteLength } = packer.rest();
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}
