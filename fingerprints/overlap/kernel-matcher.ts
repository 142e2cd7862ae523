import type { Kernel } from '../engine/kernel.ts';
import { TOKEN_BYTES } from '../engine/token-layout.ts';
import type { NearTokens } from './near-sets.ts';
import { wordsPerMatch } from './verdict-log.ts';

/** Asked for a row that only near agreement decides. */
export type NearOfRow = (row: number) => NearTokens | null;

/** Matches blocks of rows against one print with the kernel. One thread's own. */
export interface KernelMatcher {
  /**
   * @param tokens address of the rows' token table @param rows at most the rows agreed on
   * @param firstRow number of the first row @param near null where near agreement is not looked at
   * @returns whole records of the verdict log, in row order
   */
  match(tokens: number, rows: number, firstRow: number, near: NearOfRow | null): Uint32Array;
}

/** Most tokens one slip away that are looked at, over all comparisons of a row: the rest of the room is theirs. */
const MOST_NEAR_TOKENS = 16_384;

/** Where a matcher works, and for what. */
export interface KernelMatcherParts {
  readonly kernel: Kernel;
  /** Address of the plan (layMatchPlan). */
  readonly plan: number;
  readonly comparisons: number;
  /** Entries of a row's tokens. */
  readonly entries: number;
  /** Address, a multiple of 8, of kernelMatcherRoom() zeroed bytes that stay this matcher's. */
  readonly place: number;
  readonly mostRows: number;
}

/** Bytes of the kernel's memory that a matcher of blocks of at most `mostRows` rows needs. */
export function kernelMatcherRoom(kernel: Kernel, comparisons: number, mostRows: number): number {
  const perRow = 4 * wordsPerMatch(comparisons) + 4;
  return kernel.exports.matchWorkBytes() + perRow * mostRows + 8 * comparisons + 4 * MOST_NEAR_TOKENS + 64;
}

/** Make the matcher of one print. */
export function createKernelMatcher(parts: KernelMatcherParts): KernelMatcher {
  const { kernel, plan, comparisons, entries, place: work, mostRows } = parts;
  const { matchRows, matchNearRow, matchWorkBytes } = kernel.exports;
  const stride = wordsPerMatch(comparisons);
  const near = work + matchWorkBytes();
  const nearTokens = near + 8 * comparisons;
  const records = nearTokens + 4 * MOST_NEAR_TOKENS;
  const undecided = records + 4 * stride * mostRows;

  const layNear = (sets: NearTokens, words: Uint32Array): void => {
    let used = 0;
    sets.forEach((set, at) => {
      const count = Math.min(set?.length ?? 0, MOST_NEAR_TOKENS - used);
      words[near / 4 + 2 * at] = nearTokens + 4 * used;
      words[near / 4 + 2 * at + 1] = count;
      if (set !== null) words.set(set.subarray(0, count), nearTokens / 4 + used);
      used += count;
    });
  };

  return {
    match(tokens, rows, firstRow, nearOf) {
      const counts = matchRows(plan, tokens, rows, firstRow, work, records, nearOf === null ? 0 : undecided);
      const written = Number(counts & 0xffffffffn);
      const open = Number(counts >> 32n);
      const words = new Uint32Array(kernel.memory.buffer);
      const sure = words.slice(records / 4, records / 4 + written * stride);
      if (nearOf === null || open === 0) return sure;
      const openRows = words.slice(undecided / 4, undecided / 4 + open);
      const found = new Uint32Array(open * stride);
      let more = 0;
      for (const row of openRows) {
        const sets = nearOf(row);
        if (sets !== null) layNear(sets, words);
        const table = tokens + row * entries * TOKEN_BYTES;
        if (matchNearRow(plan, table, firstRow + row, work, sets === null ? 0 : near, records) === 0)
          continue;
        found.set(words.subarray(records / 4, records / 4 + stride), more * stride);
        more++;
      }
      return mergeRecords(sure, found.subarray(0, more * stride), stride);
    },
  };
}

/** Two lists of records as one, in row order. */
function mergeRecords(a: Uint32Array, b: Uint32Array, stride: number): Uint32Array {
  if (b.length === 0) return a;
  const merged = new Uint32Array(a.length + b.length);
  let [atA, atB] = [0, 0];
  for (let to = 0; to < merged.length; to += stride) {
    const isA = atB >= b.length || (atA < a.length && a[atA]! < b[atB]!);
    const from = isA ? a : b;
    const at = isA ? atA : atB;
    for (let word = 0; word < stride; word++) merged[to + word] = from[at + word]!;
    if (isA) atA += stride;
    else atB += stride;
  }
  return merged;
}
