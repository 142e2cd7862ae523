import { type SaxesOptions, SaxesParser, type SaxesTagPlain } from 'saxes';
import type { HttpListingEntry, ListingPage } from '../listing-entry.ts';
import { NO_LISTING, type NotationReader } from '../notation-reader.ts';
import type { XmlDialect, XmlElement, XmlListing, XmlRecord } from './xml-dialect.ts';

/**
 * Read a page of XML, record by record. Entities are the five predefined and numbers; a document type is passed over, so
 * that nothing expands and nothing is fetched. What is not well-formed is passed over, too (nginx writes control signs).
 */
export function createXmlReader(page: ListingPage, dialects: readonly XmlDialect[]): NotationReader {
  return new XmlReader(page, dialects);
}

/** Between two looks at the bounds. */
const PIECE_SIGNS = 4096;
/** A text, tag or comment longer than this is none of a listing, and the parser would keep all of it. */
const MAX_QUIET_SIGNS = 1 << 18;
/** Deeper than any property of WebDAV. */
const MAX_DEPTH = 64;
const MAX_FIELDS = 256;
const MAX_TEXT_SIGNS = 1 << 15;
/** Faults make an error object each: a page of faults is not read on. */
const MAX_FAULTS = 100_000;

interface OpenRecord extends XmlElement {
  text: string;
  readonly depth: number;
  readonly fields: Map<string, string>;
  readonly fieldAttributes: Map<string, Readonly<Record<string, string>>>;
}

class XmlReader implements NotationReader {
  readonly #page: ListingPage;
  readonly #dialects: readonly XmlDialect[];
  readonly #parser = new SaxesParser<SaxesOptions & { xmlns: false }>({ xmlns: false, position: false });
  readonly #path: string[] = [];
  readonly #fields = new Map<string, string>();
  #root: XmlElement | null = null;
  #dialect: XmlDialect | null = null;
  #record: OpenRecord | null = null;
  #last: XmlRecord | null = null;
  /** Of the innermost element that is open. */
  #text = '';
  #entries: HttpListingEntry[] = [];
  #events = 0;
  #quietSigns = 0;
  #faults = 0;
  #state: 'undecided' | 'listing' | 'other' | 'broken' = 'undecided';
  #isClosed = false;

  constructor(page: ListingPage, dialects: readonly XmlDialect[]) {
    this.#page = page;
    this.#dialects = dialects;
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', () => this.#close());
    this.#parser.on('text', (text) => this.#add(text));
    this.#parser.on('cdata', (text) => this.#add(text));
    this.#parser.on('error', () => {
      this.#faults++;
    });
  }

  push(text: string): readonly HttpListingEntry[] {
    for (let at = 0; at < text.length && this.#isReading(); at += PIECE_SIGNS) {
      const seen = this.#events;
      const piece = text.slice(at, at + PIECE_SIGNS);
      this.#parser.write(piece);
      this.#quietSigns = this.#events === seen ? this.#quietSigns + piece.length : 0;
      const isBeyond = this.#quietSigns > MAX_QUIET_SIGNS || this.#path.length > MAX_DEPTH;
      if (isBeyond || this.#faults > MAX_FAULTS) this.#state = this.#dialect === null ? 'other' : 'broken';
    }
    return this.#taken();
  }

  end(): ReturnType<NotationReader['end']> {
    if (this.#state === 'undecided' && this.#isClosed) this.#decide(null);
    const dialect = this.#dialect;
    if (dialect === null) return NO_LISTING;
    const { id, isBucket } = dialect;
    const listing = this.#listing();
    const next = dialect.next(listing);
    const isWhole =
      this.#state === 'listing' && this.#isClosed && (next !== null || !dialect.hasMore(listing));
    return { entries: this.#taken(), dialect: id, next, isBucket, isWhole };
  }

  #isReading(): boolean {
    return (this.#state === 'undecided' || this.#state === 'listing') && !this.#isClosed;
  }

  #open(tag: SaxesTagPlain): void {
    this.#events++;
    this.#text = '';
    const element = { name: localName(tag.name), attributes: tag.attributes };
    if (this.#root === null) this.#root = element;
    else this.#path.push(element.name);
    if (this.#path.length === 1 && this.#state === 'undecided') this.#decide(element);
    if (this.#dialect === null) return;
    if (this.#record === null && this.#dialect.records.includes(element.name)) this.#begin(element);
    else this.#note('', element.attributes);
  }

  #begin(element: XmlElement): void {
    const depth = this.#path.length;
    this.#record = { ...element, depth, text: '', fields: new Map(), fieldAttributes: new Map() };
  }

  #add(text: string): void {
    this.#events++;
    this.#text = grown(this.#text, text);
  }

  /** An element is there, or its text. Of elements of the same path the first with a text counts. */
  #note(text: string, attributes: Readonly<Record<string, string>> | null): void {
    const record = this.#record;
    const fields = record?.fields ?? this.#fields;
    const path = this.#path.slice(record?.depth ?? 0).join('/');
    if (fields.size >= MAX_FIELDS && !fields.has(path)) return;
    if ((fields.get(path) ?? '').trim() === '') fields.set(path, text);
    if (attributes !== null && record !== null && !record.fieldAttributes.has(path))
      record.fieldAttributes.set(path, attributes);
  }

  #close(): void {
    this.#events++;
    const record = this.#record;
    if (record !== null && record.depth === this.#path.length) this.#finish(record);
    else if (this.#dialect !== null) this.#note(this.#text, null);
    this.#text = '';
    if (this.#path.pop() === undefined) this.#isClosed = true;
  }

  #finish(record: OpenRecord): void {
    record.text = this.#text;
    this.#record = null;
    this.#last = record;
    const entry = this.#dialect?.read(record, this.#listing()) ?? null;
    if (entry !== null) this.#entries.push(entry);
  }

  #decide(first: XmlElement | null): void {
    const root = this.#root!;
    this.#dialect =
      this.#dialects.find(
        (dialect) => dialect.roots.includes(root.name) && dialect.recognises(root, first, this.#page),
      ) ?? null;
    this.#state = this.#dialect === null ? 'other' : 'listing';
  }

  #listing(): XmlListing {
    return { page: this.#page, root: this.#root!, fields: this.#fields, last: this.#last };
  }

  #taken(): readonly HttpListingEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function grown(text: string, more: string): string {
  return text.length >= MAX_TEXT_SIGNS ? text : text + more.slice(0, MAX_TEXT_SIGNS - text.length);
}
