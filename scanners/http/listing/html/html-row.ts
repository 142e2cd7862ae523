/** A link and what stands around it: one line of a listing, if the page is one. Texts are those of byte-text.ts. */
export interface HtmlRow {
  readonly layout: 'pre' | 'table' | 'list' | 'flow';
  /** In order, at least one. */
  readonly links: readonly HtmlLink[];
  /** In the same line before the first link. */
  readonly before: string;
  /** Behind the last link up to the line's end. */
  readonly after: string;
  /** Of a table's row: the text of each cell that is no link. */
  readonly cells: readonly string[];
  /** 'name=value' of telling attributes within the row: class, alt, src, datetime, data-… */
  readonly marks: readonly string[];
}

/** One `<a href>`. */
export interface HtmlLink {
  /** Entities decoded. */
  readonly href: string;
  readonly shown: string;
}
