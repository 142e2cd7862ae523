import { type CellDialect, type SplitLine, splitCells } from './split-cells.ts';

/** Lines that a quoted cell joins to one record. */
export interface QuotedLines {
  readonly text: string;
  /** Where the record begins. */
  readonly from: number;
  /** Where the quoted cell closes. */
  readonly closeAt: number;
  /** Where the line ends on which it closes. */
  readonly end: number;
}

/**
 * Whether a quoted cell swallowed rows. In sound text the line on which a cell closes has an odd number of quotes, so
 * that read by itself it is never clean. `first` is the record's first line by itself, `joined` the whole of it;
 * `expected` cells are what a sound record has, 0 if unknown.
 */
export function isRunaway(
  { text, from, closeAt, end }: QuotedLines,
  first: SplitLine,
  joined: SplitLine,
  dialect: CellDialect,
  expected: number,
): boolean {
  const start = Math.max(text.lastIndexOf('\n', closeAt), text.lastIndexOf('\r', closeAt)) + 1;
  const closing = splitCells(text, start, end, dialect);
  const isSoundAlone = closing.isClean && closing.openAt < 0;
  if (expected === 0) return isSoundAlone && closing.cells.length > 1;
  if (isSoundAlone && (first.cells.length === expected || closing.cells.length === expected)) {
    return first.cells.length === expected || joined.cells.length !== expected;
  }
  if (first.cells.length !== expected) return false;
  if (joined.openAt < 0 && joined.cells.length !== expected) return true;
  return holdsRecords(text.slice(from, start), dialect, expected);
}

/** Whether most lines inside a quoted cell are sound records: too much of a coincidence with three columns or more. */
function holdsRecords(quoted: string, dialect: CellDialect, expected: number): boolean {
  if (expected < 3) return false;
  const inner = quoted.split(/\r\n|\n|\r/).slice(1, -1);
  let sound = 0;
  for (const line of inner) {
    const split = splitCells(line, 0, line.length, dialect);
    if (split.cells.length === expected && split.openAt < 0) sound++;
  }
  return sound * 2 > inner.length;
}
