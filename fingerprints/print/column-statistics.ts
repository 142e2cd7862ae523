import { type ColumnIndex, type GroupedIndex, rowMaskOf } from './column-index.ts';

/** How the values of a column spread over people who do not live together. */
export interface Spread {
  readonly distinct: number;
  /** -log2 P(two different people agree). */
  readonly identifyingBits: number;
  /** P(a stranger has a value that stands once), by Good-Turing. */
  readonly singleShare: number;
  /** Share of the different values that more than one unit has. */
  readonly repeatedShare: number;
  /** Share of the units that have the most frequent value; 1 where there are none. */
  readonly commonestShare: number;
}

/** Rule of three: nothing seen in n tries means, with 95 % confidence, at most 3 in n. */
const RULE_OF_THREE = 3;

/**
 * Spread from the sizes of groups of equal values: sizes[k] = how many values k units have (k >= 1).
 * With no agreeing pair the rule of three bounds both figures over all pairs.
 */
export function spreadOf(sizes: ReadonlyMap<number, number>): Spread {
  let distinct = 0;
  let filled = 0;
  let agreeing = 0;
  let largest = 0;
  for (const [size, values] of sizes) {
    distinct += values;
    largest = Math.max(largest, size);
    filled += size * values;
    agreeing += ((size * (size - 1)) / 2) * values;
  }
  const pairs = Math.max(1, (filled * (filled - 1)) / 2);
  const collision = Math.min(1, (agreeing + RULE_OF_THREE) / pairs);
  return {
    distinct,
    identifyingBits: Math.max(0, -Math.log2(collision)),
    singleShare: goodTuring(sizes.get(1) ?? 0, sizes.get(2) ?? 0, filled),
    commonestShare: filled === 0 ? 1 : largest / filled,
    repeatedShare: distinct === 0 ? 0 : (distinct - (sizes.get(1) ?? 0)) / distinct,
  };
}

/** P of one value seen once among `filled`: 2 N2 / (N1 filled), N2 bounded from above; never more than 2 / filled. */
function goodTuring(once: number, twice: number, filled: number): number {
  if (filled === 0) return 1;
  if (once === 0) return Math.min(1, 1 / filled);
  return Math.min(1, 2 / filled, (2 * (twice + RULE_OF_THREE)) / (once * filled));
}

/** Sizes up to this are counted in an array: nearly all of them. */
const SMALL = 4096;
/** Sizes that there is room for at first: of a few rows there are no others, and most prints are of a few rows. */
const FIRST_SIZES = 64;

/** Counts how many groups have each size. */
export interface SizeCounter {
  add(size: number): void;
  /** sizes.get(k): groups of size k. */
  sizes(): Map<number, number>;
}

/** Make a counter of nothing. */
export function createSizeCounter(): SizeCounter {
  let small: Uint32Array = new Uint32Array(FIRST_SIZES);
  const large = new Map<number, number>();
  return {
    add(size) {
      if (size >= small.length && size <= SMALL) small = grown(small, SMALL + 1);
      if (size < small.length) small[size]!++;
      else large.set(size, (large.get(size) ?? 0) + 1);
    },
    sizes() {
      const all = new Map<number, number>();
      for (let size = 0; size < small.length; size++) if (small[size] !== 0) all.set(size, small[size]!);
      for (const [size, groups] of large) all.set(size, groups);
      return all;
    },
  };
}

function grown(counts: Uint32Array, length: number): Uint32Array {
  const more = new Uint32Array(length);
  more.set(counts);
  return more;
}

/** Group sizes of an indexed column, counting each unit (household) once per value. */
export function groupSizes(
  { index, groups }: GroupedIndex,
  unitOf: Uint32Array | null,
): ReadonlyMap<number, number> {
  const counter = createSizeCounter();
  const countUnits = unitOf === null ? null : createUnitCounter(index, unitOf);
  for (let group = 1; group < groups.length; group++) {
    const start = groups[group - 1]!;
    const size = groups[group]! - start;
    // Long runs are counted by row: their units hardly repeat.
    const isByRow = countUnits === null || size === 1 || size > SMALL;
    counter.add(isByRow ? size : countUnits(start, start + size));
  }
  return counter.sizes();
}

/** Counts the different units among the rows of a run: a unit is known by the run that met it last. */
function createUnitCounter(index: ColumnIndex, unitOf: Uint32Array): (start: number, end: number) => number {
  const { entries } = index;
  const rowMask = rowMaskOf(index);
  let most = 0;
  for (let row = 0; row < unitOf.length; row++) most = Math.max(most, unitOf[row]!);
  const metIn = new Uint32Array(most + 1);
  let run = 0;
  return (start, end) => {
    run++;
    let units = 0;
    for (let at = start; at < end; at++) {
      const unit = unitOf[entries[at]! & rowMask]!;
      if (metIn[unit] === run) continue;
      metIn[unit] = run;
      units++;
    }
    return units;
  };
}
