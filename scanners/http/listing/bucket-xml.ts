import { hrefOfKey, hrefWith, parameterOf } from './bucket.ts';
import { percentDecoded, segmentOfName, textOfBytes } from './byte-text.ts';
import { findDate } from './listing-date.ts';
import type { HttpListingEntry } from './listing-entry.ts';
import { exactBytes } from './listing-size.ts';
import type { XmlListing, XmlRecord } from './xml/xml-dialect.ts';

/** Elements of S3's listings, and of those that are written like them (GCS, MinIO, OSS), that are entries. */
export const BUCKET_RECORDS = ['Contents', 'Version', 'CommonPrefixes', 'Bucket'];

/** Roots of such listings: objects, objects with their versions, buckets. */
export const BUCKET_ROOTS = ['ListBucketResult', 'ListVersionsResult', 'ListAllMyBucketsResult'];

/**
 * An object, a common prefix or a bucket. Null for versions that are not the latest, and for the empty objects whose key
 * ends with a slash: consoles make them to show folders, and there is nothing in them.
 */
export function readBucketRecord(record: XmlRecord, listing: XmlListing): HttpListingEntry | null {
  if (record.name === 'CommonPrefixes') return prefixEntry(record, listing);
  if (record.name === 'Bucket') return bucketEntry(record);
  const { fields } = record;
  const key = keyOf(fields.get('Key'), listing);
  const bytes = exactBytes(fields.get('Size'));
  if (key === '' || (key.endsWith('/') && bytes === 0)) return null;
  if (record.name === 'Version' && fields.get('IsLatest')?.trim() !== 'true') return null;
  return {
    href: hrefOfKey(key, listing.page, OWN_PARAMETERS),
    kind: 'file',
    bytes,
    modifiedAt: dateOf(fields.get('LastModified')),
    etag: fields.get('ETag')?.trim() || null,
    isLink: false,
  };
}

/** Version 2 has a token; versions have two markers; version 1 has a marker, or its last key is one. */
export function nextOfBucket(listing: XmlListing): string | null {
  const { fields, page, last } = listing;
  if (!isTruncated(listing)) return null;
  const token = fields.get('NextContinuationToken');
  if (token) return hrefWith(page, { 'continuation-token': token, 'start-after': null });
  const keyMarker = keyOf(fields.get('NextKeyMarker'), listing);
  if (keyMarker !== '')
    return hrefWith(page, {
      'key-marker': keyMarker,
      'version-id-marker': fields.get('NextVersionIdMarker') || null,
    });
  if (parameterOf(page, 'list-type') === '2') return null;
  const lastKey = last?.fields.get('Key') ?? last?.fields.get('Prefix');
  const marker = keyOf(fields.get('NextMarker') ?? lastKey, listing);
  return marker === '' ? null : hrefWith(page, { marker });
}

/** Whether the listing says that there is more. */
export function isTruncated({ fields }: XmlListing): boolean {
  return fields.get('IsTruncated')?.trim() === 'true';
}

/** Parameters of the listing itself: an object's href has the others. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(
  ['list-type', 'prefix', 'delimiter', 'marker', 'continuation-token', 'start-after', 'max-keys'].concat([
    'encoding-type',
    'fetch-owner',
    'versions',
    'key-marker',
    'version-id-marker',
    'allow-unordered',
  ]),
);

/** Keys are plain, or URL-encoded where that was asked for: XML has no signs for most controls. */
function keyOf(text: string | undefined, { fields, page }: XmlListing): string {
  const isEncoded = (fields.get('EncodingType') ?? parameterOf(page, 'encoding-type'))?.trim() === 'url';
  if (text === undefined || !isEncoded) return text ?? '';
  return textOfBytes(Buffer.from(percentDecoded(text.replaceAll('+', ' ')), 'latin1'));
}

function prefixEntry(record: XmlRecord, listing: XmlListing): HttpListingEntry | null {
  const prefix = keyOf(record.fields.get('Prefix'), listing);
  if (prefix === '') return null;
  const listedAt = hrefWith(listing.page, {
    prefix,
    marker: null,
    'continuation-token': null,
    'start-after': null,
  });
  return { ...FOLDER, href: hrefOfKey(prefix, listing.page, OWN_PARAMETERS), listedAt };
}

function bucketEntry({ fields }: XmlRecord): HttpListingEntry | null {
  const name = fields.get('Name')?.trim() ?? '';
  if (name === '') return null;
  return { ...FOLDER, href: `${segmentOfName(name)}/`, modifiedAt: dateOf(fields.get('CreationDate')) };
}

const FOLDER = { kind: 'folder', bytes: null, modifiedAt: null, etag: null, isLink: false } as const;

function dateOf(text: string | undefined): string | null {
  return findDate(text ?? '')?.iso ?? null;
}
