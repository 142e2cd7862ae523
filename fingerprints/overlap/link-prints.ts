import type { CellTokens, Slot, SlotReader } from '../engine/slot.ts';
import type { SpellingTokeniser } from '../engine/tokeniser.ts';
import { choosePresenceRule, judge } from '../estimate/false-discovery.ts';
import { createEvidenceHistogram, estimateShares } from '../estimate/mixture.ts';
import { findRun } from '../print/column-index.ts';
import type { Print } from '../print/print.ts';
import { findCorrespondence } from './correspondence.ts';
import { createRowMatcher, type RowMatch } from './match-row.ts';
import { createSample } from './sample.ts';
import type { Bits } from './tally.ts';

/** A row of one print and a row of another that are the same person. */
export interface LinkedRows {
  readonly rowA: number;
  readonly rowB: number;
}

const SAMPLE = 1_000;
/** Bits over a print's size from which a column hardly ever agrees by chance. */
const IDENTIFIER_MARGIN_BITS = 3;
const LIMIT = { maxFalseShare: 0.001, maxFalseRows: Number.POSITIVE_INFINITY };

/**
 * The overlap of two prints, without any plaintext: rows of A (those in `rowsOfA`) that are in B. The same evidence as
 * for a suspect, with half tokens and without near agreement, which tokens cannot show.
 */
export function linkPrints(a: Print, rowsOfA: Bits, b: Print, tokeniser: SpellingTokeniser): LinkedRows[] {
  const candidates = rowsThatShareAnIdentifier(a, rowsOfA, b);
  if (candidates.length === 0) return [];
  const readers = a.meta.columns.map((_, column) => tokenReader(a, column));
  const tokensOf = (row: number): CellTokens[] => readers.map((reader) => reader.tokens([String(row)]));
  const step = Math.ceil(candidates.length / SAMPLE);
  const sample = candidates.filter((_, at) => at % step === 0).map((row) => [String(row)]);
  const { comparisons } = findCorrespondence(b, createSample(sample, readers, tokeniser));
  const matcher = createRowMatcher(b, comparisons);
  const histogram = createEvidenceHistogram();
  const matches: { rowA: number; match: RowMatch }[] = [];
  let others = rowsOfA.count() - candidates.length;
  for (const rowA of candidates) {
    const match = matcher.match(tokensOf(rowA), () => null);
    if (match === null) others++;
    else {
      histogram.add(match.sameBits, match.relativeBits);
      matches.push({ rowA, match });
    }
  }
  const bins = histogram.bins();
  const rule = choosePresenceRule(bins, estimateShares(bins, others), LIMIT);
  return matches
    .filter(({ match }) => judge(match.sameBits, match.relativeBits, rule) === 'present')
    .map(({ rowA, match }) => ({ rowA, rowB: match.printRow }));
}

/**
 * Rows of A that have a value of B's in a column that tells people apart, or the same full name. The rest cannot be
 * shown to be in B without the cells; thirty laboratories make 435 pairs of prints, and most share few people.
 */
function rowsThatShareAnIdentifier(a: Print, rowsOfA: Bits, b: Print): number[] {
  const width = a.meta.columns.length;
  const needed = Math.log2(Math.max(2, b.meta.persons)) + IDENTIFIER_MARGIN_BITS;
  const ways = b.meta.columns.flatMap((column, at) => {
    const index = b.indexes[at];
    if (!index || (column.identifyingBits < needed && column.role !== 'full')) return [];
    return a.meta.columns.flatMap((own, ownAt) =>
      own.reading.field === column.reading.field ? [{ index, at, ownAt }] : [],
    );
  });
  const shared: number[] = [];
  for (const row of rowsOfA.members()) {
    const isShared = ways.some(({ index, at, ownAt }) => {
      const high = a.signature[row * width + ownAt]!;
      if (high === 0) return false;
      const run = findRun(index, b.signature, b.meta.columns.length, at, high, null);
      return run.end > run.start;
    });
    if (isShared) shared.push(row);
  }
  return shared;
}

/** Reads a column of a print as if it were a column of a suspect; the "cell" is the row's number. */
function tokenReader(print: Print, column: number): SlotReader {
  const width = print.meta.columns.length;
  const slot: Slot = { kind: 'whole', columns: [column], reading: print.meta.columns[column]!.reading };
  return {
    slot,
    tokens([row]) {
      const high = print.signature[Number(row) * width + column]!;
      return high === 0 ? [] : [{ high, low: null }];
    },
    canonicals: () => [],
  };
}
