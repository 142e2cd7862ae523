import { hrefOfKey, hrefWith } from '../bucket.ts';
import { segmentOfName } from '../byte-text.ts';
import type { JsonDialect } from '../json/json-dialect.ts';
import { membersOf } from '../json/members.ts';
import { findDate } from '../listing-date.ts';
import type { HttpListingEntry, ListingPage } from '../listing-entry.ts';
import { exactBytes } from '../listing-size.ts';

/** A bucket of Google Cloud Storage by its JSON API (objects.list): items and prefixes, pages by token. */
export const gcsJson: JsonDialect = {
  notation: 'json',
  id: 'gcs-json',
  isBucket: 'gcs',
  arrays: ['items', 'prefixes'],
  emptyPage: null,
  recognises: (fields, entries) =>
    fields.get('kind') === 'storage#objects' ||
    (entries.length > 0 && entries.every(({ value }) => membersOf(value).kind === 'storage#object')),
  read: ({ array, value }, page) => (array === 'items' ? objectEntry(value, page) : prefixEntry(value, page)),
  next: (fields, page) => {
    const token = fields.get('nextPageToken');
    return typeof token === 'string' && token !== '' ? hrefWith(page, { pageToken: token }) : null;
  },
};

const OWN_PARAMETERS: ReadonlySet<string> = new Set(
  [
    'alt',
    'delimiter',
    'endoffset',
    'fields',
    'includetrailingdelimiter',
    'matchglob',
    'maxresults',
    'pagetoken',
  ].concat([
    'prefix',
    'projection',
    'startoffset',
    'versions',
    'includefoldersasprefixes',
    'prettyprint',
    'softdeleted',
  ]),
);

function objectEntry(value: unknown, page: ListingPage): HttpListingEntry | null {
  const { name, size, updated, etag } = membersOf(value);
  if (typeof name !== 'string' || name === '') return null;
  const bytes = exactBytes(String(size));
  if (name.endsWith('/') && bytes === 0) return null;
  return {
    href: hrefOfObject(name, page),
    kind: 'file',
    bytes,
    modifiedAt: findDate(String(updated))?.iso ?? null,
    etag: typeof etag === 'string' ? etag : null,
    isLink: false,
  };
}

/** objects.get with alt=media: below the listing's own '…/o', the whole key in one segment. mediaLink may name another host. */
function hrefOfObject(name: string, page: ListingPage): string {
  if (!page.url.pathname.endsWith('/o')) return hrefOfKey(name, page, OWN_PARAMETERS);
  const query = hrefOfKey('', page, OWN_PARAMETERS).split('?')[1];
  const media = query === undefined ? 'alt=media' : `alt=media&${query}`;
  return `${page.url.pathname}/${segmentOfName(name)}?${media}`;
}

function prefixEntry(value: unknown, page: ListingPage): HttpListingEntry | null {
  if (typeof value !== 'string' || value === '') return null;
  const listedAt = hrefWith(page, { prefix: value, pageToken: null });
  const href = hrefOfObject(value, page);
  return { href, kind: 'folder', bytes: null, modifiedAt: null, etag: null, isLink: false, listedAt };
}
