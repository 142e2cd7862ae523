import type { ColumnIndex } from './column-index.ts';
import { endOfGroup } from './column-index.ts';
import { rowMajor } from './row-major.ts';
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
  const order = mostTelling(columns);
  const weigh = createPairScale(columns, relations, order, rowCount);
  const sizeBits = Math.log2(Math.max(2, rowCount));
  for (const [at, column] of columns.entries()) {
    if (column.index === null || !(order.includes(at) || column.isKey)) continue;
    eachPairOfSmallGroups(column.index, column.tokens, column.isKey, (a, b) => {
      const { stranger, relative, household } = weigh(a, b);
      if (column.isKey || (stranger >= sizeBits + PERSON_MARGIN_BITS && relative >= PERSON_MARGIN_BITS)) {
        persons.union(a, b);
        households.union(a, b);
      } else if (household >= sizeBits + HOUSEHOLD_MARGIN_BITS) {
        households.union(a, b);
        if (relativePairs.length < 2 * MAX_RELATIVE_PAIRS) relativePairs.push(a, b);
      }
    });
  }
  const people = numberSets(persons, rowCount);
  return {
    personOf: people.numberOf,
    persons: people.sets,
    householdOf: numberSets(households, rowCount).numberOf,
    relativePairs: Uint32Array.from(relativePairs),
  };
}

/** Places of the columns that pairs are weighed on, the most identifying first. */
function mostTelling(columns: readonly LinkColumn[]): readonly number[] {
  return columns
    .map((_, at) => at)
    .filter((at) => !columns[at]!.isDerived)
    .sort((a, b) => columns[b]!.bits - columns[a]!.bits)
    .slice(0, COMPARED_COLUMNS);
}

function eachPairOfSmallGroups(
  index: ColumnIndex,
  tokens: Uint32Array,
  isKey: boolean,
  visit: (a: number, b: number) => void,
): void {
  const largest = isKey ? Number.POSITIVE_INFINITY : MAX_GROUP;
  const { rows } = index;
  for (let start = 0, end = 0; start < rows.length; start = end) {
    end = endOfGroup(index, tokens, start);
    const size = end - start;
    if (size < 2 || size > largest) continue;
    const isChain = size > MAX_GROUP;
    for (let i = start; i < end - 1; i++) {
      const last = isChain ? i + 1 : end - 1;
      for (let j = i + 1; j <= last; j++) visit(rows[i]!, rows[j]!);
    }
  }
}

interface PairEvidence {
  /** Bits: one person rather than strangers. */
  stranger: number;
  /** Bits: one person rather than relatives. */
  relative: number;
  /** Bits: people who live together rather than strangers. */
  household: number;
}

/**
 * Weighs pairs of rows, the most telling columns first. The tokens are laid out row by row for that: a table of
 * 1,000,000 rows has some ten million pairs, and a row by columns is a cache miss a cell. Gives the same object again.
 */
function createPairScale(
  columns: readonly LinkColumn[],
  relations: FirstRelations,
  order: readonly number[],
  rowCount: number,
): (a: number, b: number) => Readonly<PairEvidence> {
  const weighed = order.map((at) => columns[at]!);
  const width = weighed.length;
  const tokens = rowMajor(
    weighed.map((column) => column.tokens),
    rowCount,
  );
  const ownBits = weighed.map(({ bits, relativeShare }) => Math.min(bits, -Math.log2(relativeShare)));
  const bitsAfter = order.map((at) => order.map((other) => bitsOfShare(relations[other]![at])));
  const pair: PairEvidence = { stranger: 0, relative: 0, household: 0 };
  const agreed = new Uint32Array(width);
  return (a, b) => {
    pair.stranger = 0;
    pair.relative = 0;
    pair.household = 0;
    let agreements = 0;
    for (let at = 0; at < width; at++) {
      const left = tokens[a * width + at]!;
      const right = tokens[b * width + at]!;
      if (left === 0 || right === 0) continue;
      const { speaksFor, bits } = weighed[at]!;
      if (speaksFor === 'person') {
        pair.relative += left === right ? ownBits[at]! : -DISAGREEMENT_BITS;
        if (left === right) pair.stranger += bits;
      } else if (left === right) {
        // What a column adds to those that agree already: the town adds little to the street.
        let least = bits;
        for (let i = 0; i < agreements; i++) least = Math.min(least, bitsAfter[at]![agreed[i]!]!);
        pair.stranger += least;
        if (speaksFor === 'household') pair.household += least;
        agreed[agreements++] = at;
      }
    }
    return pair;
  };
}

function bitsOfShare(share: number | null | undefined): number {
  return share === null || share === undefined ? Number.POSITIVE_INFINITY : -Math.log2(share);
}

/** One person seldom differs in what only a person has. */
const DISAGREEMENT_BITS = 6;
