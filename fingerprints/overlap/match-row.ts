import { type Print, personOfRow } from '../print/print.ts';
import { createCandidateFinder } from './candidates.ts';
import type { Comparison } from './comparison.ts';
import { createScorer, type NearSets, type PairScore, type RowTokens, type Scorer } from './evidence.ts';

/** What a print has for one row of a suspect. */
export interface RowMatch {
  /** The row of the print that fits best. */
  readonly printRow: number;
  /** log2 of the mean likelihood ratio same/stranger over all people of the print. */
  readonly sameBits: number;
  /** log2 of the mean likelihood ratio relative/stranger over all people of the print. */
  readonly relativeBits: number;
  /** Outcome by comparison for the best row; a copy. */
  readonly outcomes: Uint8Array;
}

/** Looks rows up in one print. */
export interface RowMatcher {
  /** Null when nothing of the print resembles the row. `nearSets` is called only for rows that nothing else explains. */
  match(row: RowTokens, nearSets: () => NearSets | null): RowMatch | null;
  readonly scorer: Scorer;
}

/** Bits over the print's size beyond which nothing else needs to be looked at. */
const DECIDED_BITS = 14;
/** Matches weaker than this are not worth remembering: chance alone brings them. */
export const FAINT_BITS = -6;
/** Candidates that are weighed in full, best first look first. */
const WEIGHED = 16;
/** Candidates that are weighed again with near agreement. */
const WEIGHED_AGAIN = 8;
/** Bits that two near agreements may make up at most: who is further behind stays there. */
const NEAR_GAIN_BITS = 30;

interface Candidate {
  readonly row: number;
  readonly stranger: number;
  readonly relative: number;
}

/** Make the matcher of one print. */
export function createRowMatcher(print: Print, comparisons: readonly Comparison[]): RowMatcher {
  const finder = createCandidateFinder(print, comparisons);
  const scorer = createScorer(print, comparisons);
  const sizeBits = Math.log2(Math.max(1, print.meta.persons));
  return {
    scorer,
    match(row, nearSets) {
      finder.take(row);
      scorer.take(row, null);
      let scored = weigh(scorer, worthWeighing(scorer, finder.byRareValue()));
      if (!isDecided(scored, sizeBits))
        scored = weigh(scorer, worthWeighing(scorer, finder.byCommonValues()));
      if (mayGainByNear(scored, sizeBits)) {
        const near = nearSets();
        if (near !== null) {
          scorer.take(row, near);
          scored = weighAgain(scorer, scored);
        }
      }
      return summary(print, scorer, scored, sizeBits);
    },
  };
}

/** The rows that share most at first look, at most WEIGHED; of equals the first found. */
function worthWeighing(scorer: Scorer, rows: Uint32Array): readonly number[] {
  if (rows.length <= WEIGHED) return [...rows];
  const best: number[] = [];
  const bestBits: number[] = [];
  for (const row of rows) {
    const bits = scorer.firstLook(row);
    if (best.length === WEIGHED && bits <= bestBits[WEIGHED - 1]!) continue;
    let place = best.length === WEIGHED ? WEIGHED - 1 : best.length;
    for (; place > 0 && bestBits[place - 1]! < bits; place--) {
      best[place] = best[place - 1]!;
      bestBits[place] = bestBits[place - 1]!;
    }
    best[place] = row;
    bestBits[place] = bits;
  }
  return best;
}

function weigh(scorer: Scorer, rows: readonly number[]): Candidate[] {
  const into: PairScore = { stranger: 0, relative: 0 };
  const scored: Candidate[] = [];
  for (const row of rows) {
    scorer.score(row, into);
    scored.push({ row, stranger: into.stranger, relative: into.relative });
  }
  return scored.sort(bestFirst);
}

/** Whether near agreement could still lift the best candidate to where it counts. */
function mayGainByNear(scored: readonly Candidate[], sizeBits: number): boolean {
  const best = scored[0];
  return (
    best !== undefined &&
    !isDecided(scored, sizeBits) &&
    Math.max(...scored.map(({ stranger }) => stranger)) - sizeBits > FAINT_BITS - NEAR_GAIN_BITS
  );
}

function weighAgain(scorer: Scorer, scored: readonly Candidate[]): Candidate[] {
  const again = scored.slice(0, WEIGHED_AGAIN);
  const rescored = weigh(
    scorer,
    again.map(({ row }) => row),
  );
  return merge(rescored, scored.slice(again.length));
}

function merge(a: readonly Candidate[], b: readonly Candidate[]): Candidate[] {
  return [...a, ...b].sort(bestFirst);
}

function bestFirst(a: Candidate, b: Candidate): number {
  return b.stranger + Math.min(0, b.relative) - (a.stranger + Math.min(0, a.relative)) || a.row - b.row;
}

function isDecided(scored: readonly Candidate[], sizeBits: number): boolean {
  const best = scored[0];
  return best !== undefined && best.stranger - sizeBits > DECIDED_BITS && best.relative > DECIDED_BITS;
}

/** Mean likelihood ratios over people (the best row of each), and the best row itself. */
function summary(
  print: Print,
  scorer: Scorer,
  scored: readonly Candidate[],
  sizeBits: number,
): RowMatch | null {
  const best = scored[0];
  if (best === undefined) return null;
  const people = new Set<number>();
  const same: number[] = [];
  const kin: number[] = [];
  for (const candidate of scored) {
    const person = personOfRow(print, candidate.row);
    if (people.has(person)) continue;
    people.add(person);
    same.push(candidate.stranger);
    kin.push(candidate.stranger - candidate.relative);
  }
  const sameBits = bitsOfSum(same) - sizeBits;
  const relativeBits = bitsOfSum(kin) - sizeBits;
  if (sameBits < FAINT_BITS && relativeBits < FAINT_BITS) return null;
  scorer.score(best.row, { stranger: 0, relative: 0 });
  return { printRow: best.row, sameBits, relativeBits, outcomes: scorer.outcomes.slice() };
}

/** log2 of the sum of 2^bits; the largest is taken out, as 2^1024 is no number any more. */
function bitsOfSum(bits: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const one of bits) if (one > largest) largest = one;
  let sum = 0;
  for (const one of bits) sum += 2 ** (one - largest);
  return largest + Math.log2(sum);
}
