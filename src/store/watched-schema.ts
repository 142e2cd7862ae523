import type { ExposureRecord } from './exposure-records.ts';
import type { AssetState, SweepRecord } from './watched.ts';

/** The tables of what is watched, as kysely sees them. Times are ISO 8601 texts in UTC, JSON is text. */
export interface WatchedSchema {
  mandates: MandateRow;
  endpoints: EndpointRow;
  sweeps: SweepRow;
  assets: AssetRow;
  asset_versions: VersionRow;
  version_prints: VersionPrintRow;
  comparisons: ComparisonRow;
  exposures: ExposureRow;
}

/** Leave to contact something. */
export interface MandateRow {
  target: string;
  owner: string;
  reference: string;
  until: string;
  created_at: string;
}

/** A server that is watched. */
export interface EndpointRow {
  id: string;
  name: string;
  url: string;
  options: string;
  created_at: string;
  next_due_at: string | null;
  failures: number;
}

/** A visit. Who is at it stands in `leases` under its id; the transcript is a part of it. */
export interface SweepRow {
  id: string;
  endpoint_id: string;
  /** 1 for the endpoint's first one: their order, whatever the clock said. */
  number: number;
  started_at: string;
  ended_at: string | null;
  phase: SweepRecord['phase'];
  /** 0 or 1: databases differ in their truth values. */
  is_listing_complete: number;
  /** Assets that the listing added, and that it found gone; 0 before its end. */
  added: number;
  gone: number;
  summary: string | null;
  parts: string;
}

/** A file of an endpoint. */
export interface AssetRow {
  id: string;
  endpoint_id: string;
  path: string;
  ref: string;
  bytes: number | null;
  modified_at: string | null;
  etag: string | null;
  link_target: string | null;
  first_seen_at: string;
  last_seen_at: string;
  /** The last complete listing without it before it came, or came back. */
  not_yet_at: string | null;
  gone_at: string | null;
  state: AssetState | null;
  reason: string | null;
  version_id: string | null;
  /** The last sweep that listed it, the one in which it came or came back, and the one that has still to read it. */
  seen_in: string;
  added_in: string;
  pending_in: string | null;
}

/** Content that an asset had. */
export interface VersionRow {
  id: string;
  asset_id: string;
  /** 1 for the asset's first one. */
  number: number;
  content_id: string;
  sha256: string | null;
  bytes: number;
  modified_at: string | null;
  etag: string | null;
  facts: string;
  not_yet_at: string | null;
  first_seen_at: string;
  last_seen_at: string;
  no_more_at: string | null;
}

/** A print of a version; one print may be of several versions of the same bytes. */
export interface VersionPrintRow {
  version_id: string;
  /** From 0, in the order that its writer gave. */
  position: number;
  print_id: string;
}

/** The overlap of a version with a print of a table or a suspect. The checksums are of the packed sets. */
export interface ComparisonRow {
  version_id: string;
  print_id: string;
  result: string;
  rows_checksum: string | null;
  persons_checksum: string | null;
  found_rows: Uint8Array | null;
  found_persons: Uint8Array | null;
}

/** Something wrong, and its life. */
export interface ExposureRow {
  id: string;
  endpoint_id: string;
  code: string;
  path: string | null;
  severity: string;
  proof: string;
  state: ExposureRecord['state'];
  evidence: string;
  first_seen_at: string;
  last_seen_at: string;
  closed_at: string | null;
  reopened: number;
}
