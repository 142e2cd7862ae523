import type { PlacedLink } from '../folder-links.ts';
import type { EntryKind } from '../listing-entry.ts';
import type { HtmlRow } from './html-row.ts';

/** Listings written as pages. Whether a page is a listing is decided before and for all of them: html-structure.ts. */
export interface HtmlDialect {
  readonly notation: 'html';
  /** The same word as its file; printed in reports, never renamed. */
  readonly id: string;
  /** Whether a page that is a listing was written by this server. By structure: titles are translated. */
  recognises(head: HtmlHead): boolean;
  /** What a row says of its entry besides the href. */
  read(row: HtmlRow): RowFacts;
}

/** What stands in a row. */
export interface RowFacts {
  /** What the entry is if its href has no slash at its end. */
  readonly kind: EntryKind;
  readonly bytes: number | null;
  readonly modifiedAt: string | null;
  readonly isLink: boolean;
}

/** The first rows of a page: all of them, or those within the first 128 KiB. */
export interface HtmlHead {
  readonly rows: readonly PlacedRow[];
  /** Rows whose link is an entry. */
  readonly entries: readonly HtmlRow[];
  readonly title: string;
  /** All of h1 to h4. */
  readonly headings: string;
  /** Attributes outside of rows, as in rows; and 'list=ul' (ol, pre, table) for every one that begins. */
  readonly marks: readonly string[];
  /** Text outside of rows, titles and headings. */
  readonly stray: string;
  /** Hrefs of which some link shows the name. */
  readonly namedHrefs: ReadonlySet<string>;
}

/** A row and what its links are to the page's folder. */
export interface PlacedRow {
  readonly row: HtmlRow;
  readonly links: readonly PlacedLink[];
}
