import type { Arena } from '../engine/arena.ts';
import type { TokenLayout } from '../engine/token-layout.ts';
import { type ColumnIndex, rowBitsFor } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import { lookedUp, type ValuePair, type Ways } from './candidates.ts';
import type { Comparison } from './comparison.ts';
import { countTelling } from './evidence.ts';
import { createPairWeights, type PairWeights } from './pair-weights.ts';
import { sharedAtHome } from './value-share.ts';

/** Most comparisons, and most runs of one row, that the kernel has room for (assembly/match/plan.ts). */
const MOST_COMPARISONS = 64;
const MOST_RUNS = 4_096;

const PLAN_BYTES = 96;
const COLUMN_BYTES = 64;
const COMPARISON_BYTES = 128;
const NO_INDEX = 0xffffffff;
/** Rows a value stands in, on average, from which its share is worth remembering. */
const REPEATED = 8;
const IS_HOME = 1;
const IS_NAME = 2;

/** Whether the kernel has room for what is to be compared; else the reference matches. */
export function fitsKernel(comparisons: readonly Comparison[], layout: TokenLayout): boolean {
  let runs = 0;
  for (const { slot, alternates } of comparisons)
    for (const at of [slot, ...alternates]) runs += layout.slots[at]!.count;
  return comparisons.length <= MOST_COMPARISONS && runs <= MOST_RUNS;
}

/**
 * Write into the kernel's memory what it needs to match rows against a print, as assembly/match/plan.ts has it. Packed
 * parts that are in that memory already are not copied. Returns the plan's address.
 */
export function layMatchPlan(
  arena: Arena,
  print: Print,
  comparisons: readonly Comparison[],
  ways: Ways | null,
  layout: TokenLayout,
): number {
  const { meta } = print;
  const looked = lookedUp(print, comparisons, ways);
  const homes = sharedAtHome(meta.columns);
  const relations = meta.relations.flatMap((row) => row.map((share) => share ?? 0));
  const weights = createPairWeights(print, comparisons);
  const plan = arena.take(PLAN_BYTES);
  const words = {
    0: arena.place(print.signature),
    4: meta.columns.length,
    8: print.personOf === null ? 0 : arena.place(print.personOf),
    12: comparisons.length,
    16: layout.entries,
    20: layColumns(arena, print),
    24: layComparisons(arena, print, comparisons, weights, layout),
    28: arena.place(weights.conditional),
    32: countTelling(print, comparisons),
    36: arena.place(Uint32Array.from(homes)),
    40: homes.length,
    44: arena.place(allowedPairs(comparisons.length, ways?.pairs ?? null)),
    64: arena.place(Float64Array.from(relations)),
    68: arena.place(Uint32Array.from(looked)),
    72: looked.length,
    76: arena.place(weights.sureConditional),
    80: meta.rows,
    84: arena.place(sureBits(weights)),
    88: rowBitsFor(meta.rows),
  };
  const view = new DataView(arena.memory.buffer);
  for (const [at, word] of Object.entries(words)) view.setUint32(plan + Number(at), word, true);
  view.setFloat64(plan + 48, meta.rows === 0 ? 1 : meta.persons / meta.rows, true);
  view.setFloat64(plan + 56, Math.log2(Math.max(1, meta.persons)), true);
  return plan;
}

function sureBits({ sureStranger, sureRelative }: PairWeights): Float64Array {
  return Float64Array.from({ length: 2 * sureStranger.length }, (_, i) =>
    i % 2 === 0 ? sureStranger[i >> 1]! : sureRelative[i >> 1]!,
  );
}

function allowedPairs(count: number, pairs: readonly ValuePair[] | null): Uint8Array {
  const allowed = new Uint8Array(count * count).fill(pairs === null ? 1 : 0);
  for (const [one, other] of pairs ?? []) {
    allowed[one * count + other] = 1;
    allowed[other * count + one] = 1;
  }
  return allowed;
}

function layColumns(arena: Arena, print: Print): number {
  const { columns, rows } = print.meta;
  const parts = columns.map(
    (_, at) => layIndex(arena, print.indexes[at]!) ?? layFrequencies(arena, print, at),
  );
  const from = arena.take(columns.length * COLUMN_BYTES);
  const view = new DataView(arena.memory.buffer);
  columns.forEach((column, at) => {
    const place = from + at * COLUMN_BYTES;
    parts[at]!.forEach((word, i) => {
      view.setUint32(place + 4 * i, word, true);
    });
    const filled = Math.max(1, rows - column.empty - column.unreadable);
    view.setUint32(place + 28, filled >= column.distinct * REPEATED ? 1 : 0, true);
    view.setFloat64(place + 32, column.singleShare, true);
    view.setFloat64(place + 40, filled, true);
  });
  return from;
}

function layIndex(arena: Arena, index: ColumnIndex | null): readonly number[] | null {
  if (!index) return null;
  return [index.bits, arena.place(index.starts), arena.place(index.entries), 0, 0, 0, 0];
}

function layFrequencies(arena: Arena, print: Print, at: number): readonly number[] {
  const { tokens, counts } = print.frequencies[at]!;
  return [NO_INDEX, 0, 0, 0, arena.place(tokens), arena.place(counts), tokens.length];
}

function layComparisons(
  arena: Arena,
  print: Print,
  comparisons: readonly Comparison[],
  weights: PairWeights,
  layout: TokenLayout,
): number {
  const alternates = comparisons.map((comparison) =>
    arena.place(
      Uint32Array.from(
        comparison.alternates.flatMap((slot) => [layout.slots[slot]!.first, layout.slots[slot]!.count]),
      ),
    ),
  );
  const from = arena.take(comparisons.length * COMPARISON_BYTES);
  const view = new DataView(arena.memory.buffer);
  comparisons.forEach((comparison, at) => {
    const place = from + at * COMPARISON_BYTES;
    const { first, count } = layout.slots[comparison.slot]!;
    const flags = (weights.isHome[at] ? IS_HOME : 0) | (weights.isName[at] ? IS_NAME : 0);
    [comparison.column, first, count, alternates[at]!, comparison.alternates.length, flags].forEach(
      (word, i) => {
        view.setUint32(place + 4 * i, word, true);
      },
    );
    [
      comparison.shares.agree,
      comparison.shares.swapped,
      weights.relativeShare[at]!,
      weights.nearStranger[at]!,
      weights.nearRelative[at]!,
      weights.disagreeStranger[at]!,
      weights.disagreeRelative[at]!,
      weights.disagreeAgainStranger[at]!,
      weights.disagreeAgainRelative[at]!,
      weights.liftStranger[at]!,
      weights.liftKin[at]!,
      print.meta.columns[comparison.column]!.identifyingBits,
    ].forEach((number, i) => {
      view.setFloat64(place + 24 + 8 * i, number, true);
    });
  });
  return from;
}
