import type { RunHold } from '../core/run-hold.ts';
import type { Erasure } from './erasure.ts';

/** When an endpoint is swept by itself. */
export interface Schedule {
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Each run starts up to so much later. */
  readonly jitterMs: number;
}

/** What the user said of an endpoint. */
export interface EndpointOptions {
  readonly schedule: Schedule | null;
  /** Path of the file that holds the login; never the login. */
  readonly loginFile: string | null;
  readonly allowsClearTextLogin: boolean;
  /** SHA-256 of a certificate that is accepted although it does not hold. */
  readonly acceptedCertificate: string | null;
  /** A third party's server: files are listed and not read. */
  readonly listsOnly: boolean;
  /** Day on which the extracts were to be gone (end of a migration), 'YYYY-MM-DD'. */
  readonly extractsEndAt: string | null;
  readonly staleAfterDays: number | null;
}

/** A server, or one file on one, that is watched. */
export interface NewEndpoint {
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
  readonly options: EndpointOptions;
}

/** A registered endpoint. */
export interface EndpointRecord extends NewEndpoint {
  readonly id: string;
  readonly createdAt: string;
  /** When the schedule wants it next; null without a schedule. */
  readonly nextDueAt: string | null;
  /** Sweeps in a row that did not reach it. */
  readonly failures: number;
}

/** The registered endpoints. */
export interface EndpointStore {
  list(): Promise<readonly EndpointRecord[]>;
  find(name: string): Promise<EndpointRecord | null>;
  findByUrl(url: string): Promise<EndpointRecord | null>;
  /** @throws {UsageError} no such endpoint */
  get(name: string): Promise<EndpointRecord>;
  /**
   * @throws {UsageError} bad name, or a table, suspect or endpoint has it; the URL, compared as it is written, is
   * registered already @throws {RangeError} the URL has a login in it
   */
  add(endpoint: NewEndpoint, nextDueAt: string | null): Promise<EndpointRecord>;
  /** @param noted the run that swept it, and where it goes on: in the same transaction @throws {RunLostError} */
  setDue(
    id: string,
    nextDueAt: string | null,
    failures: number,
    noted?: { readonly hold: RunHold; readonly checkpoint: unknown },
  ): Promise<void>;
  /**
   * Erase it with its assets, their prints, its sweeps and exposures. A print that a version of another endpoint shares
   * stays, as one of that asset. @throws {UsageError} no such endpoint; swept just now
   */
  forget(name: string): Promise<Erasure>;
}

/** One visit. What it saw, it saw at its start: every time of assets and versions is the `startedAt` of a sweep. */
export interface SweepRecord {
  readonly id: string;
  readonly endpointId: string;
  readonly startedAt: string;
  /** Null while it goes on, or was interrupted. */
  readonly endedAt: string | null;
  /** 'listing' -> 'reading' -> 'ended'. An interrupted sweep goes on in the phase that it was in. */
  readonly phase: 'listing' | 'reading' | 'ended';
  /** Whether all that the server names was listed, once listing ended. */
  readonly isListingComplete: boolean;
  /** What its writer passed to `end`; null before. */
  readonly summary: unknown;
}

/** What a listing says of a file. */
export interface ListedAsset {
  /** Identity within the endpoint. */
  readonly path: string;
  readonly ref: string;
  readonly bytes: number | null;
  readonly modifiedAt: string | null;
  readonly etag: string | null;
  readonly linkTarget: string | null;
}

/** What a sweep made of a file; 'unchanged': as it was when it was read last, by all that is known. */
export type AssetState = 'read' | 'unchanged' | 'skipped' | 'failed';

