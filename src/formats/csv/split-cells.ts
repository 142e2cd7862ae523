/** The part of a dialect that splitting needs. */
export interface CellDialect {
  /** One or two characters, '' for a single column. */
  readonly delimiter: string;
  /** '"', "'" or ''. */
  readonly quote: string;
  /** The quote itself, '\\' or ''. */
  readonly escape: string;
  /** One blank after each delimiter belongs to the delimiter (', '). */
  readonly blankAfterDelimiter: boolean;
}

/** How the quotes of a line are taken. `strict` is the rule; the others are for lines that break it. */
type QuoteReading = 'strict' | 'first-close' | 'literal';

/** The cells of one line, and what was odd about its quotes. */
export interface SplitLine {
  readonly cells: string[];
  /** No quote stood where the rules allow none. */
  readonly isClean: boolean;
  /** Where a quoted cell opens that does not close before the end (index of the quote), or -1. */
  readonly openAt: number;
  /** Where the first quoted cell opens that does not close, or holds quotes that are not escaped; or -1. */
  readonly oddAt: number;
  /** All cells that open and do not close could close by a doubled quote at their end. */
  readonly closesByFallback: boolean;
}

const BACKSLASH = 92;
const SPACE = 32;

/**
 * Split `text[from, to)`, which holds one line without its end, into cells. A quoted cell that does not close before
 * `to` is read as if its opening quote were not there, and `openAt` says where it was. Quotes at the indexes in
 * `strays` open nothing.
 */
export function splitCells(
  text: string,
  from: number,
  to: number,
  dialect: CellDialect,
  reading: QuoteReading = 'strict',
  strays: readonly number[] = [],
): SplitLine {
  const cells: string[] = [];
  const { delimiter, quote } = dialect;
  const mayQuote = reading !== 'literal' && quote !== '';
  let isClean = true;
  let openAt = -1;
  let oddAt = -1;
  let closesByFallback = true;
  for (let at = from; ; ) {
    const start = skipBlanks(text, at, to, dialect);
    let end: number;
    if (mayQuote && start < to && text.startsWith(quote, start)) {
      const isStray = strays.includes(start);
      const close = isStray ? NOT_CLOSED : findClose(text, start + 1, to, dialect, reading);
      if (!close.isCertain) {
        isClean = false;
        if (!isStray && oddAt < 0) oddAt = start;
        if (!isStray && openAt < 0 && close.isFallback) openAt = start;
        if (close.at < 0) closesByFallback = false;
      }
      end = unquotedEnd(text, close.at < 0 ? start + 1 : close.at + 1, to, dialect);
      cells.push(
        close.at < 0
          ? unescapeUnquoted(text.slice(start + 1, end), dialect)
          : unescapeQuoted(text.slice(start + 1, close.at), dialect) + text.slice(close.at + 1, end).trim(),
      );
    } else {
      end = unquotedEnd(text, at, to, dialect);
      const skip = dialect.blankAfterDelimiter && at > from && start > at ? 1 : 0;
      const cell = text.slice(at + skip, end);
      if (quote !== '' && cell.includes(quote)) isClean = false;
      cells.push(reading === 'literal' ? withoutOuterQuotes(cell, quote) : unescapeUnquoted(cell, dialect));
    }
    if (end >= to) break;
    at = end + delimiter.length;
  }
  return { cells, isClean, openAt, oddAt, closesByFallback };
}

/** Index behind the blanks that may stand before an opening quote. */
function skipBlanks(text: string, at: number, to: number, dialect: CellDialect): number {
  if (dialect.delimiter === ' ' || text.charCodeAt(at) !== SPACE) return at;
  let start = at;
  while (start < to && text.charCodeAt(start) === SPACE) start++;
  return start;
}

