import type { Row } from '../../src/core/row.ts';
import { createSlotReader, type Slot, type SlotReader } from '../engine/slot.ts';
import type { Tokeniser } from '../engine/tokeniser.ts';
import { createEvidenceHistogram, type EvidenceHistogram } from '../estimate/mixture.ts';
import type { Print } from '../print/print.ts';
import { type Correspondence, findCorrespondence } from './correspondence.ts';
import type { RowTokens } from './evidence.ts';
import { createRowMatcher, type RowMatcher } from './match-row.ts';
import { matchSample, type SampleMatcher } from './match-sample.ts';
import { createNearFinder, type NearFinder, setsOf } from './near-sets.ts';
import { createSample, type SampleTokeniser } from './sample.ts';
import { createVerdictPacker, loggedBits, type VerdictPacker } from './verdict-log.ts';

/** How one section of a suspect is held against one print. JSON-serialisable; stored with the report. */
export interface SectionPlan {
  readonly slots: readonly Slot[];
  /** By print; `slot` numbers are places in `slots`. */
  readonly correspondences: readonly Correspondence[];
}

/** Matches of one print that are full enough to be stored. */
export interface VerdictChunk {
  readonly print: number;
  readonly bytes: Uint8Array;
}

/** Matches the rows of one section against every print. */
export interface SectionMatcher {
  readonly plan: SectionPlan;
  /** Match rows in order; returns what is to be stored. */
  add(rows: readonly Row[]): VerdictChunk[];
  /** What is left at the end of the section. */
  rest(): VerdictChunk[];
}

/** Make an empty histogram for each print: one for all sections of a suspect. */
export function createHistograms(prints: readonly Print[]): EvidenceHistogram[] {
  return prints.map(() => createEvidenceHistogram());
}

/** Learn from a sample of the section which of its columns are which columns of each print. */
export function planSection(
  prints: readonly Print[],
  slots: readonly Slot[],
  sample: readonly (readonly string[])[],
  tokeniser: Tokeniser & SampleTokeniser,
  matcher: SampleMatcher = matchSample,
): SectionPlan {
  const readers = slots.map((slot) => createSlotReader(slot, tokeniser));
  const sampled = createSample(sample, readers, tokeniser);
  const found = prints.map((print) => findCorrespondence(print, sampled, matcher));
  return onlyUsedSlots(slots, found);
}

/** Make the matcher of a planned section. Evidence is counted into `histograms`, by print. */
export function createSectionMatcher(
  prints: readonly Print[],
  plan: SectionPlan,
  histograms: readonly EvidenceHistogram[],
  tokeniser: Tokeniser,
): SectionMatcher {
  const readers = plan.slots.map((slot) => createSlotReader(slot, tokeniser));
  const sides = prints.map((print, at) => printSide(print, plan.correspondences[at]!, readers, tokeniser));
  return {
    plan,
    add: (rows) => rows.flatMap((row) => matchRow(row, sides, readers, histograms)),
    rest: () =>
      sides.flatMap((side, print) => {
        const bytes = side.packer.rest();
        return bytes.length === 0 ? [] : [{ print, bytes }];
      }),
  };
}

/** Matches rows of one section against every print, some at a time, for whoever puts the records in order. */
export type RecordMatcher = (rows: readonly Row[]) => readonly Uint32Array[];

/** Make the reference's matcher of a planned section: gives the records of the verdict log by print, in row order. */
export function createRecordMatcher(
  prints: readonly Print[],
  plan: SectionPlan,
  tokeniser: Tokeniser,
): RecordMatcher {
  const matcher = createSectionMatcher(prints, plan, createHistograms(prints), tokeniser);
  return (rows) => {
    const chunks = [...matcher.add(rows), ...matcher.rest()];
    return prints.map((_, print) => joined(chunks.filter((chunk) => chunk.print === print)));
  };
}

function joined(chunks: readonly VerdictChunk[]): Uint32Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0));
  let used = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.bytes, used);
    used += chunk.bytes.length;
  }
  return new Uint32Array(bytes.buffer);
}

interface PrintSide {
  readonly matcher: RowMatcher;
  readonly near: NearFinder;
  readonly packer: VerdictPacker;
}

function printSide(
  print: Print,
  { comparisons, ways }: Correspondence,
  readers: readonly SlotReader[],
  tokeniser: Tokeniser,
): PrintSide {
  return {
    matcher: createRowMatcher(print, comparisons, ways),
    near: createNearFinder(print, comparisons, readers, tokeniser),
    packer: createVerdictPacker(comparisons.length),
  };
}

function matchRow(
  row: Row,
  sides: readonly PrintSide[],
  readers: readonly SlotReader[],
  histograms: readonly EvidenceHistogram[],
): VerdictChunk[] {
  const tokens: RowTokens = readers.map((reader) => reader.tokens(row.cells));
  const full: VerdictChunk[] = [];
  sides.forEach((side, print) => {
    const match = side.matcher.match(tokens, () => setsOf(side.near(row.cells)));
    if (match === null) return;
    const { sameBits, relativeBits } = loggedBits(match.sameBits, match.relativeBits);
    histograms[print]!.add(sameBits, relativeBits);
    const bytes = side.packer.add(row.number, match);
    if (bytes !== null) full.push({ print, bytes });
  });
  return full;
}

function onlyUsedSlots(slots: readonly Slot[], found: readonly Correspondence[]): SectionPlan {
  const used = new Set<number>();
  for (const { comparisons } of found)
    for (const { slot, alternates } of comparisons) for (const at of [slot, ...alternates]) used.add(at);
  const kept = slots.flatMap((slot, at) => (used.has(at) ? [{ slot, at }] : []));
  const placeOf = new Map(kept.map(({ at }, place) => [at, place]));
  return {
    slots: kept.map(({ slot }) => slot),
    correspondences: found.map(({ comparisons, ways, anchors }) => ({
      anchors,
      ways,
      comparisons: comparisons.map((comparison) => ({
        ...comparison,
        slot: placeOf.get(comparison.slot)!,
        alternates: comparison.alternates.map((alternate) => placeOf.get(alternate)!),
      })),
    })),
  };
}
