import { judge, type PresenceRule } from '../estimate/false-discovery.ts';
import { type Print, personOfRow } from '../print/print.ts';
import { rowsByToken } from '../print/sort-by-token.ts';
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
  for (const rows of rowsOfFoundPersons(tally, print.personOf)) {
    const found = new Set<string>();
    for (const row of rows) if (tally.foundRows.has(row)) found.add(tokensOfRow(print, row));
    for (const row of rows) if (found.has(tokensOfRow(print, row))) tally.foundRows.add(row);
  }
}

/** Rows, person by person, of people who were found and have several: only those can have twins. */
function* rowsOfFoundPersons(tally: PrintTally, personOf: Uint32Array): Generator<Uint32Array> {
  const rows = rowsByToken(
    personOf.map((person) => person + 1),
    null,
  );
  for (let start = 0; start < rows.length; ) {
    const person = personOf[rows[start]!]!;
    let end = start + 1;
    while (end < rows.length && personOf[rows[end]!] === person) end++;
    if (end - start > 1 && tally.foundPersons.has(person)) yield rows.subarray(start, end);
    start = end;
  }
}

function tokensOfRow(print: Print, row: number): string {
  const width = print.meta.columns.length;
  return print.signature.subarray(row * width, (row + 1) * width).join(',');
}
