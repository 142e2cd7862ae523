import type { Slot, SlotReader } from '../engine/slot.ts';
import type { Tokeniser } from '../engine/tokeniser.ts';
import { findRun } from '../print/column-index.ts';
import type { Print, PrintColumn } from '../print/print.ts';
import { type Anchor, findAnchors } from './anchors.ts';
import type { Ways } from './candidates.ts';
import { type Comparison, DEFAULT_SHARES } from './comparison.ts';
import { learnShares } from './learn-shares.ts';
import { learnWays } from './learn-ways.ts';
import { matchSample, type SampleMatcher } from './match-sample.ts';
import { createNearSetFinder } from './near-sets.ts';
import type { SampledRow } from './sampled-row.ts';

/** Which slots of a suspect are held against which columns of a print, and how that was found. */
export interface Correspondence {
  /** Most identifying column first. */
  readonly comparisons: readonly Comparison[];
  /** Where rows are looked up; null: everywhere. */
  readonly ways: Ways | null;
  /** Pairs of rows, sure without the column in question, that the correspondence was learned from. */
  readonly anchors: number;
}

/** Fewer sure pairs than this teach nothing: fields and headers decide. */
const FEWEST_ANCHORS = 12;
/** A slot must agree on this share of sure pairs to be the column. */
const LEAST_AGREEMENT = 0.08;
/** Reading a column whole is preferred to its pieces unless that finds much less. */
const WHOLE_IS_GOOD_ENOUGH = 0.75;
/** A slot that agrees on at least this share of sure pairs holds the value now and then by mistake. */
const LEAST_ALTERNATE = 0.004;
const ROUNDS = 2;
/** Columns compared, the most identifying: more add nothing to a row's evidence, and cost their square. */
const MOST_COMPARED = 64;
/** Sampled rows that show which values occur at all. */
const FIRST_LOOKED_AT = 2_000;
/** Of these, and of the sure pairs, so many show it for pieces of cells: a merged name has a dozen. */
const PIECES_LOOKED_AT = 500;

/**
 * Find which column of the suspect is which column of the print, without headers: first by which slots' values occur
 * in the indexes, then from pairs of rows that are the same beyond doubt, whose other columns show what corresponds.
 */
export function findCorrespondence(
  print: Print,
  readers: readonly SlotReader[],
  sample: readonly SampledRow[],
  tokeniser: Tokeniser,
  matcher: SampleMatcher = matchSample,
): Correspondence {
  let comparisons = byOccurrence(print, readers, sample);
  const slots = readers.map(({ slot }) => slot);
  // Near agreement costs most, and most of all where nothing is to be found: without it nothing is quickly seen.
  let anchors: readonly Anchor[] = findAnchors(
    { print, comparisons, ways: null, slots, near: null },
    sample,
    matcher,
  );
  if (anchors.length < FEWEST_ANCHORS) return { comparisons, ways: null, anchors: anchors.length };
  for (let round = 0; round < ROUNDS; round++) {
    const near = createNearSetFinder(print, comparisons, readers, tokeniser);
    anchors = findAnchors({ print, comparisons, ways: null, slots, near }, sample, matcher);
    if (anchors.length < FEWEST_ANCHORS) break;
    comparisons = learnShares(print, byAgreement(print, readers, anchors), readers, anchors, tokeniser);
  }
  const ways = anchors.length < FEWEST_ANCHORS ? null : learnWays(print, comparisons, slots, sample, matcher);
  return { comparisons, ways, anchors: anchors.length };
}

/** Slots that read their columns as the field of the print's column. */
function slotsFor(column: PrintColumn, readers: readonly SlotReader[]): number[] {
  return readers.flatMap((reader, at) => (reader.slot.reading.field === column.reading.field ? [at] : []));
}

function byOccurrence(
  print: Print,
  readers: readonly SlotReader[],
  sample: readonly SampledRow[],
): Comparison[] {
  const first = sample.slice(0, FIRST_LOOKED_AT);
  const uses = print.meta.columns.flatMap((column, at): RatedUse[] => {
    const slots = slotsFor(column, readers);
    if (!print.indexes[at]) return slots.length === 1 ? [{ column: at, slot: slots[0]!, rate: 0 }] : [];
    return slots
      .map((slot) => ({
        column: at,
        slot,
        rate: occurrenceRate(print, at, slot, lookedAt(readers, slot, first)),
      }))
      .filter(({ rate }) => rate > 0);
  });
  return inOrder(
    print,
    componentsOnly(print, oneUseEach(print, uses, readers)).flatMap((slot, column) =>
      slot === null ? [] : [{ column, slot, alternates: [], shares: DEFAULT_SHARES }],
    ),
  );
}

/** As many as a slot is worth: pieces of cells cost most and are seldom what a column is. */
function lookedAt<T>(readers: readonly SlotReader[], slot: number, rows: readonly T[]): readonly T[] {
  return readers[slot]!.slot.kind === 'pieces' ? rows.slice(0, PIECES_LOOKED_AT) : rows;
}

/** Share of a slot's filled cells whose value occurs in the column; 0 where hardly any is filled. */
function occurrenceRate(print: Print, column: number, slot: number, sample: readonly SampledRow[]): number {
  let filled = 0;
  let found = 0;
  for (const { tokens } of sample) {
    const cell = tokens[slot]!;
    if (cell.length === 0) continue;
    filled++;
    if (cell.some((token) => hasRun(print, column, token.high, token.low))) found++;
  }
  return filled < sample.length / 200 ? 0 : found / Math.max(1, filled);
}

interface RatedUse extends RatedSlot {
  /** Column of the print. */
  readonly column: number;
}

