import type { Arena } from '../engine/arena.ts';
import type { Kernel } from '../engine/kernel.ts';
import { layTokens, type SlotEntries, TOKEN_BYTES, type TokenLayout } from '../engine/token-layout.ts';
import { comparedSlots } from './comparison.ts';
import { createKernelMatcher, kernelMatcherRoom } from './kernel-matcher.ts';
import { fitsKernel, layMatchPlan } from './lay-match-plan.ts';
import { type Match, matchSample, type SampleMatcher } from './match-sample.ts';
import { rowsBetween, type Sample } from './sample.ts';
import { unpackVerdicts } from './verdict-log.ts';

/** Rows that are matched at once. */
const ROWS_AT_ONCE = 256;

/** Make the kernel's matcher of sampled rows: the same matches as the reference gives. */
export function createKernelSample(kernel: Kernel, arena: Arena): SampleMatcher {
  // One place for all questions of a run: they are asked one after the other.
  const places = { tokens: grownPlace(arena), matcher: grownPlace(arena) };
  return (question) => {
    const { print, comparisons, ways, sample, near } = question;
    const slots = comparedSlots(comparisons);
    const layout = layoutOf(sample, slots);
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
    const matchSome = (rows: readonly number[]): Match[] => {
      layRows(arena, tokens, layout, slots, sample, rows);
      const nearOf = near === null ? null : (at: number) => near.tokens(rows[at]!);
      const records = matcher.match(tokens, rows.length, 0, nearOf);
      const found: Match[] = rows.map(() => null);
      for (const match of unpackVerdicts(new Uint8Array(records.buffer), comparisons.length))
        found[match.row] = match;
      return found;
    };
    return (from, to) => {
      const matches: Match[] = [];
      for (let at = from; at < Math.min(to, sample.size); at += ROWS_AT_ONCE)
        matches.push(...matchSome(rowsBetween(at, Math.min(to, at + ROWS_AT_ONCE, sample.size))));
      return matches;
    };
  };
}

/** The compared slots alone, side by side; `slots` are numbered as the sample's. */
function layoutOf(sample: Sample, compared: readonly number[]): TokenLayout {
  const { slots: laid, entries } = layTokens(compared.map((slot) => sample.slots[slot]!));
  const slots: SlotEntries[] = [];
  compared.forEach((slot, at) => {
    slots[slot] = laid[at]!;
  });
  return { slots, entries };
}

/** Write the tokens of the slots that are compared. */
function layRows(
  { memory }: Arena,
  at: number,
  layout: TokenLayout,
  slots: readonly number[],
  sample: Sample,
  rows: readonly number[],
): void {
  const words = new Uint32Array(memory.buffer);
  for (const slot of slots) {
    const { entries, high, low } = sample.column(slot, rows);
    let row = at / 4 + 2 * layout.slots[slot]!.first;
    for (const sampled of rows) {
      for (let entry = 0; entry < entries; entry++) {
        words[row + 2 * entry] = high[sampled * entries + entry]!;
        words[row + 2 * entry + 1] = low === null ? 0 : low[sampled * entries + entry]!;
      }
      row += 2 * layout.entries;
    }
  }
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
