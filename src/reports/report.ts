import type { Coverage } from '../core/row.ts';
import type { Attribution } from './attribution.ts';

/** What the rows of a print came from. */
export type PrintKind = 'table' | 'asset' | 'endpoint' | 'suspect';

/** A print as reports name it. */
export interface PrintReference {
  readonly id: string;
  readonly kind: PrintKind;
  readonly name: string;
  /** The organisation the rows belong to, null where none was given. */
  readonly controller: string | null;
  /** ISO 8601 in UTC. */
  readonly snapshotAt: string;
}

/** How delimited text is written, as it was found in the suspect. */
export interface ReportDialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
  readonly skippedRows: number;
}

/** A column of the suspect. */
export interface SuspectColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string | null;
  /** A field's id, null where the column stayed empty. */
  readonly field: string | null;
  /** Share of its cells that hold something, 0 to 1. */
  readonly filled: number;
}

/** One of several tables stacked in one file. */
export interface SuspectSection {
  /** 0-based. */
  readonly index: number;
  /** Number of its first data row, 1-based over the whole file. */
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: readonly SuspectColumn[];
}

/** The suspect file as it was found. */
export interface SuspectFacts {
  readonly name: string;
  /** Of the bytes as given, lower-case hex; '' where not all of them were read (see Report.estimate). */
  readonly sha256: string;
  readonly bytes: number;
  /** The id of the format that read it. */
  readonly format: string;
  readonly encoding: string | null;
  readonly dialect: ReportDialect | null;
  readonly rows: number;
  readonly columns: readonly SuspectColumn[];
  /** Only where the file holds more than one table; `columns` are then those of the first. */
  readonly sections?: readonly SuspectSection[];
}

/** Rows of the suspect that were found in a print. */
export interface OverlapRows {
  /** Rows of the suspect that were compared. */
  readonly total: number;
  /** Each row of the suspect at most once, however many rows of the print it resembles. */
  readonly present: number;
  /** Rows that fit a household of the print and not one person; not in `present`. */
  readonly household: number;
  /** present / total, 0 where there are no rows. */
  readonly share: number;
  /** Both ends of the share; equal when `method` is exact. */
  readonly interval: readonly [number, number];
  readonly method: 'exact' | 'sampled';
}

/** Rows of the print that were found in the suspect. */
export interface ReverseRows {
  readonly total: number;
  readonly present: number;
  readonly share: number;
}

/** A column of the suspect beside the column of the print that it was compared with. */
export interface ColumnOverlap {
  /** 0-based column of the suspect. */
  readonly index: number;
  /** Its header, null where it has none. */
  readonly header: string | null;
  /** The column's name in the print. */
  readonly column: string;
  readonly field: string;
  /** Among the rows present: those in which both sides hold a value. */
  readonly compared: number;
  /** Among those: the same canonical value. */
  readonly agreeing: number;
}

/** The relation of the suspect and one print, in both directions. */
export interface Overlap {
  readonly print: PrintReference;
  readonly rows: OverlapRows;
  readonly reverse: ReverseRows;
  /** People of that print who are in the suspect. */
  readonly persons: number;
  /** Rows among those present that are expected to be chance matches. */
  readonly expectedByChance: number;
  /** The evidence a row needed here, in bits, where one threshold held for all rows. */
  readonly thresholdBits?: number;
  readonly columns: readonly ColumnOverlap[];
}

/** The people and rows of all prints taken together. */
export interface Population {
  /** Each person once over all tables and, for people in no table, over assets. */
  readonly persons: number;
  /** Rows of the suspect in some table or asset. */
  readonly rowsExplained: number;
  /** Rows of the suspect in no table and no asset. */
  readonly rowsUnexplained: number;
  readonly byController: readonly { readonly controller: string; readonly persons: number }[];
  /** Rows among those explained that are expected to be chance matches. */
  readonly expectedByChance: number;
}

/** What an estimate rests on. */
export interface EstimateFacts {
  /** How often the intervals cover the truth, 0 to 1. */
  readonly level: number;
  /** Places of the file that were read, drawn at random. */
  readonly blocks: number;
  /** Bytes that were read of the file in all. */
  readonly bytesSampled: number;
  readonly rowsSampled: number;
  /** Both ends of the number of rows of the file. */
  readonly rowsInterval: readonly [number, number];
  /** Rows of the file in some table or asset: their share, and both ends of it. */
  readonly explained: { readonly share: number; readonly interval: readonly [number, number] };
}

/** What `check` says of one suspect: `rowprint.report/1`. Fields may be added; these keep name, meaning and unit. */
export interface Report {
  readonly schema: 'rowprint.report/1';
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly suspect: SuspectFacts;
  readonly coverage: Coverage;
  /** Every print the suspect was compared with, found in it or not: 'nothing found' means nothing without it. */
  readonly comparedWith: readonly PrintReference[];
  /** Sorted by rows.present, largest first; an endpoint is the union of its assets. */
  readonly overlaps: readonly Overlap[];
  readonly population: Population;
  /**
   * Only where the file was not read whole but estimated: its rows, those present, of households, explained and expected
   * by chance are then estimates for the whole file. People, reverse rows and columns are those seen, the least there is.
   */
  readonly estimate?: EstimateFacts;
  /** Where the suspect came from; only where servers were swept. */
  readonly attribution?: Attribution;
  readonly limits: {
    /** Largest share of the rows claimed that may be expected to be chance matches, 0 to 1. */
    readonly maxFalseShare: number;
  };
  /** Sentences about what weakens the result: a table that identifies nobody, an old snapshot. Never a cell. */
  readonly warnings: readonly string[];
  readonly elapsedMs: number;
}

/** Overlaps with something of ours: rows present in a table, an asset or an endpoint. An earlier suspect is not ours. */
export function overlapsOfOurs(report: Report): readonly Overlap[] {
  return report.overlaps.filter((overlap) => overlap.print.kind !== 'suspect' && overlap.rows.present > 0);
}
