import type { HtmlDialect } from './html/html-dialect.ts';
import type { JsonDialect } from './json/json-dialect.ts';
import type { XmlDialect } from './xml/xml-dialect.ts';

/** How one kind of server writes listings. Stateless, and pure: all I/O, bounds and decoding are the readers'. */
export type ListingDialect = HtmlDialect | XmlDialect | JsonDialect;
