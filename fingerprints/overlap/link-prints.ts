import type { CellTokens, Slot, SlotReader } from '../engine/slot.ts';
import type { Tokeniser } from '../engine/tokeniser.ts';
import { choosePresenceRule, judge } from '../estimate/false-discovery.ts';
import { createEvidenceHistogram, estimateShares } from '../estimate/mixture.ts';
import type { Print } from '../print/print.ts';
import { findCorrespondence } from './correspondence.ts';
import { createRowMatcher, type RowMatch } from './match-row.ts';
import type { Bits } from './tally.ts';

/** A row of one print and a row of another that are the same person. */
export interface LinkedRows {
  readonly rowA: number;
  readonly rowB: number;
}

const SAMPLE = 4_000;
const LIMIT = { maxFalseShare: 0.001, maxFalseRows: Number.POSITIVE_INFINITY };

/**
 * The overlap of two prints, without any plaintext: rows of A (those in `rowsOfA`) that are in B. The same evidence as
 * for a suspect, with half tokens and without near agreement, which tokens cannot show.
 */
export function linkPrints(a: Print, rowsOfA: Bits, b: Print, tokeniser: Tokeniser): LinkedRows[] {
  const readers = a.meta.columns.map((_, column) => tokenReader(a, column));
  const tokensOf = (row: number): CellTokens[] => readers.map((reader) => reader.tokens([String(row)]));
  const step = Math.max(1, Math.floor(rowsOfA.count() / SAMPLE));
  const sample: { cells: string[]; tokens: CellTokens[] }[] = [];
  let at = 0;
  for (const row of rowsOfA.members())
    if (at++ % step === 0) sample.push({ cells: [], tokens: tokensOf(row) });
  const { comparisons } = findCorrespondence(b, readers, sample, tokeniser);
  const matcher = createRowMatcher(b, comparisons);
  const histogram = createEvidenceHistogram();
  const matches: { rowA: number; match: RowMatch }[] = [];
  let others = 0;
  for (const rowA of rowsOfA.members()) {
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
