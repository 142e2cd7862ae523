import { commonWidth, singleColumnScore01, tableScore01 } from './dialect-score.ts';
import { type RecordDialect, RecordSplitter } from './record-splitter.ts';
import type { CsvSettings } from './settings.ts';

/** How a file is cut into records and cells, as found in its head. */
export interface FoundDialect extends RecordDialect {
  /** Cells of most records of the head. */
  readonly columnCount: number;
  /** 0 to 1: how much the head looks like a table. */
  readonly score01: number;
}

/** Text that the decision rests on. */
const SAMPLE_CHARS = 96 * 1024;
/**
 * Variants come with the likelier one first, and another must be better, not as good. Lines read with the wrong escape
 * are mended so well that the score hardly tells: there the signs that were counted have the word.
 */
const ESCAPE_MARGIN = 1.03;
/** Lines that are counted before candidates are tried. */
const COUNTED_LINES = 400;

/** Delimiters that may be doubled, and all others; how much a delimiter is trusted when the table looks the same. */
const DELIMITERS: readonly (readonly [delimiter: string, trust01: number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  ['||', 1],
  ['::', 1],
  [';;', 1],
  [',,', 0.9],
  ['\t\t', 0.9],
  ['^', 0.97],
  ['^^', 0.97],
  ['~', 0.97],
  ['~~', 0.97],
  ['\u0001', 1],
  ['\u001f', 1],
  ['#', 0.85],
  // Times, web addresses and texts hold colons and blanks: they must win clearly.
  [':', 0.8],
  [' ', 0.6],
];

/** Find out how the head of a file (decoded, from its beginning) is cut into records and cells. */
export function findDialect(head: string, isWhole: boolean, settings: CsvSettings): FoundDialect {
  const sample = head.length > SAMPLE_CHARS ? head.slice(0, SAMPLE_CHARS) : head;
  const isWholeSample = isWhole && sample.length === head.length;
  const lines = sample.split(/\r\n|\n|\r/, COUNTED_LINES).filter((line) => line.trim() !== '');
  const declared = /^\uFEFF?"?sep=(.)"?\s*[\r\n]/i.exec(sample)?.[1];
  let best = scoreSingle(sample, isWholeSample, settings);
  for (const [delimiter, trust01] of DELIMITERS) {
    if (!mayDelimit(delimiter, lines)) continue;
    const trust = declared === undefined ? trust01 : delimiter === declared ? 3 : 0;
    for (const dialect of variants(delimiter, sample, lines)) {
      const records = splitSample(sample, isWholeSample, dialect, settings);
      const score01 = tableScore01(records, delimiter) * trust;
      const differsInEscape = best.delimiter === delimiter && best.quote === dialect.quote;
      if (score01 > best.score01 * (differsInEscape ? ESCAPE_MARGIN : 1.001))
        best = { ...dialect, columnCount: commonWidth(records), score01 };
    }
  }
  return best;
}

/** Whether a delimiter stands in enough lines. A doubled one must stand doubled wherever it stands. */
function mayDelimit(delimiter: string, lines: readonly string[]): boolean {
  const holding = lines.filter((line) => line.includes(delimiter));
  if (holding.length === 0 || holding.length < lines.length * 0.2) return false;
  if (delimiter.length === 1) return true;
  const sign = delimiter.charAt(0);
  let even = 0;
  let runs = 0;
  for (const line of holding) {
    for (let at = line.indexOf(sign); at >= 0; ) {
      let end = at;
      while (line.charAt(end) === sign) end++;
      runs++;
      if ((end - at) % 2 === 0) even++;
      at = line.indexOf(sign, end);
    }
  }
  // Times hold single colons beside the doubled ones.
  return sign === ':' ? holding.length >= lines.length * 0.8 : even >= runs * 0.98;
}

/** The dialects with this delimiter that the sample gives reason to try, the most usual first. */
function* variants(delimiter: string, sample: string, lines: readonly string[]): Generator<RecordDialect> {
  const blankAfterDelimiter = delimiter !== ' ' && hasBlankAfter(delimiter, lines);
  const hasMixedEnds = /\r(?!\n)/.test(sample) && sample.includes('\n');
  for (const quote of quotesIn(delimiter, lines)) {
    for (const escapeSign of escapesIn(quote, delimiter, sample)) {
      const dialect = { delimiter, quote, escape: escapeSign, blankAfterDelimiter, loneCrEnds: true };
      yield dialect;
      if (hasMixedEnds) yield { ...dialect, loneCrEnds: false };
    }
  }
}

/** Whether (nearly) every delimiter that a cell follows is followed by a blank. */
function hasBlankAfter(delimiter: string, lines: readonly string[]): boolean {
  let blank = 0;
  let all = 0;
  for (const line of lines) {
    for (let at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + delimiter.length)) {
      const after = line.charAt(at + delimiter.length);
      if (after === '' || line.startsWith(delimiter, at + delimiter.length)) continue;
      all++;
      if (after === ' ') blank++;
    }
  }
  return all > 0 && blank >= all * 0.98;
}

