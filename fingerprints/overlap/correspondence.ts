import type { Slot } from '../engine/slot.ts';
import type { Print, PrintColumn } from '../print/print.ts';
import { type Anchor, findAnchors } from './anchors.ts';
import type { Ways } from './candidates.ts';
import { type Comparison, DEFAULT_SHARES } from './comparison.ts';
import { learnShares } from './learn-shares.ts';
import { learnWays } from './learn-ways.ts';
import { matchSample, type SampleMatcher } from './match-sample.ts';
import { createSampleNear } from './near-sets.ts';
import { PIECES_LOOKED_AT, type Sample } from './sample.ts';
import { occurrenceRate } from './slot-values.ts';

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

/**
 * Find which column of the suspect is which column of the print, without headers: first by which slots' values occur
 * in the indexes, then from pairs of rows that are the same beyond doubt, whose other columns show what corresponds.
 */
export function findCorrespondence(
  print: Print,
  sample: Sample,
  matcher: SampleMatcher = matchSample,
): Correspondence {
  let comparisons = byOccurrence(print, sample);
  // Near agreement costs most, and most of all where nothing is to be found: without it nothing is quickly seen.
  let anchors: readonly Anchor[] = findAnchors(
    { print, comparisons, ways: null, sample, near: null },
    matcher,
  );
  if (anchors.length < FEWEST_ANCHORS) return { comparisons, ways: null, anchors: anchors.length };
  const nearOf = createSampleNear(print, sample);
  for (let round = 0; round < ROUNDS; round++) {
    const near = nearOf(comparisons);
    anchors = findAnchors({ print, comparisons, ways: null, sample, near }, matcher);
    if (anchors.length < FEWEST_ANCHORS) break;
    const agreeing = byAgreement(print, sample, anchors);
    comparisons = learnShares(print, agreeing, sample, anchors, nearOf(agreeing));
  }
  const ways = anchors.length < FEWEST_ANCHORS ? null : learnWays(print, comparisons, sample, matcher);
  return { comparisons, ways, anchors: anchors.length };
}

/** Slots that read their columns as the field of the print's column. */
function slotsFor(column: PrintColumn, slots: readonly Slot[]): number[] {
  return slots.flatMap((slot, at) => (slot.reading.field === column.reading.field ? [at] : []));
}

function byOccurrence(print: Print, sample: Sample): Comparison[] {
  const uses = print.meta.columns.flatMap((column, at): RatedUse[] => {
    const slots = slotsFor(column, sample.slots);
    if (!print.indexes[at]) return slots.length === 1 ? [{ column: at, slot: slots[0]!, rate: 0 }] : [];
    return slots
      .map((slot) => ({ column: at, slot, rate: occurrenceRate(print, at, sample.values(slot)) }))
      .filter(({ rate }) => rate > 0);
  });
  return inOrder(
    print,
    componentsOnly(print, oneUseEach(print, uses, sample.slots)).flatMap((slot, column) =>
      slot === null ? [] : [{ column, slot, alternates: [], shares: DEFAULT_SHARES }],
    ),
  );
}

interface RatedUse extends RatedSlot {
  /** Column of the print. */
  readonly column: number;
}

/**
 * Give each column of the print the slot whose values occur most in it, and use no column of the suspect twice (but for
 * the pieces of a merged one). Held against a second column it could only disagree: a leak of few columns would be lost.
 */
function oneUseEach(print: Print, uses: readonly RatedUse[], slots: readonly Slot[]): (number | null)[] {
  const chosen: (number | null)[] = print.meta.columns.map(() => null);
  const usedAs = new Map<number, Slot['kind']>();
  const weight = ({ slot, rate }: RatedUse): number =>
    rate * (slots[slot]!.kind === 'whole' ? 1 : WHOLE_IS_GOOD_ENOUGH);
  for (const { column, slot } of [...uses].sort((a, b) => weight(b) - weight(a))) {
    const { kind, columns } = slots[slot]!;
    const isFree = columns.every(
      (source) => !usedAs.has(source) || (kind === 'pieces' && usedAs.get(source) === kind),
    );
    if (chosen[column] !== null || !isFree) continue;
    chosen[column] = slot;
    for (const source of columns) usedAs.set(source, kind);
  }
  return chosen;
}

/** By which slot agrees most often where the rows are the same beyond doubt. */
function byAgreement(print: Print, sample: Sample, anchors: readonly Anchor[]): Comparison[] {
  const { slots } = sample;
  const rates = print.meta.columns.map((column, at) => {
    const own = tokensOfColumn(print, at, anchors);
    return slotsFor(column, slots).map((slot) => ({ slot, rate: agreementRate(own, slot, sample, anchors) }));
  });
  const chosen = print.meta.columns.map((column, at) => {
    const byChance = 2 ** -column.identifyingBits;
    const plausible = rates[at]!.filter(
      ({ rate }) => rate >= LEAST_AGREEMENT && (rate >= 0.8 || rate > 1.5 * byChance),
    );
    return preferred(plausible, slots, LEAST_AGREEMENT);
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
          slots[other.slot]!.kind === 'whole' &&
          !slots[other.slot]!.columns.some((source) => slots[slot]!.columns.includes(source)),
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

/** What a column of the print holds in the rows of the anchors: high halves. */
function tokensOfColumn(print: Print, column: number, anchors: readonly Anchor[]): Uint32Array {
  const width = print.meta.columns.length;
  return Uint32Array.from(anchors, ({ printRow }) => print.signature[printRow * width + column]!);
}

/** Share of the anchors, both cells filled, in which a slot holds what the column does. */
function agreementRate(
  columnTokens: Uint32Array,
  slot: number,
  sample: Sample,
  anchors: readonly Anchor[],
): number {
  const some = sample.slots[slot]!.kind === 'pieces' ? anchors.slice(0, PIECES_LOOKED_AT) : anchors;
  const rows = some.map(({ row }) => row);
  const { entries, high } = sample.column(slot, rows);
  let compared = 0;
  let agreeing = 0;
  for (let at = 0; at < rows.length; at++) {
    const token = columnTokens[at]!;
    const from = rows[at]! * entries;
    if (high[from] === 0 || token === 0) continue;
    compared++;
    let entry = 0;
    while (entry < entries && high[from + entry] !== token) entry++;
    if (entry < entries) agreeing++;
  }
  return compared < FEWEST_ANCHORS / 2 ? 0 : agreeing / compared;
}

interface RatedSlot {
  readonly slot: number;
  readonly rate: number;
}

const KIND_ORDER = { whole: 0, joined: 1, pieces: 2 } as const;

function preferred(rated: readonly RatedSlot[], slots: readonly Slot[], least: number): number | null {
  const best = Math.max(0, ...rated.map(({ rate }) => rate));
  if (best <= least) return null;
  const kindOf = ({ slot }: RatedSlot): number => KIND_ORDER[slots[slot]!.kind];
  const good = rated.filter(({ rate }) => rate >= best * WHOLE_IS_GOOD_ENOUGH);
  const ranked = [...good].sort((a, b) => kindOf(a) - kindOf(b) || b.rate - a.rate);
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
