import type { Severity } from '../src/core/severity.ts';
import type { ServerObservations } from './observations.ts';

/** From least to most: see src/core/severity.ts. */
export type { Severity };

/** Every code, stable: reports and alerts match on it. */
export const EXPOSURE_CODES = [
  'ftp.anonymous-login',
  'ftp.anonymous-lists',
  'ftp.anonymous-reads',
  'ftp.claims-writable',
  'ftp.clear-text-login',
  'ftp.clear-text-data',
  'ftp.announces-internal-address',
  'ftp.served-outside-root',
  'http.open-listing',
  'http.unauthenticated-download',
  'http.open-bucket',
  'http.webdav-open',
  'http.clear-text',
  'http.served-outside-root',
  'tls.certificate',
  'tls.outdated',
  'data.ours-exposed',
  'data.unencrypted',
  'data.stale-extract',
  'data.over-extraction',
  'data.special-category',
  'data.backup-or-dump',
  'leak.present-on',
  'sweep.unreachable',
  'sweep.changed',
] as const;
export type ExposureCode = (typeof EXPOSURE_CODES)[number];

/** Facts that show it: names, counts, codes, addresses, times. Never a cell, a login or a key. */
export type Evidence = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Something wrong that this sweep saw. */
export interface Finding {
  /** The asset it is about; null: the endpoint as a whole. */
  readonly path: string | null;
  /** By itself. Facts that stand together raise it: see shared/combine-severity.ts. */
  readonly severity: Severity;
  /** 'proven': it was done. 'claimed': the server says so. 'unproven': it looks so. */
  readonly proof: 'proven' | 'claimed' | 'unproven';
  readonly evidence: Evidence;
}

/** A finding with the code of the detector that made it. */
export interface CodedFinding extends Finding {
  readonly code: ExposureCode;
}

/** A finding with its severity among all findings of the sweep. */
export interface RaisedFinding extends CodedFinding {
  /** Codes of the facts that raised it; empty where it stands as its detector judged it. */
  readonly raisedBy: readonly ExposureCode[];
}

/** Weighs the findings of one endpoint together; gives each one back, in the same order. */
export type CombineSeverity = (findings: readonly CodedFinding[]) => readonly RaisedFinding[];

/** What is known of one asset after a sweep, in words and counts. */
export interface AssetObservation {
  readonly path: string;
  readonly state: 'read' | 'unchanged' | 'skipped' | 'failed';
  readonly bytes: number | null;
  /** ISO 8601 in UTC. */
  readonly modifiedAt: string | null;
  readonly firstSeenAt: string;
  /** What its head shows: 'age', 'gpg', 'zip-aes', 'zip-crypto', '7z', …; null: nothing that is encrypted. Undefined: never read. */
  readonly encryption: string | null | undefined;
  /** The format that read it, null where none could. */
  readonly format: string | null;
  readonly rows: number | null;
  /** Only parts of it were read: what was found is there, what was not found may be there all the same. */
  readonly isPartlyRead?: boolean;
  readonly columns: readonly { readonly header: string | null; readonly field: string | null }[];
  /** Tables and kept suspects whose rows are in it, or whose rows it is in. */
  readonly overlaps: readonly AssetOverlap[];
}

/** The relation of an asset and one print, in both directions. */
export interface AssetOverlap {
  readonly kind: 'table' | 'suspect';
  readonly name: string;
  readonly controller: string | null;
  /** Rows of the asset that are in the print, and rows of the print that are in the asset. */
  readonly rowsPresent: number;
  readonly printRows: number;
  readonly printRowsFound: number;
  readonly persons: number;
  readonly expectedByChance: number;
  /** Names of the print's columns that agree. */
  readonly columns: readonly string[];
  /** Columns of the asset that hold values and are in no declared list of the table: by header, else 'column 7'. */
  readonly undeclaredColumns: readonly string[];
}

/** What detectors are told besides. */
export interface DetectionContext {
  readonly nowMs: number;
  readonly server: ServerObservations;
  /** Whether everything that the server names was listed, so that what is missing is gone. */
  readonly listingIsComplete: boolean;
  /** After how many days an extract is stale, and when it was to be gone (ISO date), as the user declared. */
  readonly staleAfterDays: number;
  readonly extractsEndAt: string | null;
  /** Days before the end of a certificate from which it is told. */
  readonly certificateWarningDays: number;
  /** What was seen last time; null: this is the first sweep. */
  readonly previous: {
    readonly at: string;
    readonly software: string | null;
    readonly certificateSha256: string | null;
    readonly assets: number;
  } | null;
  /** Assets that are new, changed or gone since. */
  readonly changes: { readonly added: number; readonly changed: number; readonly gone: number };
}

/** One detector at work on one sweep. Every asset is shown once, then the findings are asked for. */
export interface Detection {
  see(asset: AssetObservation): void;
  findings(): readonly Finding[];
  /**
   * Whether this sweep shows that nothing is wrong (any more) with an object of an earlier finding. Only then is the
   * exposure closed: not having looked is no proof. `asset`: as it is now; 'gone': a complete listing lacks it;
   * 'unseen': nothing is known; null for the endpoint as a whole.
   */
  rulesOut(path: string | null, asset: AssetObservation | 'gone' | 'unseen' | null): boolean;
}

/** Finds one kind of exposure. */
export interface Detector {
  readonly code: ExposureCode;
  /** What is wrong, in one sentence for people. */
  readonly title: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
  begin(context: DetectionContext): Detection;
}
