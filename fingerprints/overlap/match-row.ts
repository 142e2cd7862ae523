import { type Print, personOfRow } from '../print/print.ts';
import { type CandidateFinder, createCandidateFinder, type Ways } from './candidates.ts';
import { type Comparison, DISAGREE } from './comparison.ts';
import { createScorer, type NearSets, type PairScore, type RowTokens, type Scorer } from './evidence.ts';

/** What a print has for one row of a suspect. */
export interface RowMatch {
  /** The row of the print that fits best. */
  readonly printRow: number;
  /**
   * log2 of the mean likelihood ratio same/stranger over all people of the print; a lower bound where the row is
   * beyond doubt.
   */
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
/** Bits over the print's size, and over a relative, from which a row that differs nowhere needs no other beside it. */
const SETTLED_BITS = 20;
/** Rows that are tried for that. */
const SETTLING_TRIES = 3;
/** Matches weaker than this are not worth remembering: chance alone brings them. */
export const FAINT_BITS = -6;
/** Candidates that are weighed in full, best first look first. */
const WEIGHED = 16;
/** Candidates that are weighed again with near agreement. */
const WEIGHED_AGAIN = 8;
/** Bits that all candidates weighed together may have more than each of them: log2 of their number. */
const TOGETHER_BITS = 4;

interface Candidate {
  readonly row: number;
  readonly stranger: number;
  readonly relative: number;
  /** Most bits that near agreement may add, for the person and for a relative. */
  readonly lift: number;
  readonly liftKin: number;
}

/**
 * Make the matcher of one print.
 * @param ways where to look for candidates; null: everywhere
 */
export function createRowMatcher(
  print: Print,
  comparisons: readonly Comparison[],
  ways: Ways | null = null,
): RowMatcher {
  const finder = createCandidateFinder(print, comparisons, ways);
  const scorer = createScorer(print, comparisons);
  const sizeBits = Math.log2(Math.max(1, print.meta.persons));
  const canCount = (stranger: number, kin: number): boolean =>
    Math.max(stranger, kin) - sizeBits > FAINT_BITS - TOGETHER_BITS;
  return {
    scorer,
    match(row, nearSets) {
      finder.take(row);
      scorer.take(row, null);
      const settled = settledMatch(finder, scorer, sizeBits);
      if (settled !== null) return settled;
      const rare = finder.byRareValue();
      const rareRows = rare.length;
      let scored = weigh(scorer, worthWeighing(scorer, rare));
      if (!isDecided(scored, sizeBits)) {
        const rows = finder.byCommonValues();
        if (rows.length > rareRows) scored = weigh(scorer, worthWeighing(scorer, rows));
      }
      const mayGain = scored.some(({ stranger, relative, lift, liftKin }) =>
        canCount(stranger + lift, stranger - relative + liftKin),
      );
      if (mayGain && !isDecided(scored, sizeBits)) {
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

/**
 * The row that has a value nobody else has and differs nowhere, where that is beyond doubt: no other could come near it.
 * Most rows of a leaked table end here, after one look-up.
 */
function settledMatch(finder: CandidateFinder, scorer: Scorer, sizeBits: number): RowMatch | null {
  const score: PairScore = { stranger: 0, relative: 0 };
  let last = -1;
  for (let way = 0, tries = 0; way < finder.ways && tries < SETTLING_TRIES; way++) {
    const row = finder.onlyRow(way);
    if (row < 0 || row === last) continue;
    last = row;
    tries++;
    if (!scorer.scoreFlawless(row, score)) continue;
    if (score.stranger - sizeBits <= SETTLED_BITS || score.relative <= SETTLED_BITS) continue;
    return {
      printRow: row,
      sameBits: score.stranger - sizeBits,
      relativeBits: score.stranger - score.relative - sizeBits,
      outcomes: scorer.outcomes.slice(),
    };
  }
  return null;
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
  const { outcomes, weights } = scorer;
  const into: PairScore = { stranger: 0, relative: 0 };
  const scored: Candidate[] = [];
  for (const row of rows) {
    scorer.score(row, into);
    let lift = 0;
    let liftKin = 0;
    for (let at = 0; at < outcomes.length; at++) {
      if (outcomes[at] !== DISAGREE) continue;
      lift += weights.liftStranger[at]!;
      liftKin += weights.liftKin[at]!;
    }
    scored.push({ row, stranger: into.stranger, relative: into.relative, lift, liftKin });
  }
  return scored.sort(bestFirst);
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
