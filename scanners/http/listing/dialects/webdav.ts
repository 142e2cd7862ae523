import { hrefOfText, percentDecoded } from '../byte-text.ts';
import { findDate } from '../listing-date.ts';
import { exactBytes } from '../listing-size.ts';
import type { XmlDialect } from '../xml/xml-dialect.ts';

/**
 * The multistatus that answers PROPFIND (RFC 4918): hrefs are absolute paths or whole URLs; the folder itself is among
 * them and left out. A whole URL of the same host counts whatever its scheme and port: servers behind a proxy write their own.
 */
export const webdav: XmlDialect = {
  notation: 'xml',
  id: 'webdav',
  isBucket: null,
  roots: ['multistatus'],
  records: ['response'],
  recognises: (_root, _first, page) => page.status === MULTI_STATUS,
  read: ({ fields }, { page }) => {
    const path = pathOf(fields.get('href')?.trim() ?? '', page.url);
    if (path === null || isFolderItself(path, page.url) || !isBelow(path, page.url)) return null;
    const isFolder = fields.has(`${PROPERTIES}/resourcetype/collection`) || path.endsWith('/');
    return {
      href: hrefOfText(path),
      kind: isFolder ? 'folder' : 'file',
      bytes: isFolder ? null : exactBytes(fields.get(`${PROPERTIES}/getcontentlength`)),
      modifiedAt: findDate(fields.get(`${PROPERTIES}/getlastmodified`) ?? '')?.iso ?? null,
      etag: fields.get(`${PROPERTIES}/getetag`)?.trim() || null,
      isLink: fields.has(`${PROPERTIES}/resourcetype/redirectref`),
    };
  },
  hasMore: () => false,
  next: () => null,
};

const MULTI_STATUS = 207;
const PROPERTIES = 'propstat/prop';

/** As it was written, without scheme and host. Null for other hosts, and for what is no address. */
function pathOf(href: string, page: URL): string | null {
  if (href.startsWith('/') && !href.startsWith('//')) return href;
  const authority = /^https?:\/\/[^/]+(?=\/)/i.exec(href)?.[0];
  if (authority === undefined || !URL.canParse(authority)) return null;
  return new URL(authority).hostname === page.hostname ? href.slice(authority.length) : null;
}

function isFolderItself(path: string, page: URL): boolean {
  return percentDecoded(path).replace(/\/$/, '') === percentDecoded(page.pathname).replace(/\/$/, '');
}

function isBelow(path: string, page: URL): boolean {
  return percentDecoded(path).startsWith(`${percentDecoded(page.pathname).replace(/\/$/, '')}/`);
}