/**
 * Give each column of the print the slot whose values occur most in it, and use no column of the suspect twice (but for
 * the pieces of a merged one). Held against a second column it could only disagree: a leak of few columns would be lost.
 */
function oneUseEach(
  print: Print,
  uses: readonly RatedUse[],
  readers: readonly SlotReader[],
): (number | null)[] {
  const chosen: (number | null)[] = print.meta.columns.map(() => null);
  const usedAs = new Map<number, Slot['kind']>();
  const weight = ({ slot, rate }: RatedUse): number =>
    rate * (readers[slot]!.slot.kind === 'whole' ? 1 : WHOLE_IS_GOOD_ENOUGH);
  for (const { column, slot } of [...uses].sort((a, b) => weight(b) - weight(a))) {
    const { kind, columns } = readers[slot]!.slot;
    const isFree = columns.every(
      (source) => !usedAs.has(source) || (kind === 'pieces' && usedAs.get(source) === kind),
    );
    if (chosen[column] !== null || !isFree) continue;
    chosen[column] = slot;
    for (const source of columns) usedAs.set(source, kind);
  }
  return chosen;
}

function hasRun(print: Print, column: number, high: number, low: number | null): boolean {
  const index = print.indexes[column]!;
  const run = findRun(index, print.signature, print.meta.columns.length, column, high, low);
  return run.end > run.start;
}

/** By which slot agrees most often where the rows are the same beyond doubt. */
function byAgreement(print: Print, readers: readonly SlotReader[], anchors: readonly Anchor[]): Comparison[] {
  const rates = print.meta.columns.map((column, at) =>
    slotsFor(column, readers).map((slot) => ({
      slot,
      rate: agreementRate(print, at, slot, lookedAt(readers, slot, anchors)),
    })),
  );
  const chosen = print.meta.columns.map((column, at) => {
    const byChance = 2 ** -column.identifyingBits;
    const plausible = rates[at]!.filter(
      ({ rate }) => rate >= LEAST_AGREEMENT && (rate >= 0.8 || rate > 1.5 * byChance),
    );
    return preferred(plausible, readers, LEAST_AGREEMENT);
  });
  return inOrder(
    print,
    componentsOnly(print, chosen).flatMap((slot, column) => {
      if (slot === null) return [];
      const alternates = rates[column]!.filter(
        (other) =>
          (isOtherName(print, chosen, column, other.slot) ||
            other.rate >= Math.max(LEAST_ALTERNATE, 3 * 2 ** -print.meta.columns[column]!.identifyingBits)) &&
          other.slot !== slot &&
          readers[other.slot]!.slot.kind === 'whole' &&
          !readers[other.slot]!.slot.columns.some((source) => readers[slot]!.slot.columns.includes(source)),
      );
      return [{ column, slot, alternates: alternates.map((other) => other.slot), shares: DEFAULT_SHARES }];
    }),
  );
}

/** Given and family name change places in any file, however rarely: each may stand where the other should. */
function isOtherName(
  print: Print,
  chosen: readonly (number | null)[],
  column: number,
  slot: number,
): boolean {
  const isOwnName = (at: number): boolean => {
    const { reading, role, isDerived } = print.meta.columns[at]!;
    return reading.field === 'name' && !isDerived && (role === 'given' || role === 'family');
  };
  return isOwnName(column) && chosen.some((other, at) => at !== column && other === slot && isOwnName(at));
}

function agreementRate(print: Print, column: number, slot: number, anchors: readonly Anchor[]): number {
  const width = print.meta.columns.length;
  let compared = 0;
  let agreeing = 0;
  for (const { row, printRow } of anchors) {
    const cell = row.tokens[slot]!;
    const token = print.signature[printRow * width + column]!;
    if (cell.length === 0 || token === 0) continue;
    compared++;
    if (cell.some((own) => own.high === token)) agreeing++;
  }
  return compared < FEWEST_ANCHORS / 2 ? 0 : agreeing / compared;
}

interface RatedSlot {
  readonly slot: number;
  readonly rate: number;
}

const KIND_ORDER = { whole: 0, joined: 1, pieces: 2 } as const;

function preferred(
  slots: readonly RatedSlot[],
  readers: readonly SlotReader[],
  least: number,
): number | null {
  const best = Math.max(0, ...slots.map(({ rate }) => rate));
  if (best <= least) return null;
  const good = slots.filter(({ rate }) => rate >= best * WHOLE_IS_GOOD_ENOUGH);
  const ranked = [...good].sort(
    (a, b) =>
      KIND_ORDER[readers[a.slot]!.slot.kind] - KIND_ORDER[readers[b.slot]!.slot.kind] || b.rate - a.rate,
  );
  return ranked[0]?.slot ?? null;
}

/** A derived full name says nothing that its parts did not: it is compared only where the parts are not. */
function componentsOnly(print: Print, chosen: readonly (number | null)[]): (number | null)[] {
  const { columns } = print.meta;
  const hasParts = columns.some(
    (column, at) =>
      !column.isDerived &&
      (column.role === 'given' || column.role === 'family') &&
      column.reading.field === 'name' &&
      chosen[at] !== null,
  );
  return chosen.map((slot, at) => (columns[at]!.isDerived && hasParts ? null : slot));
}

function inOrder(print: Print, comparisons: Comparison[]): Comparison[] {
  const bits = (comparison: Comparison): number => print.meta.columns[comparison.column]!.identifyingBits;
  return comparisons.sort((a, b) => bits(b) - bits(a) || a.column - b.column).slice(0, MOST_COMPARED);
}
