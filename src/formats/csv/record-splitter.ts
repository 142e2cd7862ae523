import { closeBehind, countLines, isRunaway } from './runaway-quote.ts';
import type { CsvSettings } from './settings.ts';
import { type CellDialect, type SplitLine, splitCells } from './split-cells.ts';

/** How records end and cells are cut. */
export interface RecordDialect extends CellDialect {
  /** A CR without LF ends a record too. False where files with LF ends carry CRs inside cells. */
  readonly loneCrEnds: boolean;
}

/** Stray quotes in one line that are looked for one by one. */
const MAX_STRAYS = 4;

/** A record of several lines. */
interface JoinedLines {
  readonly cells: string[];
  /** Index of the end of its last line. */
  readonly end: number;
}

/** Lookahead that a stray quote may always cost, however little has been read: keeps hostile files linear. */
const FREE_LOOKAHEAD_CHARS = 256 * 1024;

/**
 * Cuts text into records (arrays of cells), however the text is cut into pieces. A blank line is a record without cells.
 *
 * A quoted cell may run over lines. When it would not close within the limits, or when the line on which it closes is a
 * sound record by itself (the quote that "closes" the cell then opens or closes another), its opening quote was a stray
 * one: the record ends with its line, and nothing behind it is lost.
 */
export class RecordSplitter {
  readonly #dialect: RecordDialect;
  readonly #settings: CsvSettings;
  #text = '';
  #at = 0;
  #ended = false;
  #discarding = false;
  /** What stands before `#at` is an LF, or the beginning of the file. */
  #isBehindLf = true;
  /** Next LF, CR and quote at or behind `#at`; the length of the text where there is none. -1: not searched. */
  #nextLf = -1;
  #nextCr = -1;
  #nextQuote = -1;
  #consumedChars = 0;
  #wastedChars = 0;

  /** Cells that a sound record is expected to have, 0 if unknown; decides between readings of a line with odd quotes. */
  expectedColumns: number;
  /** Records that were cut at `maxRecordChars`. */
  cutRecords = 0;

  constructor(dialect: RecordDialect, settings: CsvSettings, expectedColumns: number) {
    this.#dialect = dialect;
    this.#settings = settings;
    this.expectedColumns = expectedColumns;
  }

  /** More text. */
  push(text: string): void {
    this.#consumedChars += this.#at;
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    this.#nextLf = -1;
    this.#nextCr = -1;
    this.#nextQuote = -1;
  }

  /** Characters that somebody else read, between two records, while no text was left here. */
  skip(characters: number): void {
    this.#consumedChars += characters;
  }

  /** LFs in the text that is left; null when it does not start where a line does that an LF ended. */
  get linesLeft(): number | null {
    return this.#isBehindLf && !this.#discarding ? countLines(this.#text.slice(this.#at)) : null;
  }

  /** Whether the next record starts behind an LF, or at the beginning of the file. */
  get isAtLine(): boolean {
    return this.#isBehindLf && !this.#discarding;
  }

