import {
  type CellDialect,
  findClose,
  NOT_CLOSED,
  type QuoteClose,
  type SplitLine,
  splitCells,
} from './split-cells.ts';

/** A quoted cell that runs over lines, as far as it was joined. Places are indexes of `text`. */
export interface JoinedCell {
  readonly text: string;
  /** The line it opens on, by itself. */
  readonly first: SplitLine;
  /** All lines as one. */
  readonly joined: SplitLine;
  readonly from: number;
  readonly closeAt: number;
  readonly end: number;
}

/** The quote that closes a cell; a fallback counts only on a later line than the one that ends at `lineEnd`. */
export function closeBehind(
  text: string,
  from: number,
  lineEnd: number,
  to: number,
  dialect: CellDialect,
): QuoteClose {
  const close = findClose(text, from, to, dialect);
  return close.isFallback && close.at <= lineEnd ? NOT_CLOSED : close;
}

/**
 * Whether a quoted cell swallowed rows. In sound text the line on which a cell closes has an odd number of quotes, so
 * that read by itself it is never clean. `expected` is the usual number of cells, 0 if unknown.
 */
export function isRunaway(cell: JoinedCell, dialect: CellDialect, expected: number): boolean {
  const { text, first, joined, from, closeAt, end } = cell;
  const start = Math.max(text.lastIndexOf('\n', closeAt), text.lastIndexOf('\r', closeAt)) + 1;
  const closing = splitCells(text, start, end, dialect);
  const isSoundAlone = closing.isClean && closing.openAt < 0;
  if (expected === 0) return isSoundAlone && closing.cells.length > 1;
  if (isSoundAlone && (first.cells.length === expected || closing.cells.length === expected)) {
    return first.cells.length === expected || joined.cells.length !== expected;
  }
  if (first.cells.length !== expected) return false;
  return (
    (joined.openAt < 0 && joined.cells.length !== expected) ||
    holdsRecords(text.slice(from, start), dialect, expected)
  );
}

/** Whether most lines inside a quoted cell are sound records: too much of a coincidence with three columns or more. */
function holdsRecords(content: string, dialect: CellDialect, expected: number): boolean {
  if (expected < 3) return false;
  const inner = content.split(/\r\n|\n|\r/).slice(1, -1);
  let sound = 0;
  for (const line of inner) {
    const split = splitCells(line, 0, line.length, dialect);
    if (split.cells.length === expected && split.openAt < 0) sound++;
  }
  return sound * 2 > inner.length;
}

/** LFs in a text. */
export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
