import { createFolder, type Folder } from '../folder-links.ts';
import type { HttpListingEntry, ListingPage } from '../listing-entry.ts';
import type { NotationReader } from '../notation-reader.ts';
import type { HtmlDialect, HtmlHead, PlacedRow } from './html-dialect.ts';
import type { HtmlLink, HtmlRow } from './html-row.ts';
import { createHtmlRows, type HtmlSink } from './html-rows.ts';
import { isListing } from './html-structure.ts';

/**
 * Read a page of HTML: its first 128 KiB are held until it is known whether they list a folder and who wrote them; from
 * then on every row is an entry at once, or nothing is.
 */
export function createHtmlReader(page: ListingPage, dialects: readonly HtmlDialect[]): NotationReader {
  return new HtmlReader(page, dialects);
}

/** Style sheets and icons come before the first row: 14 KB of rclone, 30 KB of caddy. */
const HEAD_SIGNS = 1 << 17;
/** Text and marks that are looked at to tell dialects apart. */
const MAX_NOTES = 4096;

class HtmlReader implements NotationReader, HtmlSink {
  readonly #page: ListingPage;
  readonly #dialects: readonly HtmlDialect[];
  readonly #rows = createHtmlRows(this);
  #headRows: HtmlRow[] = [];
  readonly #texts = { title: '', heading: '', stray: '' };
  readonly #marks: string[] = [];
  #base: string | null = null;
  #headSigns = 0;
  #folder: Folder | null = null;
  #dialect: HtmlDialect | null = null;
  #entries: HttpListingEntry[] = [];
  #lastHref = '';
  #isReadable = true;

  constructor(page: ListingPage, dialects: readonly HtmlDialect[]) {
    this.#page = page;
    this.#dialects = dialects;
  }

  push(text: string): readonly HttpListingEntry[] {
    if (!this.#isReadable) return [];
    this.#isReadable = this.#rows.write(text);
    this.#headSigns += text.length;
    if (this.#folder === null && (this.#headSigns >= HEAD_SIGNS || !this.#isReadable)) this.#decide();
    if (this.#dialect === null && this.#folder !== null) this.#isReadable = false;
    return this.#taken();
  }

  end(): ReturnType<NotationReader['end']> {
    const isClosed = this.#rows.end();
    if (this.#folder === null) this.#decide();
    const isWhole = isClosed && this.#isReadable;
    return {
      entries: this.#taken(),
      dialect: this.#dialect?.id ?? null,
      next: null,
      isBucket: null,
      isWhole,
    };
  }

  row(row: HtmlRow): void {
    if (this.#folder === null) this.#headRows.push(row);
    else this.#read(row, this.#placed(row, this.#folder));
  }

  text(where: 'title' | 'heading' | 'stray', text: string): void {
    if (this.#folder !== null || this.#texts[where].length > MAX_NOTES) return;
    // A title has one line; headings and stray texts come in pieces.
    this.#texts[where] += where === 'stray' ? ` ${text.trim()}` : text;
  }

  mark(mark: string): void {
    if (this.#folder === null && this.#marks.length < MAX_NOTES) this.#marks.push(mark);
  }

  base(href: string): void {
    this.#base = href;
  }

  #decide(): void {
    const folder = createFolder(this.#page.url, this.#base);
    const rows = this.#headRows.map((row) => this.#placed(row, folder));
    this.#headRows = [];
    this.#folder = folder;
    const head = this.#head(rows);
    if (!isListing(head, this.#page)) return;
    this.#dialect = this.#dialects.find((dialect) => dialect.recognises(head)) ?? null;
    for (const placed of rows) this.#read(placed.row, placed);
  }

  #head(rows: readonly PlacedRow[]): HtmlHead {
    const isEntry = ({ links }: PlacedRow): boolean => links.some((link) => link.role === 'child');
    const named = rows.flatMap(({ links }) => links.filter((link) => link.isNamed).map((link) => link.href));
    return {
      rows,
      entries: rows.filter(isEntry).map(({ row }) => row),
      title: this.#texts.title,
      headings: this.#texts.heading,
      stray: this.#texts.stray,
      marks: this.#marks,
      namedHrefs: new Set(named),
    };
  }

  #placed(row: HtmlRow, folder: Folder): PlacedRow {
    return { row, links: row.links.map((link: HtmlLink) => folder.place(link.href, link.shown)) };
  }

  /** A row of several names (a grid) has a date and a size of none of them. */
  #read(row: HtmlRow, { links }: PlacedRow): void {
    const dialect = this.#dialect;
    if (dialect === null) return;
    const children = links.filter((link) => link.role === 'child');
    const names = children.some((link) => link.isNamed)
      ? children.filter((link) => link.isNamed)
      : children.slice(0, 1);
    const facts = dialect.read(row);
    const isOne = new Set(names.map((link) => link.href)).size === 1;
    for (const { href, isFolder } of names) {
      if (href === this.#lastHref) continue;
      this.#lastHref = href;
      const kind = isFolder ? 'folder' : facts.kind;
      const modifiedAt = isOne ? facts.modifiedAt : null;
      const bytes = isOne && kind !== 'folder' ? facts.bytes : null;
      this.#entries.push({ href, kind, bytes, modifiedAt, etag: null, isLink: facts.isLink });
    }
  }

  #taken(): readonly HttpListingEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}
