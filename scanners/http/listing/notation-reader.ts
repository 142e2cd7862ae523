import type { HttpListingEntry, ListingEnd } from './listing-entry.ts';

/** Reads a page of one notation: HTML, XML or JSON. Takes texts of byte-text.ts; bounded, and never throws. */
export interface NotationReader {
  push(text: string): readonly HttpListingEntry[];
  end(): ListingEnd;
}

/** The end of a page that is no listing. */
export const NO_LISTING: ListingEnd = {
  entries: [],
  dialect: null,
  next: null,
  isBucket: null,
  isWhole: true,
};
