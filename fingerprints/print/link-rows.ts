import type { ColumnIndex } from './column-index.ts';
import { createUnionFind, numberSets } from './union-find.ts';

/** What linking needs to know of a column: its tokens by row and how much an agreement says at first sight. */
export interface LinkColumn {
  readonly tokens: Uint32Array;
  readonly index: ColumnIndex | null;
  /** First estimate of -log2 P(two different people agree). */
  readonly bits: number;
  /** First estimate of P(a relative agrees); near 0 for what only a person has. */
  readonly relativeShare: number;
  /** Columns of one group (street, postcode, city) say the same thing: only the best of a group counts. */
  readonly group: string | null;
  readonly isKey: boolean;
  /** Made of other columns: never counted beside them. */
  readonly isDerived: boolean;
}

/** Rows joined into people, and people into households, as far as the table itself shows it. */
export interface Links {
  readonly personOf: Uint32Array;
  readonly persons: number;
  /** By row: a number shared by rows of one person or of people who live together. */
  readonly householdOf: Uint32Array;
  /** Pairs of rows (a0, b0, a1, b1 …) of one household and different people, a sample in row order. */
  readonly relativePairs: Uint32Array;
}

/** Groups of more rows than this say little and would cost quadratic time. */
const MAX_GROUP = 24;
const MAX_RELATIVE_PAIRS = 40_000;
/** Bits by which a link must beat the number of rows. */
const MARGIN_BITS = 7;

/**
 * Join rows that are the same person, and rows of one household: pairs that share a value few rows have, and whose
 * evidence over all columns beats the number of rows. A pair that fits a relative as well is a household only.
 */
export function linkRows(columns: readonly LinkColumn[], rowCount: number): Links {
  const persons = createUnionFind(rowCount);
  const households = createUnionFind(rowCount);
  const relativePairs: number[] = [];
  const needed = Math.log2(Math.max(2, rowCount)) + MARGIN_BITS;
  for (const column of columns) {
    if (column.index === null || column.isDerived) continue;
    for (const [a, b] of pairsOfSmallGroups(column)) {
      const { stranger, relative } = pairEvidence(columns, a, b);
      if (column.isKey || (stranger >= needed && relative >= MARGIN_BITS)) {
        persons.union(a, b);
        households.union(a, b);
      } else if (stranger >= needed) {
        households.union(a, b);
        if (relativePairs.length < 2 * MAX_RELATIVE_PAIRS) relativePairs.push(a, b);
      }
    }
  }
  const people = numberSets(persons, rowCount);
  return {
    personOf: people.numberOf,
    persons: people.sets,
    householdOf: numberSets(households, rowCount).numberOf,
    relativePairs: Uint32Array.from(relativePairs),
  };
}

function* pairsOfSmallGroups(column: LinkColumn): Generator<readonly [number, number]> {
  const index = column.index!;
  const largest = column.isKey ? Number.POSITIVE_INFINITY : MAX_GROUP;
  for (let value = 0; value < index.high.length; value++) {
    const start = index.starts[value]!;
    const end = index.starts[value + 1]!;
    const size = end - start;
    if (size < 2 || size > largest) continue;
    const isChain = size > MAX_GROUP;
    for (let i = start; i < end - 1; i++) {
      const last = isChain ? i + 1 : end - 1;
      for (let j = i + 1; j <= last; j++) yield [index.rows[i]!, index.rows[j]!];
    }
  }
}

/** Bits that two rows are one person rather than strangers, and rather than relatives. Plain sums: a first look. */
function pairEvidence(
  columns: readonly LinkColumn[],
  a: number,
  b: number,
): { stranger: number; relative: number } {
  let stranger = 0;
  let relative = 0;
  const bestOfGroup = new Map<string, number>();
  for (const column of columns) {
    if (column.isDerived) continue;
    const left = column.tokens[a];
    const right = column.tokens[b];
    if (left === 0 || right === 0) continue;
    if (left !== right) {
      relative -= disagreementCost(column);
      continue;
    }
    relative += Math.min(column.bits, -Math.log2(column.relativeShare));
    if (column.group === null) stranger += column.bits;
    else bestOfGroup.set(column.group, Math.max(bestOfGroup.get(column.group) ?? 0, column.bits));
  }
  for (const bits of bestOfGroup.values()) stranger += bits;
  return { stranger, relative };
}

/** One person seldom differs in what only a person has (4 bits: one in 20 mistyped); in the rest it says nothing. */
function disagreementCost(column: LinkColumn): number {
  return column.relativeShare < 0.1 ? 4 : 0;
}
