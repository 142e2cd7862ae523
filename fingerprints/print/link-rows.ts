import type { ColumnIndex } from './column-index.ts';
import { createUnionFind, numberSets } from './union-find.ts';

/** What linking needs to know of a column: its tokens by row and how much an agreement says at first sight. */
export interface LinkColumn {
  readonly tokens: Uint32Array;
  readonly index: ColumnIndex | null;
  /** First estimate of -log2 P(two different people agree). */
  readonly bits: number;
  /** First estimate of P(a relative agrees). */
  readonly relativeShare: number;
  /** Whether only a person has it, people who live together share it, or neither. */
  readonly speaksFor: 'person' | 'household' | 'nobody';
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
/** Columns that pairs are compared on, the most identifying: more add nothing, and cost their square. */
const COMPARED_COLUMNS = 48;
/** Bits by which a person's link must beat the number of rows, and relatives. */
const PERSON_MARGIN_BITS = 7;
/** A household only corrects what chance seems to bring about: less certainty will do. */
const HOUSEHOLD_MARGIN_BITS = 1;

/** P(column j agrees | column i does) by [i][j], counted over all rows; null where unknown. */
export type FirstRelations = readonly (readonly (number | null)[])[];

/**
 * Join rows that are the same person, and rows of one household: pairs that share a value few rows have, and whose
 * evidence over all columns beats the number of rows. A pair that fits a relative as well is a household only.
 */
export function linkRows(columns: readonly LinkColumn[], relations: FirstRelations, rowCount: number): Links {
  const persons = createUnionFind(rowCount);
  const households = createUnionFind(rowCount);
  const relativePairs: number[] = [];
  const order = columns
    .map((_, at) => at)
    .sort((a, b) => columns[b]!.bits - columns[a]!.bits)
    .slice(0, COMPARED_COLUMNS);
  const sizeBits = Math.log2(Math.max(2, rowCount));
  const compared = new Set(order);
  for (const [at, column] of columns.entries()) {
    if (column.index === null || column.isDerived || !(compared.has(at) || column.isKey)) continue;
    for (const [a, b] of pairsOfSmallGroups(column)) {
      const { stranger, relative, household } = pairEvidence(columns, relations, order, a, b);
      if (column.isKey || (stranger >= sizeBits + PERSON_MARGIN_BITS && relative >= PERSON_MARGIN_BITS)) {
        persons.union(a, b);
        households.union(a, b);
      } else if (household >= sizeBits + HOUSEHOLD_MARGIN_BITS) {
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

interface PairEvidence {
  /** Bits: one person rather than strangers. */
  readonly stranger: number;
  /** Bits: one person rather than relatives. */
  readonly relative: number;
  /** Bits: people who live together rather than strangers. */
  readonly household: number;
}

function pairEvidence(
  columns: readonly LinkColumn[],
  relations: FirstRelations,
  order: readonly number[],
  a: number,
  b: number,
): PairEvidence {
  const pair = { stranger: 0, relative: 0, household: 0 };
  const agreed: number[] = [];
  for (const at of order) {
    const column = columns[at]!;
    const left = column.tokens[a];
    if (column.isDerived || left === 0 || column.tokens[b] === 0) continue;
    const isSame = left === column.tokens[b];
    if (column.speaksFor === 'person') {
      pair.relative += isSame ? Math.min(column.bits, -Math.log2(column.relativeShare)) : -DISAGREEMENT_BITS;
      if (isSame) pair.stranger += column.bits;
    } else if (isSame) {
      const bits = bitsBeyond(column.bits, agreed, at, relations);
      pair.stranger += bits;
      if (column.speaksFor === 'household') pair.household += bits;
      agreed.push(at);
    }
  }
  return pair;
}

/** One person seldom differs in what only a person has. */
const DISAGREEMENT_BITS = 6;

/** What a column adds to those that agree already: the town adds little to the street. */
function bitsBeyond(bits: number, agreed: readonly number[], at: number, relations: FirstRelations): number {
  let least = bits;
  for (const other of agreed) {
    const share = relations[other]![at];
    if (share !== null && share !== undefined) least = Math.min(least, -Math.log2(share));
  }
  return least;
}
