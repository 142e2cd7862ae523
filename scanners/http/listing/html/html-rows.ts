import { Parser } from 'htmlparser2';
import type { HtmlLink, HtmlRow } from './html-row.ts';

/** What a page is made of, as it comes. */
export interface HtmlSink {
  row(row: HtmlRow): void;
  /** Text outside of rows. */
  text(where: 'title' | 'heading' | 'stray', text: string): void;
  /** A telling attribute outside of rows: 'id=list'; and 'list=ul' (ol, pre, table) where one begins. */
  mark(mark: string): void;
  /** The first `<base href>`. */
  base(href: string): void;
}

/** Cuts a page into rows. Bounded: what is longer than any listing has it is cut, and a page without end is left. */
export interface HtmlRows {
  /** False when the page cannot be read on: a tag without end, or more tags open than any page has. */
  write(text: string): boolean;
  /** Whether the page was closed, if it ever was opened. */
  end(): boolean;
}

/** Rows go to the sink when their line, table row or list item ends. */
export function createHtmlRows(sink: HtmlSink): HtmlRows {
  const page = new PageCutter(sink);
  const parser = new Parser(page, { decodeEntities: true });
  let isDead = false;
  let quietSigns = 0;
  const piece = (text: string): void => {
    const seen = page.events;
    parser.write(text);
    quietSigns = page.events === seen ? quietSigns + text.length : 0;
    isDead = quietSigns > MAX_QUIET_SIGNS || page.depth > MAX_DEPTH;
  };
  return {
    write(text) {
      for (let at = 0; at < text.length && !isDead; at += PIECE_SIGNS)
        piece(text.slice(at, at + PIECE_SIGNS));
      return !isDead;
    },
    end() {
      if (!isDead) parser.end();
      page.finish();
      return !isDead && page.isClosed;
    },
  };
}

/** Small enough that neither depth nor silence grows far between two looks at them. */
const PIECE_SIGNS = 4096;
/** A comment, tag or attribute longer than this is none of a listing, and the parser would keep all of it. */
const MAX_QUIET_SIGNS = 1 << 18;
/** Every closing tag is looked up among the open ones; no listing has more than a few. */
const MAX_DEPTH = 256;
const MAX_TEXT_SIGNS = 8192;
const MAX_CELLS = 32;
const MAX_LINKS = 32;
const MAX_MARKS = 32;
const MAX_MARK_SIGNS = 200;

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4']);
const HIDDEN = new Set(['script', 'style', 'template', 'select', 'button']);
const LINE_ENDS = new Set(
  [
    'br',
    'hr',
    'p',
    'div',
    'dt',
    'dd',
    'ul',
    'ol',
    'li',
    'table',
    'pre',
    'header',
    'footer',
    'main',
    'nav',
  ].concat(['section', 'article', 'body', 'address', 'form'], [...HEADINGS]),
);
/** Inside of a cell these have lines of their own: the table is the page's frame. */
const FRAMED = new Set(['pre', 'ul', 'ol', 'table']);
const MARKS = new Set([
  'class',
  'id',
  'alt',
  'src',
  'datetime',
  'data-size',
  'data-order',
  'xlink:href',
  'content',
]);

/** The row under way and where in the page it stands. */
class PageCutter {
  events = 0;
  depth = 0;
  isClosed = true;
  readonly #sink: HtmlSink;
  #where: 'title' | 'heading' | 'stray' = 'stray';
  #hidden: string | null = null;
  #preDepth = 0;
  #listDepth = 0;
  #isInTableRow = false;
  #hasBase = false;
  #links: { href: string; shown: string }[] = [];
  #isInLink = false;
  #before = '';
  #after = '';
  #cells: string[] = [];
  #marks: string[] = [];

  constructor(sink: HtmlSink) {
    this.#sink = sink;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    this.events++;
    this.depth++;
    if (name === 'html') this.isClosed = false;
    if (HIDDEN.has(name)) this.#hidden ??= name;
    if (name === 'base' && !this.#hasBase && attributes.href !== undefined) {
      this.#hasBase = true;
      this.#sink.base(attributes.href);
    }
    this.#enter(name);
    this.#keepMarks(attributes);
    if (name === 'a' && attributes.href !== undefined) this.#openLink(attributes.href);
  }

