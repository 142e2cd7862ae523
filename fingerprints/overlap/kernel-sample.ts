import type { Arena } from '../engine/arena.ts';
import type { Kernel } from '../engine/kernel.ts';
import { layTokens, storeTokens, TOKEN_BYTES, type TokenLayout } from '../engine/token-layout.ts';
import { createKernelMatcher, kernelMatcherRoom } from './kernel-matcher.ts';
import { fitsKernel, layMatchPlan } from './lay-match-plan.ts';
import { type Match, matchSample, type SampleMatcher, type SampleQuestion } from './match-sample.ts';
import type { SampledRow } from './sampled-row.ts';
import { unpackVerdicts } from './verdict-log.ts';

/** Rows that are matched at once. */
const ROWS_AT_ONCE = 256;

/** Make the kernel's matcher of sampled rows: the same matches as the reference gives. */
export function createKernelSample(kernel: Kernel, arena: Arena): SampleMatcher {
  // One place for all questions of a run: they are asked one after the other.
  const places = { tokens: grownPlace(arena), matcher: grownPlace(arena) };
  return (question) => {
    const { print, comparisons, ways, slots } = question;
    const layout = layTokens(slots);
    if (!fitsKernel(comparisons, layout)) return matchSample(question);
    const plan = layMatchPlan(arena, print, comparisons, ways, layout);
    const tokens = places.tokens(ROWS_AT_ONCE * layout.entries * TOKEN_BYTES);
    const matcher = createKernelMatcher({
      kernel,
      plan,
      comparisons: comparisons.length,
      entries: layout.entries,
      place: places.matcher(kernelMatcherRoom(kernel, comparisons.length, ROWS_AT_ONCE)),
      mostRows: ROWS_AT_ONCE,
    });
    return (rows) => {
      const matches: Match[] = [];
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const some = rows.slice(from, from + ROWS_AT_ONCE);
        layRows(arena, tokens, layout, some, question);
        const { records } = matcher.match(tokens, some.length, 0, (row) => nearTokens(question, some[row]!));
        const found: Match[] = some.map(() => null);
        for (const match of unpackVerdicts(new Uint8Array(records.buffer), comparisons.length))
          found[match.row] = match;
        matches.push(...found);
      }
      return matches;
    };
  };
}

/** Write the tokens of the slots that are compared. */
function layRows(
  { memory }: Arena,
  at: number,
  layout: TokenLayout,
  rows: readonly SampledRow[],
  { comparisons }: SampleQuestion,
): void {
  const table = { at, entries: layout.entries, words: new Uint32Array(memory.buffer) };
  const used = new Set(comparisons.flatMap(({ slot, alternates }) => [slot, ...alternates]));
  rows.forEach(({ tokens }, row) => {
    for (const slot of used) storeTokens(table, row, layout.slots[slot]!, tokens[slot]!);
  });
}

function nearTokens({ near }: SampleQuestion, { cells }: SampledRow): (Uint32Array | null)[] | null {
  const sets = near?.(cells) ?? null;
  return sets === null ? null : sets.map((set) => (set === null ? null : Uint32Array.from(set)));
}

/** A place that is taken anew only when more is wanted than it has. */
function grownPlace(arena: Arena): (bytes: number) => number {
  let place = 0;
  let room = 0;
  return (bytes) => {
    if (bytes > room) {
      place = arena.take(bytes);
      room = bytes;
    }
    return place;
  };
}