function quotesIn(delimiter: string, lines: readonly string[]): readonly string[] {
  const double = countEnclosed('"', delimiter, lines);
  const single = countEnclosed("'", delimiter, lines);
  const hasDouble = lines.some((line) => line.includes('"'));
  const quotes = ['"'];
  if (single > 0 && single >= double) quotes.push("'");
  if (hasDouble && double < lines.length / 20) quotes.push('');
  return quotes;
}

/** Places where a quote opens a cell, or closes one: the smaller of both counts. */
function countEnclosed(quote: string, delimiter: string, lines: readonly string[]): number {
  let opening = 0;
  let closing = 0;
  for (const line of lines) {
    for (const cell of line.split(delimiter)) {
      const trimmed = cell.trim();
      if (trimmed.startsWith(quote)) opening++;
      if (trimmed.length > 1 && trimmed.endsWith(quote)) closing++;
    }
  }
  return Math.min(opening, closing);
}

function escapesIn(quote: string, delimiter: string, sample: string): readonly string[] {
  if (quote === '') return ['', ...(sample.includes(`\\${delimiter}`) ? ['\\'] : [])];
  const backslashed = countOf(sample, new RegExp(`\\\\${quote}(?!${escaped(delimiter)}|[\\r\\n]|$)`, 'g'));
  const doubled = countOf(
    sample,
    new RegExp(`[^${escaped(delimiter)}\\s]${quote}${quote}[^${escaped(delimiter)}\\s]`, 'g'),
  );
  if (backslashed > doubled) return ['\\', quote];
  return backslashed > 0 || sample.includes(`\\${delimiter}`) ? [quote, '\\'] : [quote];
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Signs that mean something in a pattern, taken as they are. */
function escaped(signs: string): string {
  return signs.replace(/[\^$.|?*+()[\]{}-]/g, '\\$&');
}

function scoreSingle(sample: string, isWhole: boolean, settings: CsvSettings): FoundDialect {
  const dialect = { delimiter: '', quote: '"', escape: '"', blankAfterDelimiter: false, loneCrEnds: true };
  const records = splitSample(sample, isWhole, dialect, settings);
  return { ...dialect, columnCount: 1, score01: singleColumnScore01(records) };
}

/** The complete records of the sample. */
function splitSample(
  sample: string,
  isWhole: boolean,
  dialect: RecordDialect,
  settings: CsvSettings,
): readonly string[][] {
  const first = splitRecords(sample, isWhole, dialect, settings, 0);
  return splitRecords(sample, isWhole, dialect, settings, commonWidth(first));
}

function splitRecords(
  sample: string,
  isWhole: boolean,
  dialect: RecordDialect,
  settings: CsvSettings,
  expectedColumns: number,
): readonly string[][] {
  const splitter = new RecordSplitter(dialect, settings, expectedColumns);
  splitter.push(sample);
  if (isWhole) splitter.end();
  const records: string[][] = [];
  for (
    let record = splitter.next();
    record !== null && records.length < COUNTED_LINES;
    record = splitter.next()
  ) {
    records.push(record);
  }
  return records;
}
