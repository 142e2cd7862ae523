import type { Coverage } from '../core/row.ts';
import type { ExposureReport } from './exposure.ts';
import type { ColumnOverlap, Overlap } from './report.ts';

/** A share that was estimated from blocks. */
export interface ShareEstimate {
  readonly share: number;
  /** At 95 %. */
  readonly interval: readonly [number, number];
  readonly bytesSampled: number;
  readonly blocks: number;
  readonly rowsSampled: number;
}

/** A file on a server, as one sweep found it. */
export interface SweptAsset {
  /** Escaped: see docs/servers.md. From the server's root. */
  readonly path: string;
  readonly bytes: number | null;
  /** ISO 8601 in UTC. */
  readonly modifiedAt: string | null;
  readonly contentId: string | null;
  readonly format: string | null;
  readonly rows: number | null;
  readonly state: 'read' | 'unchanged' | 'skipped' | 'failed';
  /** An error code or a word; null where it was read. */
  readonly reason: string | null;
  readonly firstSeenAt: string;
  /** Only for a file too large to read: how much of it is in the table that has most of it. */
  readonly estimate?: ShareEstimate & { readonly print: string };
}

/** What became of the assets, and what it cost. */
export interface SweepCounts {
  readonly listed: number;
  readonly read: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly requests: number;
  readonly bytesReceived: number;
}

/** What `scan` says of one visit: `rowprint.sweep/1`. Fields may be added; these keep name, meaning and unit. */
export interface SweepReport {
  readonly schema: 'rowprint.sweep/1';
  readonly id: string;
  readonly endpoint: { readonly name: string; readonly url: string };
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** Whether the server answered and was listed, in part at least. */
  readonly isReached: boolean;
  /** Whether it went on with a sweep that was interrupted. */
  readonly isResumed: boolean;
  /** What the server calls itself, and the SHA-256 of its certificate. */
  readonly server: { readonly software: string | null; readonly certificateSha256: string | null };
  readonly assets: readonly SweptAsset[];
  readonly counts: SweepCounts;
  /** Open ones, and those that this sweep closed. */
  readonly exposures: readonly ExposureReport[];
  readonly coverage: Coverage;
  /** The endpoint, as the union of its assets, against each table and each kept suspect; most rows first. */
  readonly overlaps: readonly Overlap[];
}

/** A column of an asset. */
export interface AssetColumn {
  readonly header: string | null;
  readonly field: string | null;
  readonly filled: number;
}

/** What is kept of the content of an asset, besides its prints. No cell. */
export interface AssetFacts {
  /** 'empty' for a file without a byte. */
  readonly format: string | null;
  readonly encoding: string | null;
  readonly rows: number | null;
  /** By table of the file. */
  readonly sections: readonly { readonly rows: number; readonly columns: readonly AssetColumn[] }[];
  /** 'age', 'gpg', 'zip-aes', …; null where its head shows none. */
  readonly encryption: string | null;
  readonly coverage: Coverage | null;
  /** Whether the server said that it had sent everything. */
  readonly isConfirmed: boolean;
  /** Prints that its rows were compared with; those of which nothing is kept had nothing in common with it. */
  readonly comparedWith: readonly string[];
  readonly estimate?: SweptAsset['estimate'];
  /** Why a file that is too large was not estimated either, in words. */
  readonly notEstimated?: string;
  /** When all of it was read last, ISO 8601 in UTC: since then samples may have told that it is the same. */
  readonly readWholeAt?: string;
}

/** What is kept of the overlap of an asset with one print. */
export interface AssetComparison {
  readonly rows: { readonly total: number; readonly present: number; readonly household: number };
  readonly reverse: { readonly total: number; readonly present: number };
  readonly persons: number;
  readonly expectedByChance: number;
  readonly columns: readonly ColumnOverlap[];
  /** Columns of the asset that are in no declared list of the table: by header, else 'column 7'. */
  readonly undeclaredColumns: readonly string[];
  /** 'rows': the file was read beside the print. 'prints': print beside print, later, without near agreement. */
  readonly method: 'rows' | 'prints';
}
