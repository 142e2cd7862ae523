import { textOfBytes } from './byte-text.ts';
import { EVERY_DIALECT } from './every-dialect.ts';
import { createHtmlReader } from './html/html-reader.ts';
import { createJsonReader } from './json/json-reader.ts';
import type { ListingEnd, ListingPage, ListingReader } from './listing-entry.ts';
import { NO_LISTING, type NotationReader } from './notation-reader.ts';
import { findNotation, type PageNotation } from './page-notation.ts';
import { createXmlReader } from './xml/xml-reader.ts';

export type { HttpListingEntry, ListingEnd, ListingPage, ListingReader } from './listing-entry.ts';

/**
 * A reader for one page. Memory is bounded whatever the page is: at most 128 KiB of it are held until it is known whether
 * it is a listing, and a row, record or element at a time after that.
 */
export function createListingReader(page: ListingPage): ListingReader {
  return new PageReader(page);
}

const HTML_DIALECTS = EVERY_DIALECT.filter((dialect) => dialect.notation === 'html');
const XML_DIALECTS = EVERY_DIALECT.filter((dialect) => dialect.notation === 'xml');
const JSON_DIALECTS = EVERY_DIALECT.filter((dialect) => dialect.notation === 'json');
const XML_ROOTS = new Set(XML_DIALECTS.flatMap((dialect) => dialect.roots));
const BYTE_ORDER_MARK = textOfBytes(Uint8Array.of(0xef, 0xbb, 0xbf));

/** Holds the page's first signs until they tell its notation, then hands everything to the reader of that. */
class PageReader implements ListingReader {
  readonly #page: ListingPage;
  #start = '';
  #reader: NotationReader | null = null;

  constructor(page: ListingPage) {
    this.#page = page;
  }

  push(chunk: Uint8Array): ReturnType<ListingReader['push']> {
    const text = textOfBytes(chunk);
    if (this.#reader !== null) return this.#reader.push(text);
    this.#start += text;
    return this.#begin(false);
  }

  end(): ListingEnd {
    const held = this.#reader === null ? this.#begin(true) : [];
    const end = withoutLoop(this.#reader?.end() ?? NO_LISTING, this.#page);
    return held.length === 0 ? end : { ...end, entries: [...held, ...end.entries] };
  }

  #begin(isEnd: boolean): ReturnType<ListingReader['push']> {
    // A mark that is cut looks like the start of no page.
    if (!isEnd && BYTE_ORDER_MARK.startsWith(this.#start)) return [];
    const start = this.#start.startsWith(BYTE_ORDER_MARK)
      ? this.#start.slice(BYTE_ORDER_MARK.length)
      : this.#start;
    const notation = findNotation(start, this.#page.contentType, isEnd, XML_ROOTS);
    if (notation === null) return [];
    this.#reader = readerOf(notation, this.#page);
    this.#start = '';
    return this.#reader.push(start);
  }
}

/** A page that names itself as the next one would be read for ever. */
function withoutLoop(end: ListingEnd, page: ListingPage): ListingEnd {
  return end.next === null || end.next !== page.url.search ? end : { ...end, next: null, isWhole: false };
}

function readerOf(notation: PageNotation, page: ListingPage): NotationReader {
  if (notation === 'html') return createHtmlReader(page, HTML_DIALECTS);
  if (notation === 'xml') return createXmlReader(page, XML_DIALECTS);
  if (notation === 'json') return createJsonReader(page, JSON_DIALECTS);
  return { push: () => [], end: () => NO_LISTING };
}
