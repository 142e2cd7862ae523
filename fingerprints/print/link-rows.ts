import { type ColumnIndex, type GroupedIndex, rowMaskOf } from './column-index.ts';
import {
  createPairScale,
  type FirstRelations,
  ONE_HOUSEHOLD,
  ONE_PERSON,
  type PairBounds,
  STRANGERS,
  type WeighedColumn,
} from './pair-scale.ts';
import { sketchRows } from './pair-sketch.ts';
import { createUnionFind, numberSets, type UnionFind } from './union-find.ts';

/** What linking needs to know of a column. */
export interface LinkColumn extends WeighedColumn {
  /** By row. */
  readonly tokens: Uint32Array;
  readonly grouped: GroupedIndex | null;
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
  /** Pairs of rows (a0, b0, a1, b1 …) of one household and different people, a sample in the order of the indexes. */
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

interface Linking {
  readonly persons: UnionFind;
  readonly households: UnionFind;
  readonly relativePairs: Uint32Array;
  relatives: number;
}

/**
 * Join rows that are the same person, and rows of one household: pairs that share a value few rows have, and whose
 * evidence over all columns beats the number of rows.
 * @param signature all columns' tokens, row after row
 */
export function linkRows(
  columns: readonly LinkColumn[],
  signature: Uint32Array,
  relations: FirstRelations,
  rowCount: number,
): Links {
  const linking = {
    persons: createUnionFind(rowCount),
    households: createUnionFind(rowCount),
    relativePairs: new Uint32Array(2 * mostPairs(columns.length, rowCount)),
    relatives: 0,
  };
  const order = mostTelling(columns);
  const linkGroup = createGroupLinker(linking, columns, order, signature, relations, rowCount);
  columns.forEach(({ grouped, isKey }, at) => {
    if (grouped === null) return;
    if (isKey) joinGroups(linking, grouped);
    else if (order.includes(at)) eachSmallGroup(grouped, linkGroup);
  });
  const people = numberSets(linking.persons, rowCount);
  return {
    personOf: people.numberOf,
    persons: people.sets,
    householdOf: numberSets(linking.households, rowCount).numberOf,
    relativePairs: linking.relativePairs.slice(0, 2 * linking.relatives),
  };
}

/** Pairs that can be met at all: a row is in one group of a column. A print of five rows needs no room for 40,000. */
function mostPairs(columns: number, rowCount: number): number {
  return Math.min(MAX_RELATIVE_PAIRS, Math.ceil((columns * rowCount * (MAX_GROUP - 1)) / 2));
}

/** Places of the columns that pairs are weighed on, the most identifying first. */
function mostTelling(columns: readonly LinkColumn[]): readonly number[] {
  return columns
    .map((_, at) => at)
    .filter((at) => !columns[at]!.isDerived)
    .sort((a, b) => columns[b]!.bits - columns[a]!.bits)
    .slice(0, COMPARED_COLUMNS);
}

/** All rows of one key are one person. */
function joinGroups({ persons, households }: Linking, { index, groups }: GroupedIndex): void {
  const { entries } = index;
  const rowMask = rowMaskOf(index);
  for (let group = 1; group < groups.length; group++)
    for (let at = groups[group - 1]! + 1; at < groups[group]!; at++) {
      const before = entries[at - 1]! & rowMask;
      const row = entries[at]! & rowMask;
      persons.union(before, row);
      households.union(before, row);
    }
}

type GroupLinker = (index: ColumnIndex, start: number, end: number) => void;

function eachSmallGroup({ index, groups }: GroupedIndex, linkGroup: GroupLinker): void {
  for (let group = 1; group < groups.length; group++) {
    const start = groups[group - 1]!;
    const size = groups[group]! - start;
    if (size >= 2 && size <= MAX_GROUP) linkGroup(index, start, start + size);
  }
}

/**
 * Links the pairs of a group: a table of 1,000,000 rows has some ten million. The sketches of its rows are put side by
 * side first, each being a cache miss that is in many pairs; few pairs are then weighed.
 */
function createGroupLinker(
  linking: Linking,
  columns: readonly LinkColumn[],
  order: readonly number[],
  signature: Uint32Array,
  relations: FirstRelations,
  rowCount: number,
): GroupLinker {
  const bounds = boundsFor(rowCount);
  const weigh = createPairScale(columns, order, relations, bounds);
  const { words, width, closestKin } = sketchRows(columns, order, relations, bounds, rowCount);
  const group = new Uint32Array(MAX_GROUP * width);
  const rows = new Uint32Array(MAX_GROUP);
  return ({ rowBits, entries }, start, end) => {
    const rowMask = rowMaskOf({ rowBits });
    for (let at = start, to = 0; at < end; at++) {
      const row = entries[at]! & rowMask;
      rows[at - start] = row;
      const from = row * width;
      for (let word = 0; word < width; word++) group[to++] = words[from + word]!;
    }
    const size = end - start;
    for (let i = 0; i < size - 1; i++)
      for (let j = i + 1; j < size; j++) {
        const closest = closestKin(group, i * width, j * width);
        if (closest === STRANGERS) continue;
        const a = rows[i]!;
        const b = rows[j]!;
        if (closest === ONE_HOUSEHOLD && isKnownHousehold(linking, a, b)) continue;
        const kin = weigh(signature, a * columns.length, b * columns.length);
        if (kin !== STRANGERS) link(linking, kin, a, b);
      }
  };
}

function boundsFor(rowCount: number): PairBounds {
  const sizeBits = Math.log2(Math.max(2, rowCount));
  return {
    strangerBits: sizeBits + PERSON_MARGIN_BITS,
    relativeBits: PERSON_MARGIN_BITS,
    householdBits: sizeBits + HOUSEHOLD_MARGIN_BITS,
  };
}

/** Whether it would change nothing that two rows are of one household: each may be found by many columns. */
function isKnownHousehold({ households, relatives }: Linking, a: number, b: number): boolean {
  return relatives === MAX_RELATIVE_PAIRS && households.find(a) === households.find(b);
}

function link(linking: Linking, kin: number, a: number, b: number): void {
  linking.households.union(a, b);
  if (kin === ONE_PERSON) linking.persons.union(a, b);
  else if (kin === ONE_HOUSEHOLD && linking.relatives < MAX_RELATIVE_PAIRS) {
    linking.relativePairs[2 * linking.relatives] = a;
    linking.relativePairs[2 * linking.relatives + 1] = b;
    linking.relatives++;
  }
}
