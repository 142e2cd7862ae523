import { type ColumnIndex, endOfGroup } from './column-index.ts';

/** How the values of a column spread over people who do not live together. */
export interface Spread {
  readonly distinct: number;
  /** -log2 P(two different people agree). */
  readonly identifyingBits: number;
  /** P(a stranger has a value that stands once), by Good-Turing. */
  readonly singleShare: number;
  /** Share of the different values that more than one unit has. */
  readonly repeatedShare: number;
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
  for (const [size, values] of sizes) {
    distinct += values;
    filled += size * values;
    agreeing += ((size * (size - 1)) / 2) * values;
  }
  const pairs = Math.max(1, (filled * (filled - 1)) / 2);
  const collision = Math.min(1, (agreeing + RULE_OF_THREE) / pairs);
  return {
    distinct,
    identifyingBits: Math.max(0, -Math.log2(collision)),
    singleShare: goodTuring(sizes.get(1) ?? 0, sizes.get(2) ?? 0, filled),
    repeatedShare: distinct === 0 ? 0 : (distinct - (sizes.get(1) ?? 0)) / distinct,
  };
}

/** P of one value seen once among `filled`: 2 N2 / (N1 filled), N2 bounded from above; never more than 2 / filled. */
function goodTuring(once: number, twice: number, filled: number): number {
  if (filled === 0) return 1;
  if (once === 0) return Math.min(1, 1 / filled);
  return Math.min(1, 2 / filled, (2 * (twice + RULE_OF_THREE)) / (once * filled));
}

/**
 * Group sizes of an indexed column, counting each unit (household) once per value.
 * @param high the column's high halves by row
 */
export function groupSizes(
  index: ColumnIndex,
  high: Uint32Array,
  unitOf: Uint32Array | null,
): Map<number, number> {
  const sizes = new Map<number, number>();
  for (let start = 0; start < index.rows.length; ) {
    const end = endOfGroup(index, high, start);
    const size = unitsInRun(index, start, end, unitOf);
    sizes.set(size, (sizes.get(size) ?? 0) + 1);
    start = end;
  }
  return sizes;
}

/** Different units among the rows of a run; long runs are counted by row (their units hardly repeat). */
function unitsInRun(index: ColumnIndex, start: number, end: number, unitOf: Uint32Array | null): number {
  const size = end - start;
  if (unitOf === null || size === 1 || size > LONG_RUN) return size;
  const units = new Set<number>();
  for (let i = start; i < end; i++) units.add(unitOf[index.rows[i]!]!);
  return units.size;
}

const LONG_RUN = 4096;
