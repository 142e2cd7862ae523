import { hrefOfKey, hrefWith } from '../bucket.ts';
import { percentDecoded, segmentOfName, textOfBytes } from '../byte-text.ts';
import { findDate } from '../listing-date.ts';
import type { HttpListingEntry, ListingPage } from '../listing-entry.ts';
import { exactBytes } from '../listing-size.ts';
import type { XmlDialect, XmlRecord } from '../xml/xml-dialect.ts';

/** A container of Azure Blob Storage (List Blobs), or an account's containers. A SAS token in the URL goes with every href. */
export const azure: XmlDialect = {
  notation: 'xml',
  id: 'azure',
  isBucket: 'azure',
  roots: ['EnumerationResults'],
  records: ['Blob', 'BlobPrefix', 'Container'],
  recognises: () => true,
  read: (record, { page }) => {
    const name = nameOf(record);
    if (name === '') return null;
    if (record.name === 'BlobPrefix') return prefixEntry(name, page);
    if (record.name === 'Container') return containerEntry(name, page);
    return isCurrent(record) ? blobEntry(name, record, page) : null;
  },
  hasMore: ({ fields }) => Boolean(fields.get('NextMarker')),
  next: ({ fields, page }) => {
    const marker = fields.get('NextMarker');
    return marker ? hrefWith(page, { marker }) : null;
  },
};

/** The listing's own; the rest is the SAS token. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set([
  'restype',
  'comp',
  'prefix',
  'delimiter',
  'marker',
  'maxresults',
  'include',
  'showonly',
  'timeout',
]);

/** Names that XML cannot hold are percent-encoded. */
function nameOf({ fields, fieldAttributes }: XmlRecord): string {
  const name = fields.get('Name') ?? '';
  if (fieldAttributes.get('Name')?.Encoded !== 'true') return name;
  return textOfBytes(Buffer.from(percentDecoded(name), 'latin1'));
}

/** Snapshots, older versions and deleted blobs are listed when asked for, and folders of Data Lake hold no bytes. */
function isCurrent({ fields }: XmlRecord): boolean {
  return (
    !fields.has('Snapshot') &&
    fields.get('Deleted') !== 'true' &&
    fields.get('IsCurrentVersion') !== 'false' &&
    fields.get('Properties/ResourceType') !== 'directory'
  );
}

function blobEntry(name: string, { fields }: XmlRecord, page: ListingPage): HttpListingEntry {
  return {
    href: hrefOfKey(name, page, OWN_PARAMETERS),
    kind: 'file',
    bytes: exactBytes(fields.get('Properties/Content-Length')),
    modifiedAt: findDate(fields.get('Properties/Last-Modified') ?? '')?.iso ?? null,
    etag: fields.get('Properties/Etag')?.trim() || null,
    isLink: false,
  };
}

function prefixEntry(prefix: string, page: ListingPage): HttpListingEntry {
  const listedAt = hrefWith(page, { prefix, marker: null });
  return { ...FOLDER, href: hrefOfKey(prefix, page, OWN_PARAMETERS), listedAt };
}

function containerEntry(name: string, page: ListingPage): HttpListingEntry {
  const query = hrefWith(page, {
    restype: 'container',
    comp: 'list',
    marker: null,
    prefix: null,
    include: null,
  });
  const href = hrefOfKey(name, page, OWN_PARAMETERS);
  return { ...FOLDER, href, listedAt: `${containerPath(name, page)}${query}` };
}

function containerPath(name: string, page: ListingPage): string {
  return `${page.url.pathname.replace(/\/$/, '')}/${segmentOfName(name)}`;
}

const FOLDER = { kind: 'folder', bytes: null, modifiedAt: null, etag: null, isLink: false } as const;