/** Index of the delimiter (or end) that ends an unquoted cell starting at `at`. */
function unquotedEnd(text: string, at: number, to: number, dialect: CellDialect): number {
  if (dialect.delimiter === '') return to;
  let end = text.indexOf(dialect.delimiter, at);
  if (dialect.escape === '\\') {
    while (end >= 0 && end < to && isEscaped(text, end, at)) end = text.indexOf(dialect.delimiter, end + 1);
  }
  return end < 0 || end > to ? to : end;
}

/** Whether an odd number of backslashes stands before `at`, not looking before `from`. */
function isEscaped(text: string, at: number, from: number): boolean {
  let backslashes = 0;
  while (at - backslashes - 1 >= from && text.charCodeAt(at - backslashes - 1) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

/** Where a quoted cell closes. */
export interface QuoteClose {
  /** Index of the closing quote, or -1. */
  readonly at: number;
  /** It closes, and no quote inside it was left without escape. */
  readonly isCertain: boolean;
  /** It does not close (`at` is -1), or only by a doubled quote that should stand for itself. */
  readonly isFallback: boolean;
}

/** No quote closes the cell. */
export const NOT_CLOSED: QuoteClose = { at: -1, isCertain: false, isFallback: true };

/**
 * The quote that closes a cell whose content starts at `from`: followed by the delimiter, the end of a line, or `to`.
 * Line ends inside are content. `first-close` takes the first quote that is not doubled, whatever follows it. Where
 * nothing closes but a doubled quote at the end of a cell, writers that escape nothing meant that one.
 */
export function findClose(
  text: string,
  from: number,
  to: number,
  dialect: CellDialect,
  reading: QuoteReading = 'strict',
): QuoteClose {
  const { quote, escape: escapeSign } = dialect;
  let isCertain = true;
  let doubledAt = -1;
  for (let at = text.indexOf(quote, from); at >= 0 && at < to; at = text.indexOf(quote, at)) {
    if (escapeSign === '\\' && isEscaped(text, at, from)) {
      at += 1;
    } else if (at + 1 < to && text.startsWith(quote, at + 1)) {
      if (doubledAt < 0 && endsCell(text, at + 2, to, dialect)) doubledAt = at + 1;
      at += 2;
    } else if (reading === 'first-close' || endsCell(text, at + 1, to, dialect)) {
      return { at, isCertain, isFallback: false };
    } else {
      isCertain = false;
      at += 1;
    }
  }
  return { at: doubledAt, isCertain: false, isFallback: true };
}

function endsCell(text: string, after: number, to: number, dialect: CellDialect): boolean {
  if (after >= to) return true;
  const code = text.charCodeAt(after);
  if (code === 10 || code === 13) return true;
  if (dialect.delimiter !== '' && text.startsWith(dialect.delimiter, after)) return true;
  return code === SPACE && endsCell(text, skipBlanks(text, after, to, dialect), to, dialect);
}

function unescapeQuoted(content: string, dialect: CellDialect): string {
  const { quote, escape: escapeSign } = dialect;
  if (escapeSign === '\\' && content.includes('\\')) {
    return content.replace(/\\(["'\\])|""|''/g, (found, escaped: string | undefined) => {
      if (escaped !== undefined) return escaped;
      return found.startsWith(quote) ? quote : found;
    });
  }
  return content.includes(quote) ? content.replaceAll(quote + quote, quote) : content;
}

/** A cell of a line whose quotes do not add up: what hugs its ends was meant to enclose it. */
function withoutOuterQuotes(cell: string, quote: string): string {
  const start = quote !== '' && cell.startsWith(quote) ? 1 : 0;
  const end = cell.length > start && quote !== '' && cell.endsWith(quote) ? 1 : 0;
  return cell.slice(start, cell.length - end);
}

function unescapeUnquoted(cell: string, dialect: CellDialect): string {
  if (dialect.escape !== '\\' || !cell.includes('\\')) return cell;
  return cell.replaceAll(`\\${dialect.delimiter}`, dialect.delimiter).replaceAll('\\\\', '\\');
}
