import type { BucketKind, HttpListingEntry, ListingPage } from '../listing-entry.ts';

/** Listings written as JSON. */
export interface JsonDialect {
  readonly notation: 'json';
  /** The same word as its file; printed in reports, never renamed. */
  readonly id: string;
  readonly isBucket: BucketKind | null;
  /** Members of the top object whose arrays hold entries; null: the page is one array of them. */
  readonly arrays: readonly string[] | null;
  /** The page of an empty folder, byte for byte; null: it looks like anybody's. */
  readonly emptyPage: string | null;
  /** Whether it is ours, by the members before the first entries, and these (at most 16, at least one unless there are members). */
  recognises(fields: JsonFields, entries: readonly JsonElement[], page: ListingPage): boolean;
  /** Null: no entry. Texts in it are those of byte-text.ts. */
  read(element: JsonElement, page: ListingPage): HttpListingEntry | null;
  /** Where the next page is; asked at the end. */
  next(fields: JsonFields, page: ListingPage): string | null;
}

/** One element of an array, and the member whose array it is of ('': the page's own). */
export interface JsonElement {
  readonly array: string;
  readonly value: unknown;
}

/** Members of the top object that are no arrays. */
export type JsonFields = ReadonlyMap<string, unknown>;
