import type { ListingEntry } from './listing-entry.ts';

/** A way in which servers write listings. Plugins: none imports another, and none keeps anything between listings. */
export interface ListingDialect {
  /** The same word as its file. */
  readonly id: string;
  /** Begin a listing. Called several times for one listing: to try the dialect, and to read with it. */
  open(listing: ListingStart): LineReader;
}

/** What is known when reading begins. */
export interface ListingStart {
  /** When the listing was asked for: a date without year is the latest such date not more than one day after it. */
  readonly listedAtMs: number;
  /** The first lines, to learn from what one line alone does not tell: the order of day and month. */
  readonly head: readonly string[];
}

/**
 * Read the next line, without its end, bytes as latin1 text, up to 64 KiB; empty lines are not shown.
 * Runs on hostile lines: time linear in their length, nothing thrown.
 */
export type LineReader = (line: string) => LineReading;

/**
 * 'heading': fits the dialect and names nothing. 'begun': the name of an entry whose rest is on the next line, which
 * then gives `completed`; a begun line that is never completed counts as unread. Null: does not fit.
 */
export type LineReading = ListingEntry | { readonly completed: ListingEntry } | 'heading' | 'begun' | null;
