import type { ListingEntry } from './listing/listing-parser.ts';

/** A folder on the way, or something that may be one. */
export interface Folder {
  /** Bytes as latin1, from the server's root. */
  readonly path: string;
  /** Folders below the first one. */
  readonly depth: number;
  readonly parent: Folder | null;
  /** What the folder above says of it; null for the first one. */
  readonly entry: ListingEntry | null;
}