/** A file of an endpoint, as of the last sweep that saw it. */
export interface AssetRecord extends ListedAsset {
  readonly id: string;
  readonly endpointId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When a sweep found it missing from a complete listing; null: it is there, as far as is known. */
  readonly goneAt: string | null;
  /** Of the last sweep that listed it; null while it has still to be read, or where that sweep ended before. */
  readonly state: AssetState | null;
  /** An error code or word; null where it was read. */
  readonly reason: string | null;
  /** The version that was seen last, also when it is gone; null where none was read. */
  readonly versionId: string | null;
  /** The sweep in which it came, or came back. */
  readonly addedIn: string;
}

/** Content that an asset had in one sweep or several. */
export interface NewVersion {
  /** xxHash of head and sampled blocks, with the size: tells whether content changed, proves nothing. */
  readonly contentId: string;
  /** Of all bytes; null where not all were read. */
  readonly sha256: string | null;
  readonly bytes: number;
  readonly modifiedAt: string | null;
  readonly etag: string | null;
  /** Format, rows, columns, estimates; its shape is the writer's affair. */
  readonly facts: unknown;
  /** Prints of it; several versions of the same bytes share them. */
  readonly printIds: readonly string[];
}

/** A version as it is kept. */
export interface VersionRecord extends NewVersion {
  readonly id: string;
  readonly assetId: string;
  /**
   * The last sweep that saw the asset as something else, or whose complete listing lacked it; null: none did. Not having
   * looked is no proof: a sweep that failed to read it, or did not list everything, does not count.
   */
  readonly notYetAt: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** The first sweep that saw something else, or nothing; null: it is still there, as far as is known. */
  readonly noMoreAt: string | null;
}

/** What became of an asset in a sweep. */
export interface AssetOutcome {
  readonly state: AssetState;
  readonly reason: string | null;
  /**
   * What was read. Other content than before ends the old version. The same content (same contentId, and SHA-256 where
   * both are known) keeps it, and replaces its facts and prints unless this reading was less thorough; an asset that was
   * gone in between has a new version all the same. Left out: what it was before, if anything; with 'unchanged', seen
   * again.
   */
  readonly version?: NewVersion;
}

/** The overlap of a version's rows with one print. */
export interface ComparisonRecord {
  readonly versionId: string;
  readonly printId: string;
  /** Its shape is the writer's affair. */
  readonly result: unknown;
  /** Rows and people of the print that were found, packed; null where none were. */
  readonly foundRows: Uint8Array | null;
  readonly foundPersons: Uint8Array | null;
}

/** An asset with the version that was seen last, and what that overlaps with. */
export interface KnownAssetRecord {
  readonly asset: AssetRecord;
  /** Null where it was never read. */
  readonly version: VersionRecord | null;
  /** Without the found sets. */
  readonly comparisons: readonly Omit<ComparisonRecord, 'foundRows' | 'foundPersons'>[];
}

