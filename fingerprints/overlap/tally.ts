import { judge, type PresenceRule } from '../estimate/false-discovery.ts';
import { type Print, personOfRow } from '../print/print.ts';
import { AGREE, EMPTY, SWAPPED } from './comparison.ts';
import type { LoggedMatch } from './verdict-log.ts';

/** What one print has of a suspect, counted. */
export interface PrintTally {
  /** Rows of the suspect that are present in the print. */
  presentRows: number;
  /** Rows that fit a household of the print and no person of it. */
  householdRows: number;
  /** By section and comparison: rows present whose cells were both filled, and that agree. */
  readonly columns: readonly (readonly { compared: number; agreeing: number }[])[];
  /** Rows of the print that were found, one bit a row. */
  readonly foundRows: Bits;
  /** People of the print that were found. */
  readonly foundPersons: Bits;
}

/** A set of numbers below a fixed bound, one bit each. */
export interface Bits {
  add(member: number): void;
  has(member: number): boolean;
  count(): number;
  /** Members in ascending order. */
  members(): Generator<number>;
}

/** Make an empty set of numbers below `bound`. */
export function createBits(bound: number): Bits {
  const words = new Uint32Array(Math.ceil(bound / 32));
  let count = 0;
  return {
    add(member) {
      const mask = 1 << (member & 31);
      if ((words[member >>> 5]! & mask) !== 0) return;
      words[member >>> 5]! |= mask;
      count++;
    },
    has: (member) => (words[member >>> 5]! & (1 << (member & 31))) !== 0,
    count: () => count,
    *members() {
      for (let member = 0; member < bound; member++) if (this.has(member)) yield member;
    },
  };
}

/** Make the empty tally of a print; `comparisonCounts` by section. */
export function createPrintTally(print: Print, comparisonCounts: readonly number[]): PrintTally {
  return {
    presentRows: 0,
    householdRows: 0,
    columns: comparisonCounts.map((count) =>
      Array.from({ length: count }, () => ({ compared: 0, agreeing: 0 })),
    ),
    foundRows: createBits(print.meta.rows),
    foundPersons: createBits(print.meta.persons),
  };
}

/** Judge a match and count it. Returns whether the row is present. */
export function tallyMatch(
  tally: PrintTally,
  print: Print,
  section: number,
  match: LoggedMatch,
  rule: PresenceRule,
): boolean {
  const verdict = judge(match.sameBits, match.relativeBits, rule);
  if (verdict === 'household') tally.householdRows++;
  if (verdict !== 'present') return false;
  tally.presentRows++;
  tally.foundRows.add(match.printRow);
  tally.foundPersons.add(personOfRow(print, match.printRow));
  const columns = tally.columns[section]!;
  for (let at = 0; at < columns.length; at++) {
    const outcome = match.outcomes[at]!;
    if (outcome === EMPTY) continue;
    columns[at]!.compared++;
    if (outcome === AGREE || outcome === SWAPPED) columns[at]!.agreeing++;
  }
  return true;
}

/**
 * Rows of the print that were found count together with their twins: rows of the same person that have the very same
 * tokens. A table that holds a row twice has both in the suspect, though each row of the suspect points to one.
 */
export function addTwinRows(tally: PrintTally, print: Print): void {
  if (print.personOf === null) return;
  const found = new Set<string>();
  const width = print.meta.columns.length;
  const keyOf = (row: number): string =>
    `${personOfRow(print, row)}:${print.signature.subarray(row * width, (row + 1) * width).join(',')}`;
  for (const row of tally.foundRows.members()) found.add(keyOf(row));
  for (let row = 0; row < print.meta.rows; row++) {
    if (!tally.foundPersons.has(personOfRow(print, row)) || tally.foundRows.has(row)) continue;
    if (found.has(keyOf(row))) tally.foundRows.add(row);
  }
}
