import type { HttpListingEntry, ListingPage } from '../listing-entry.ts';
import { NO_LISTING, type NotationReader } from '../notation-reader.ts';
import type { JsonDialect, JsonElement } from './json-dialect.ts';
import { type JsonPart, JsonSplitter } from './json-splitter.ts';

/** Read a page of JSON, element by element: the first 16 are held until it is known whose they are. */
export function createJsonReader(page: ListingPage, dialects: readonly JsonDialect[]): NotationReader {
  return new JsonReader(page, dialects);
}

/** Enough of a data file to show another shape than a listing has. */
const HEAD_ELEMENTS = 16;
const MAX_FIELDS = 64;
/** `[`, a line break and `]`: longer pages have parts. */
const MAX_EMPTY_SIGNS = 16;

class JsonReader implements NotationReader {
  readonly #page: ListingPage;
  readonly #dialects: readonly JsonDialect[];
  readonly #splitter = new JsonSplitter((part) => this.#take(part));
  readonly #fields = new Map<string, unknown>();
  #head: JsonElement[] = [];
  #start = '';
  #dialect: JsonDialect | null = null;
  #state: 'undecided' | 'listing' | 'other' = 'undecided';
  #entries: HttpListingEntry[] = [];

  constructor(page: ListingPage, dialects: readonly JsonDialect[]) {
    this.#page = page;
    this.#dialects = dialects;
  }

  push(text: string): readonly HttpListingEntry[] {
    if (this.#start.length <= MAX_EMPTY_SIGNS) this.#start += text.slice(0, MAX_EMPTY_SIGNS + 1);
    // Pieces, so that a page of something else is left early and a part never grows far beyond its bound.
    for (let at = 0; at < text.length && this.#state !== 'other'; at += PIECE_SIGNS) {
      this.#splitter.push(text.slice(at, at + PIECE_SIGNS));
      if (this.#splitter.isBroken && this.#state === 'undecided') this.#state = 'other';
      if (this.#splitter.isBroken) break;
    }
    return this.#taken();
  }

  end(): ReturnType<NotationReader['end']> {
    const { isClosed, isBroken } = this.#splitter;
    if (this.#state === 'undecided' && isClosed) this.#decide();
    if (this.#dialect === null) return NO_LISTING;
    const { id, isBucket } = this.#dialect;
    const next = this.#dialect.next(this.#fields, this.#page);
    return { entries: this.#taken(), dialect: id, next, isBucket, isWhole: isClosed && !isBroken };
  }

  #take(part: JsonPart): void {
    if (part.kind === 'member') {
      if (this.#fields.size < MAX_FIELDS) this.#fields.set(part.name, part.value);
      return;
    }
    const element = { array: part.name, value: part.value };
    if (this.#state === 'listing') this.#read(element);
    else if (this.#state === 'undecided' && this.#head.push(element) >= HEAD_ELEMENTS) this.#decide();
  }

  #decide(): void {
    const head = this.#head;
    this.#head = [];
    this.#dialect = this.#dialects.find((dialect) => this.#isOf(dialect, head)) ?? null;
    this.#state = this.#dialect === null ? 'other' : 'listing';
    if (this.#dialect !== null) for (const element of head) this.#read(element);
  }

  #isOf(dialect: JsonDialect, head: readonly JsonElement[]): boolean {
    if (head.length === 0 && this.#fields.size === 0) return dialect.emptyPage === this.#start;
    const isInArrays = ({ array }: JsonElement): boolean =>
      dialect.arrays === null ? array === '' : dialect.arrays.includes(array);
    return head.every(isInArrays) && dialect.recognises(this.#fields, head, this.#page);
  }

  #read(element: JsonElement): void {
    const entry = this.#dialect?.read(element, this.#page) ?? null;
    if (entry !== null) this.#entries.push(entry);
  }

  #taken(): readonly HttpListingEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}

const PIECE_SIGNS = 1 << 16;