/** Sweeps, and what they saw. What writes throws a SweepRunningError where the sweep is not in this process's hands. */
export interface SweepStore {
  /**
   * Begin a sweep, or go on with the one that was interrupted (its process ended, or was not heard of for 10 minutes).
   * @throws {SweepRunningError} another process is at it @throws {UsageError} no such endpoint
   */
  begin(endpointId: string): Promise<{ readonly sweep: SweepRecord; readonly isResumed: boolean }>;
  /** This process leaves it unfinished: the next `begin` goes on with it. Also done by closing the store. */
  suspend(sweepId: string): Promise<void>;
  /** Oldest first. */
  list(endpointId: string): Promise<readonly SweepRecord[]>;
  /** One by its id; null where there is none. */
  find(id: string): Promise<SweepRecord | null>;
  /** Newest first, at most `limit`, of one endpoint or of all, older than the sweep with the id `before`. */
  page(limit: number, before: string | null, endpointId?: string): Promise<readonly SweepRecord[]>;
  /** The last that ended; null where none did. Loads no other: summaries name hundreds of files. */
  lastEnded(endpointId: string): Promise<SweepRecord | null>;
  /**
   * Note what was listed. `isToRead` says of each asset, from what is known of it, whether it has to be read; those that
   * need not be are 'unchanged', and so is their version. Listing a path again in the same sweep changes nothing. One
   * transaction; some 1,000 at a time are right.
   */
  noteListed(
    sweepId: string,
    assets: readonly ListedAsset[],
    isToRead: (now: ListedAsset, before: AssetRecord | null) => boolean,
  ): Promise<void>;
  /**
   * Listing is over. Where it is complete, assets that were not seen are gone. `added` counts those that came back too.
   * Asked again by who goes on with the sweep, it changes nothing and says the same.
   */
  endListing(sweepId: string, isComplete: boolean): Promise<{ added: number; gone: number }>;
  /** Assets still to be read, by path. */
  pending(sweepId: string, limit: number): Promise<readonly AssetRecord[]>;
  pendingCount(sweepId: string): Promise<number>;
  /**
   * Note what became of an asset; with its version, the old one's end and the comparisons, in one transaction. A
   * comparison with a print that was forgotten in the meantime is left out. A print of an asset that no version names
   * is erased when the sweep ends, or when it is begun again. @throws {UsageError} a print of the version was forgotten
   */
  settle(
    sweepId: string,
    assetId: string,
    outcome: AssetOutcome,
    comparisons: readonly Omit<ComparisonRecord, 'versionId'>[],
  ): Promise<void>;
  /**
   * @param summary as `SweepRecord.summary` @param transcript one line each; both ends of it are kept, 4 MiB in all
   * @param hold the run it was made for, which is told the sweep in the same transaction @throws {RunLostError}
   */
  end(sweepId: string, summary: unknown, transcript: readonly string[], hold?: RunHold): Promise<void>;
  transcript(sweepId: string): Promise<readonly string[]>;
}

/** Some of an endpoint's assets: those that hold rows of a print, that are there, that failed, or that are gone. */
export type AssetFilter = 'held' | 'here' | 'failed' | 'gone';

/** A file that is on a server with rows of a print. */
export interface HoldingAsset {
  /** The endpoint's name. */
  readonly endpoint: string;
  readonly path: string;
  readonly rows: number;
  readonly persons: number;
  readonly lastSeenAt: string;
}

/** Assets, their versions and what those overlap with. */
export interface AssetStore {
  /** All of an endpoint, also those that are gone, by path; one page at a time from the database. */
  each(endpointId: string): AsyncIterable<AssetRecord>;
  /** The same, with what is known of each. */
  eachKnown(endpointId: string): AsyncIterable<KnownAssetRecord>;
  /** At most `limit` of them, those after the path `after`. */
  knownPage(
    endpointId: string,
    limit: number,
    after: string | null,
    only?: AssetFilter,
  ): Promise<readonly KnownAssetRecord[]>;
  /** At most `limit` that hold rows of a print, most rows first, then by endpoint and path. */
  holding(printId: string, limit: number): Promise<readonly HoldingAsset[]>;
  count(endpointId: string): Promise<{ readonly here: number; readonly gone: number }>;
  /** All versions of one asset, or of all assets; oldest first. */
  versions(assetId?: string): Promise<readonly VersionRecord[]>;
  /** One by its id; null where there is none. */
  version(id: string): Promise<VersionRecord | null>;
  /** Versions with these bytes, of any asset: their prints serve again. */
  versionsWithSha256(sha256: string): Promise<readonly VersionRecord[]>;
  /** Of the current versions of an endpoint's assets that are there, without the found sets. */
  comparisons(
    endpointId: string,
  ): Promise<
    readonly (Omit<ComparisonRecord, 'foundRows' | 'foundPersons'> & { readonly assetId: string })[]
  >;
  comparison(versionId: string, printId: string): Promise<ComparisonRecord | null>;
  /** Write it, or write over it. Nothing where its version or its print was forgotten in the meantime. */
  noteComparison(comparison: ComparisonRecord): Promise<void>;
}
