import {
  createListingReader,
  type HttpListingEntry,
  type ListingEnd,
  type ListingPage,
} from '../../../../scanners/http/listing/listing-reader.ts';

/** A page of HTML at /depot/, unless said otherwise. */
export function pageAt(change: Partial<ListingPage> = {}): ListingPage {
  const url = new URL('http://127.0.0.1:8080/depot/');
  return { url, contentType: 'text/html', status: 200, method: 'GET', ...change };
}

/** Everything that a reader says of a page that comes in the given chunks. */
export function readPage(
  page: ListingPage,
  chunks: readonly Uint8Array[],
): { readonly entries: readonly HttpListingEntry[]; readonly end: Omit<ListingEnd, 'entries'> } {
  const reader = createListingReader(page);
  const pushed = chunks.flatMap((chunk) => reader.push(chunk));
  const { entries, ...end } = reader.end();
  return { entries: [...pushed, ...entries], end };
}

/** The same of a text. */
export function readText(text: string, change: Partial<ListingPage> = {}): ReturnType<typeof readPage> {
  return readPage(pageAt(change), [Buffer.from(text, 'utf8')]);
}

/** The bytes that an href asks for, relative to its page: one sign a byte. */
export function bytesOfHref(href: string): string {
  return href
    .replace(/^[.]\//, '')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
