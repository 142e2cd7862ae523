import { segmentOfName } from '../byte-text.ts';
import { findDate } from '../listing-date.ts';
import { exactBytes } from '../listing-size.ts';
import type { XmlDialect } from '../xml/xml-dialect.ts';

/** nginx's autoindex_format xml: `<list>` of `<directory mtime>` and `<file mtime size>` with plain names. */
export const nginxXml: XmlDialect = {
  notation: 'xml',
  id: 'nginx-xml',
  isBucket: null,
  roots: ['list'],
  records: ['directory', 'file', 'other'],
  recognises: (root, first) =>
    Object.keys(root.attributes).length === 0 &&
    (first === null || (nginxXml.records.includes(first.name) && first.attributes.mtime !== undefined)),
  read: ({ name, text, attributes }) => {
    if (/^[.]{0,2}$|\//.test(text)) return null;
    const isFolder = name === 'directory';
    return {
      href: `${segmentOfName(text)}${isFolder ? '/' : ''}`,
      kind: isFolder ? 'folder' : name === 'file' ? 'file' : 'unknown',
      bytes: exactBytes(attributes.size),
      modifiedAt: findDate(attributes.mtime ?? '')?.iso ?? null,
      etag: null,
      isLink: false,
    };
  },
  hasMore: () => false,
  next: () => null,
};