  onclosetag(name: string, isImplied: boolean): void {
    this.events++;
    this.depth--;
    if (name === 'html' && !isImplied) this.isClosed = true;
    if (name === this.#hidden) this.#hidden = null;
    if (name === 'a') this.#isInLink = false;
    if (name === 'tr') this.#endRow();
    else if (LINE_ENDS.has(name)) this.#endLine();
    if (name === 'pre') this.#preDepth = Math.max(0, this.#preDepth - 1);
    if (name === 'li') this.#listDepth = Math.max(0, this.#listDepth - 1);
    if (name === 'title' || HEADINGS.has(name)) this.#where = 'stray';
  }

  ontext(text: string): void {
    this.events++;
    if (this.#hidden !== null) return;
    if (this.#where !== 'stray') this.#sink.text(this.#where, text);
    const link = this.#links.at(-1);
    if (this.#isInLink && link !== undefined) link.shown = grown(link.shown, text);
    else if (this.#isInTableRow) this.#cells.push(grown(this.#cells.pop() ?? '', text));
    else if (this.#preDepth > 0) this.#addLines(text);
    else this.#add(text);
  }

  /** The last row ends with the page. */
  finish(): void {
    this.#endRow();
  }

  #enter(name: string): void {
    if (FRAMED.has(name)) this.#sink.mark(`list=${name}`);
    if (name === 'tr' || FRAMED.has(name)) this.#endRow();
    else if (LINE_ENDS.has(name)) this.#endLine();
    if (name === 'title') this.#where = 'title';
    if (HEADINGS.has(name)) this.#where = 'heading';
    if (name === 'pre') this.#preDepth++;
    if (name === 'li') this.#listDepth++;
    if (name === 'tr') this.#isInTableRow = true;
    if ((name === 'td' || name === 'th') && this.#cells.length < MAX_CELLS) this.#cells.push('');
  }

  #openLink(href: string): void {
    const last = this.#links.at(-1);
    this.#isInLink = true;
    // An icon and the name beside it lead to the same place.
    if (last !== undefined && last.href === href) return;
    if (!this.#isInTableRow) this.#endRow(true);
    if (this.#links.length < MAX_LINKS) this.#links.push({ href: href.slice(0, MAX_TEXT_SIGNS), shown: '' });
  }

  #keepMarks(attributes: Record<string, string>): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (!MARKS.has(name) || value === '' || this.#marks.length >= MAX_MARKS) continue;
      this.#marks.push(`${name}=${value.slice(0, MAX_MARK_SIGNS)}`);
    }
  }

  #addLines(text: string): void {
    const lines = text.split('\n');
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.#endRow();
      this.#add(line);
    }
  }

  #add(text: string): void {
    if (this.#links.length > 0) this.#after = grown(this.#after, text);
    else this.#before = grown(this.#before, text);
  }

  /** Blocks within a row of a table do not end it. */
  #endLine(): void {
    if (!this.#isInTableRow) this.#endRow();
  }

  /** With `isNextLink` the text and marks that stand before the next link in the same line stay for it. */
  #endRow(isNextLink = false): void {
    if (this.#links.length > 0) this.#sink.row(this.#row());
    else if (isNextLink) return;
    else this.#stray();
    this.#links = [];
    this.#isInLink = isNextLink;
    this.#isInTableRow = false;
    this.#before = '';
    this.#after = '';
    this.#cells = [];
    this.#marks = [];
  }

  #row(): HtmlRow {
    const layout = this.#isInTableRow
      ? 'table'
      : this.#preDepth > 0
        ? 'pre'
        : this.#listDepth > 0
          ? 'list'
          : 'flow';
    const links: readonly HtmlLink[] = this.#links;
    return {
      layout,
      links,
      before: this.#before,
      after: this.#after,
      cells: this.#cells,
      marks: this.#marks,
    };
  }

  #stray(): void {
    for (const mark of this.#marks) this.#sink.mark(mark);
    if (this.#where === 'stray') this.#sink.text('stray', `${this.#before}${this.#cells.join(' ')}`);
  }
}

function grown(text: string, more: string): string {
  return text.length >= MAX_TEXT_SIGNS ? text : text + more.slice(0, MAX_TEXT_SIGNS - text.length);
}
