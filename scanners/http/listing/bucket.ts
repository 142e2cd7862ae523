import { segmentOfName } from './byte-text.ts';
import type { ListingPage } from './listing-entry.ts';

/**
 * The href of a key: '/'-joined segments below the bucket's URL, which is the page's own; with the parameters of it that
 * are not the listing's (a SAS token). A key that would not resolve there as it is (it starts with a slash, or the URL
 * ends without one) gets the bucket's path before it. Segments '.' and '..' are left as '%2E': no client asks for them.
 */
export function hrefOfKey(key: string, page: ListingPage, own: ReadonlySet<string>): string {
  const path = key.split('/').map(segmentOfKey).join('/');
  const query = parametersWithout(page, own).join('&');
  const folder = page.url.pathname;
  const isRelative = folder.endsWith('/') && !path.startsWith('/');
  const href = isRelative ? path : `${folder.replace(/\/$/, '')}/${path}`;
  // A key at the root that starts with a slash would read as a host.
  const safe = href.startsWith('//') ? `/.${href}` : href;
  return query === '' ? safe : `${safe}?${query}`;
}

/** The same page with other parameters of the listing: '?list-type=2&continuation-token=…'. */
export function hrefWith(page: ListingPage, changed: Readonly<Record<string, string | null>>): string {
  const kept = parametersWithout(page, new Set(Object.keys(changed)));
  const added = Object.entries(changed)
    .filter((pair): pair is [string, string] => pair[1] !== null)
    .map(([name, value]) => `${name}=${segmentOfName(value)}`);
  return `?${[...kept, ...added].join('&')}`;
}

/** A parameter of the page's URL, decoded; null where it is missing. */
export function parameterOf(page: ListingPage, name: string): string | null {
  return page.url.searchParams.get(name);
}

/** As they were written: a signature is over these bytes. */
function parametersWithout(page: ListingPage, names: ReadonlySet<string>): readonly string[] {
  const pairs = page.url.search.slice(1).split('&');
  return pairs.filter((pair) => pair !== '' && !names.has(nameOf(pair)));
}

function nameOf(pair: string): string {
  return pair.replace(/=.*$/s, '').toLowerCase();
}

function segmentOfKey(segment: string): string {
  return /^[.]{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : segmentOfName(segment);
}