  get isEmpty(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Forget the text that is left: somebody else reads it, and more text may come behind it. */
  drop(): void {
    this.push('');
    this.#text = '';
    this.#ended = false;
  }

  /** No more text will come: the last line needs no end. */
  end(): void {
    this.#ended = true;
  }

  /** The next record, or null when more text is needed (or, after `end`, when there is none). */
  next(): string[] | null {
    if (this.#discarding && !this.#discardLine()) return null;
    const from = this.#at;
    if (from >= this.#text.length) return null;
    const end = this.#lineEnd(from);
    if (end < 0) return this.#cutOverlong(from);
    if (end - from > this.#settings.maxRecordChars) {
      this.cutRecords++;
      const { maxRecordChars } = this.#settings;
      return this.#take(this.#splitLine(this.#text.slice(from, from + maxRecordChars)).cells, end);
    }
    if (this.#hasNoQuote(from, end)) {
      return this.#take(this.#splitUnquoted(this.#text.slice(from, end)), end);
    }
    return this.#splitQuoted(from, end);
  }

  #hasNoQuote(from: number, end: number): boolean {
    const { quote, escape: escapeSign } = this.#dialect;
    if (escapeSign === '\\') return false;
    if (quote === '') return true;
    if (this.#nextQuote < from) this.#nextQuote = search(this.#text, quote, from);
    return this.#nextQuote >= end;
  }

  /** Index of the end of the line that starts at `from`; -1 when it has not arrived yet. */
  #lineEnd(from: number): number {
    const text = this.#text;
    if (this.#nextLf < from) this.#nextLf = search(text, '\n', from);
    let end = this.#nextLf;
    if (this.#dialect.loneCrEnds) {
      if (this.#nextCr < from) this.#nextCr = search(text, '\r', from);
      end = Math.min(end, this.#nextCr);
    } else if (end < text.length && end > from && text.charCodeAt(end - 1) === 13) {
      return end - 1;
    }
    if (end === text.length && !this.#ended) return -1;
    // A CR at the very end may be the first half of CRLF.
    if (end === text.length - 1 && text.charCodeAt(end) === 13 && !this.#ended) return -1;
    return end;
  }

  #afterLineEnd(end: number): number {
    const text = this.#text;
    if (end >= text.length) return text.length;
    return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }

  /** A line longer than any record may be: keep its beginning, drop the rest as it arrives. */
  #cutOverlong(from: number): string[] | null {
    const { maxRecordChars } = this.#settings;
    // One more, because it may be the first half of CRLF.
    if (this.#text.length - from <= maxRecordChars + 1) return null;
    this.cutRecords++;
    this.#discarding = true;
    this.#at = this.#text.length;
    return this.#splitLine(this.#text.slice(from, from + maxRecordChars)).cells;
  }

  /** Whether the rest of the overlong line is behind us. */
  #discardLine(): boolean {
    const end = this.#lineEnd(this.#at);
    if (end < 0) {
      const keepsCr = this.#text.endsWith('\r');
      this.#at = this.#text.length - (keepsCr ? 1 : 0);
      return false;
    }
    this.#passLineEnd(end);
    this.#discarding = false;
    return true;
  }

  #splitUnquoted(line: string): string[] {
    const { delimiter, blankAfterDelimiter } = this.#dialect;
    if (line === '') return [];
    if (delimiter === '') return [line];
    const cells = line.split(delimiter);
    if (blankAfterDelimiter) {
      for (let i = 1; i < cells.length; i++) if (cells[i].charCodeAt(0) === 32) cells[i] = cells[i].slice(1);
    }
    return cells;
  }

  #splitLine(line: string): SplitLine {
    return splitCells(line, 0, line.length, this.#dialect);
  }

  /**
   * A line with quotes in it, perhaps the first of several. The rule is tried first; when it does not give a sound
   * record, the quotes at which it breaks are taken for strays one after the other.
   */
  #splitQuoted(from: number, end: number): string[] | null {
    const line = this.#text.slice(from, end);
    if (line === '') return this.#take([], end);
    const strict = this.#splitLine(line);
    const strays: number[] = [];
    const wastedBefore = this.#wastedChars;
    let joinedAnyway: JoinedLines | null = null;
    for (let alone = strict; strays.length < MAX_STRAYS; ) {
      if (alone.openAt >= 0) {
        const joined = this.#joinLines(from, end, alone, strays);
        if (joined === 'wait') {
          // All of it is looked at again: what is charged must not depend on how the text arrives.
          this.#wastedChars = wastedBefore;
          return null;
        }
        if (joined !== 'stray') {
          if (joined.cells.length === this.expectedColumns) return this.#take(joined.cells, joined.end);
          if (strays.length === 0) joinedAnyway = joined;
        } else if (alone.closesByFallback && alone.cells.length === this.expectedColumns) {
          return this.#take(alone.cells, end);
        }
      } else if (alone.cells.length === this.expectedColumns || (alone.isClean && strays.length === 0)) {
        return this.#take(alone.cells, end);
      }
      if (alone.oddAt < 0) break;
      strays.push(alone.oddAt);
      alone = splitCells(line, 0, line.length, this.#dialect, 'strict', strays);
    }
    if (joinedAnyway !== null) return this.#take(joinedAnyway.cells, joinedAnyway.end);
    return this.#take(this.#otherReading(line) ?? strict.cells, end);
  }

  #take(cells: string[], end: number): string[] {
    this.#passLineEnd(end);
    return cells;
  }

  #passLineEnd(end: number): void {
    this.#at = this.#afterLineEnd(end);
    this.#isBehindLf = this.#text.charCodeAt(this.#at - 1) === 10;
  }

  /** The looser reading of a line with odd quotes that gives the expected number of cells, if there is one. */
  #otherReading(line: string): string[] | null {
    for (const reading of ['first-close', 'literal'] as const) {
      const { cells } = splitCells(line, 0, line.length, this.#dialect, reading);
      if (cells.length === this.expectedColumns) return cells;
    }
    return null;
  }

  /** The record from `from` on whose quoted cell runs over lines; 'stray' when its opening quote must be one. */
  #joinLines(
    from: number,
    firstEnd: number,
    first: SplitLine,
    strays: readonly number[],
  ): JoinedLines | 'wait' | 'stray' {
    const { maxQuotedChars, maxQuotedLines } = this.#settings;
    const budget = FREE_LOOKAHEAD_CHARS + 4 * (this.#consumedChars + from) - this.#wastedChars;
    const limit = from + Math.min(maxQuotedChars, Math.max(FREE_LOOKAHEAD_CHARS / 64, budget));
    let split = first;
    let recordEnd = firstEnd;
    while (split.openAt >= 0) {
      const opened = from + split.openAt;
      const to = Math.min(limit, this.#text.length);
      const close = closeBehind(this.#text, opened + 1, recordEnd, to, this.#dialect);
      const isAtEdge = close.at < 0 || close.isFallback || close.at + 2 >= this.#text.length;
      if (isAtEdge && !this.#ended && this.#text.length < limit) return 'wait';
      if (close.at < 0) return this.#stray(Math.min(limit, this.#text.length) - from);
      const end = this.#lineEndBehind(close.at);
      const isTooLong = (end < 0 ? this.#text.length - 2 : end) - from > maxQuotedChars;
      if (isTooLong) return this.#stray(limit - from);
      if (end < 0) return 'wait';
      const content = this.#text.slice(from, end);
      if (countLines(content) > maxQuotedLines) return this.#stray(content.length);
      split = splitCells(content, 0, content.length, this.#dialect, 'strict', strays);
      const joined = { text: this.#text, first, joined: split, from, closeAt: close.at, end };
      if (isRunaway(joined, this.#dialect, this.expectedColumns)) return this.#stray(content.length);
      if (end <= recordEnd) return this.#stray(content.length);
      recordEnd = end;
    }
    return { cells: split.cells, end: recordEnd };
  }

  #stray(lookedAtChars: number): 'stray' {
    this.#wastedChars += lookedAtChars;
    return 'stray';
  }

  /** As `#lineEnd`, for a place further on: the remembered places stay valid for the current one. */
  #lineEndBehind(from: number): number {
    const { loneCrEnds } = this.#dialect;
    const lf = search(this.#text, '\n', from);
    const cr = search(this.#text.slice(from, lf), '\r', 0) + from;
    const end = loneCrEnds || cr === lf - 1 ? Math.min(lf, cr) : lf;
    const mayGoOn = end >= this.#text.length - 1 && this.#text.charCodeAt(end) !== 10;
    return mayGoOn && !this.#ended ? -1 : end;
  }
}

/** As indexOf, with the length of the text where there is nothing: comparisons then need no special case. */
function search(text: string, sought: string, from: number): number {
  const found = text.indexOf(sought, from);
  return found < 0 ? text.length : found;
}
