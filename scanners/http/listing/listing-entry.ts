/** One name in a listing of a server. */
export interface HttpListingEntry {
  /**
   * What to ask the server for: a URL reference against the listing's own URL, `<base href>` applied. It holds the bytes
   * that the server wrote, entities decoded once and percent signs as they came; blanks, controls, backslashes and bytes
   * from 0x80 are '%XX', for a URL parser would change them. Dialects that give plain names have them percent-encoded here.
   */
  readonly href: string;
  /** 'unknown' where the dialect does not mark folders. */
  readonly kind: EntryKind;
  /** Exact ones only: '7.2M' is null. */
  readonly bytes: number | null;
  /** ISO 8601 in UTC, no finer than the listing; without a zone it is read as UTC. Null where not told or ambiguous. */
  readonly modifiedAt: string | null;
  readonly etag: string | null;
  /** The listing says that it is a link: '@' of python, icons of links. */
  readonly isLink: boolean;
  /** Where a bucket's folder lists itself, when that is not at its href: buckets have prefixes, no folders. */
  readonly listedAt?: string;
}

/** What an entry is. */
export type EntryKind = 'file' | 'folder' | 'unknown';

/** Whose bucket a listing is of. */
export type BucketKind = 's3' | 'azure' | 'gcs';

/** What is known when the page has ended. */
export interface ListingEnd {
  /** The last entries. */
  readonly entries: readonly HttpListingEntry[];
  /** Which server writes like that; null: this was no listing. */
  readonly dialect: string | null;
  /** Where the next page of a bucket is, relative or absolute; null: this was the last. */
  readonly next: string | null;
  readonly isBucket: BucketKind | null;
  /** False where the page broke off, or held something that could not be read: there may be more than was listed. */
  readonly isWhole: boolean;
}

/** Reads one page while it comes in. Never throws, whatever the bytes are. */
export interface ListingReader {
  /** Entries are handed out once it is sure that the page is a listing. */
  push(chunk: Uint8Array): readonly HttpListingEntry[];
  end(): ListingEnd;
}

/** What is known of a page before its first byte. */
export interface ListingPage {
  /** Where it was read from, after redirects. */
  readonly url: URL;
  readonly contentType: string | null;
  readonly status: number;
  readonly method: string;
}
