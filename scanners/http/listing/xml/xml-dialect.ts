import type { BucketKind, HttpListingEntry, ListingPage } from '../listing-entry.ts';

/** Listings written as XML. Names of elements are local: prefixes are cut off. */
export interface XmlDialect {
  readonly notation: 'xml';
  /** The same word as its file; printed in reports, never renamed. */
  readonly id: string;
  readonly isBucket: BucketKind | null;
  /** Names of the elements that hold one entry each; what lies within them is their record. */
  readonly records: readonly string[];
  /** Names that the root may have; cheap, asked of every page that is XML. */
  readonly roots: readonly string[];
  /** Whether it is ours, by the root and the first element in it (null: there is none). */
  recognises(root: XmlElement, first: XmlElement | null, page: ListingPage): boolean;
  /** Null: the record is no entry (the folder itself, an older version). */
  read(record: XmlRecord, listing: XmlListing): HttpListingEntry | null;
  /** Whether the page says that it is not the last; asked at the end. */
  hasMore(listing: XmlListing): boolean;
  /** Where the next page is, null where there is none or nobody can tell where; asked at the end. */
  next(listing: XmlListing): string | null;
}

/** An element's name and attributes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One entry's element. */
export interface XmlRecord extends XmlElement {
  readonly text: string;
  /** First text of every element below, by path: 'Properties/Content-Length'. Elements without text are there, too. */
  readonly fields: ReadonlyMap<string, string>;
  /** First attributes of every element below, by path. */
  readonly fieldAttributes: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** What is known of the page besides its records. */
export interface XmlListing {
  readonly page: ListingPage;
  readonly root: XmlElement;
  /** Texts outside of records that came so far, by path below the root. */
  readonly fields: ReadonlyMap<string, string>;
  /** The last record that was read. */
  readonly last: XmlRecord | null;
}
