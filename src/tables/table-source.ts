import type { PlaceLender, RecordScanner } from '../core/record-scanner.ts';
import type { Coverage, RowBatch } from '../core/row.ts';
import type { Stretch } from '../formats/file-format.ts';

/** A column as the source declares it. */
export interface SourceColumn {
  readonly name: string;
  /** The source's own type in lower case ('varchar', 'date', 'integer'), null where it has none (CSV). */
  readonly declaredType: string | null;
}

/** Settings that hold for every kind of source. */
export interface TableOpenOptions {
  /**
   * Longest the server may work before it answers, in milliseconds: on a catalogue query, or until the next rows of
   * the table come. Not the time of the whole read, which grows with the table. SQLite and files know no such limit.
   */
  readonly statementTimeoutMs: number;
  /** Longest to wait for the connection, in milliseconds. */
  readonly connectTimeoutMs: number;
  /**
   * Password for a database whose SOURCE names none; one in SOURCE wins. Without either the driver's own ways
   * hold (PGPASSWORD, ~/.pgpass). Never logged, never part of a message.
   */
  readonly password?: string;
}

/** An internal table that was opened read-only, as one consistent snapshot. */
export interface OpenTable {
  /** What is read, for people and for the store: never with user, password or parameters. */
  readonly description: string;
  readonly columns: readonly SourceColumn[];
  /** Rows the source expects, null where it cannot say cheaply. Only for the progress bar. */
  readonly expectedRows: number | null;
  /** Size of the source in bytes, null where it cannot say (databases). */
  readonly totalBytes: number | null;
  /**
   * All rows, once, in batches of at most some thousand; values as the text a person would write:
   * dates ISO, numbers in full digits, NULL and empty as '', blobs as lower-case hex.
   * Memory does not grow with the table. @throws {CancelledError} {TableSourceError}
   */
  batches(signal?: AbortSignal): AsyncIterable<RowBatch>;
  /**
   * The same rows as `batches` gives, once, as blocks of cells wherever a scanner can cut them; all of section 0.
   * Absent where a source has no use for one. Coverage and what is thrown are those of `batches`.
   */
  stretches?(scanner: RecordScanner, lender: PlaceLender, signal?: AbortSignal): AsyncIterable<Stretch>;
  bytesRead(): number;
  /** What was left out. Final after the last batch. */
  coverage(): Coverage;
  /** Ends the snapshot and the connection. Safe to call twice. */
  close(): Promise<void>;
}

/** A kind of table source. Plugins are stateless; a plugin never imports its siblings. */
export interface TableSource {
  /** The same word as its folder. */
  readonly id: string;
  /** How SOURCE is written for this plugin, for --help: 'file.sqlite#table'. */
  readonly example: string;
  /** Whether SOURCE is written like one of ours; no I/O. */
  accepts(source: string): boolean;
  /** @throws {UsageError} wrong string, unknown table @throws {TableSourceError} refused, unreachable, unreadable */
  open(source: string, options: TableOpenOptions, signal?: AbortSignal): Promise<OpenTable>;
}
