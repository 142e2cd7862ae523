import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import iconv from 'iconv-lite';

/** How delimited text is written. */
export interface DelimitedStyle {
  readonly delimiter: ';' | ',' | '\t' | '|';
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly lineEnd: '\n' | '\r\n';
  /** Whether the file is compressed with gzip. */
  readonly isCompressed: boolean;
}

/** Text is encoded and written in pieces of about this many characters: fewer are slow, more only take memory. */
const PIECE_CHARACTERS = 262_144;

/**
 * Write rows as delimited text, one after another: memory does not grow with their number. Cells with the delimiter,
 * a quote or a line end are quoted, quotes doubled (RFC 4180). An existing file is replaced.
 * @param header column names, or null for none. @throws what the file system throws (a full disk, a missing folder).
 */
export async function writeDelimited(
  path: string,
  header: readonly string[] | null,
  rows: Iterable<readonly string[]>,
  style: DelimitedStyle,
): Promise<void> {
  const pieces = Readable.from(encodedPieces(header, rows, style));
  if (style.isCompressed) await pipeline(pieces, createGzip({ level: 6 }), createWriteStream(path));
  else await pipeline(pieces, createWriteStream(path));
}

function* encodedPieces(
  header: readonly string[] | null,
  rows: Iterable<readonly string[]>,
  style: DelimitedStyle,
): Generator<Buffer> {
  const needsQuotes = new RegExp(`["\\r\\n${style.delimiter === '|' ? '\\|' : style.delimiter}]`);
  let text = header === null ? '' : line(header, style, needsQuotes);
  for (const cells of rows) {
    text += line(cells, style, needsQuotes);
    if (text.length < PIECE_CHARACTERS) continue;
    yield iconv.encode(text, style.encoding);
    text = '';
  }
  if (text !== '') yield iconv.encode(text, style.encoding);
}

function line(cells: readonly string[], { delimiter, lineEnd }: DelimitedStyle, needsQuotes: RegExp): string {
  const joined = cells.join(delimiter);
  // Quotes and line ends show in the joined line; only more delimiters than joints need a look at each cell.
  if (!/["\r\n]/.test(joined) && joined.split(delimiter).length === cells.length) return joined + lineEnd;
  const quoted = cells.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return quoted.join(delimiter) + lineEnd;
}
