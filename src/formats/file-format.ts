import type { ByteSource } from '../core/byte-source.ts';
import type { PlaceLender, RecordBlock, RecordScanner } from '../core/record-scanner.ts';
import type { Coverage, RowBatch } from '../core/row.ts';

/** Bounds that a reader holds to whatever the file says. Every one is a setting with a default. */
export interface ExtractLimits {
  /** Longest cell, in characters; a longer one is cut there and the cut is told in the coverage. */
  readonly maxCellChars: number;
  /** Most columns a row may have; the rest of a wider row is skipped and told in the coverage. */
  readonly maxColumns: number;
  /** Most bytes after decompression; reading stops there and the coverage says so. */
  readonly maxBytes: number;
  /** Largest ratio of decompressed to compressed bytes; beyond it the file is called a bomb. */
  readonly maxRatio: number;
}

/** How delimited text is written, as it was found. */
export interface Dialect {
  /** One or two characters; '' for a file of a single column. */
  readonly delimiter: string;
  /** '"', "'" or '' for none. */
  readonly quote: string;
  /** The character before a quote inside a quoted cell: the quote itself (doubled), '\\', or '' for none. */
  readonly escape: string;
  /** Whether the (first) table has header rows. */
  readonly header: boolean;
  /** Rows before the first data row or header that belong to no table: titles, notes, blank lines. */
  readonly skippedRows: number;
}

/** One table in the file. Files mostly have one; stacked files have several, each with its own columns. */
export interface Section {
  /** Header text by column, null where there is none. A text that could be a person's value is never a header. */
  readonly headers: readonly (string | null)[];
  readonly columnCount: number;
  /** Number of its first data row (see Row.number). */
  readonly firstRow: number;
}

/** What is known of a file once it is open. `sections` grows while rows are read: a stacked table shows up late. */
export interface FileFacts {
  /** The plugin's id. */
  readonly format: string;
  /** IANA-like name in lower case: 'utf-8', 'windows-1252', 'utf-16le'; 'utf-8+windows-1252' for mixed files. Null if binary. */
  readonly encoding: string | null;
  readonly dialect: Dialect | null;
  readonly sections: readonly Section[];
}

/** Some rows of a file in file order: as text, or where their cells stand in a scanner's memory. */
export type Stretch =
  | { readonly kind: 'rows'; readonly rows: RowBatch }
  | { readonly kind: 'block'; readonly block: RecordBlock };

/** A file that was opened for reading: facts first, then rows, then what was left out. */
export interface OpenFile {
  /** As found so far. Final after the last batch. */
  facts(): FileFacts;
  /**
   * Rows in file order in batches, once. Memory does not grow with the file.
   * What cannot be made out is told in the coverage, never thrown. @throws {SourceUnreadableError} the disk fails
   * @throws {CancelledError} when the signal fires
   */
  batches(signal?: AbortSignal): AsyncIterable<RowBatch>;
  /**
   * The same rows as `batches` gives, once, as blocks of cells wherever a scanner can cut them. Absent where a format
   * has no use for one. Facts, coverage and what is thrown are those of `batches`.
   */
  stretches?(scanner: RecordScanner, lender: PlaceLender, signal?: AbortSignal): AsyncIterable<Stretch>;
  /**
   * The rows of excerpts: whole lines from anywhere in the file, as its bytes stand there. One batch for each, in order,
   * empty where no row was made out; row numbers count what is delivered. Instead of `batches`, once; the source that was
   * opened may then be the head of the file alone, which is read for headers and columns and not delivered. Records of
   * another width before the first sound one and behind the last are left out: an excerpt may begin or end inside a
   * quoted cell. Absent where a file cannot be read from the middle, as when it is compressed.
   */
  excerptRows?(excerpts: AsyncIterable<Uint8Array>, signal?: AbortSignal): AsyncIterable<RowBatch>;
  /** Compressed or plain bytes of the source read so far: what a progress bar counts. */
  bytesRead(): number;
  /** What was left out. Final after the last batch. */
  coverage(): Coverage;
}

/** A kind of file. Plugins are stateless; a plugin never imports its siblings. */
export interface FileFormat {
  /** The same word as its folder; printed in reports, never renamed. */
  readonly id: string;
  /** 0 (not ours) to 1 (certain) from the first 4 KiB alone. Runs on every file met: no I/O. */
  sniff(head: Uint8Array): number;
  /** Look at the head (at most some MiB of it) and settle how the file is written. @throws {SourceUnreadableError} */
  open(source: ByteSource, limits: ExtractLimits, signal?: AbortSignal): Promise<OpenFile>;
}
