import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHref, pageAt, readPage } from './read-page.ts';

/** Names as file systems have them: any bytes but NUL and slash, one sign a byte. */
const NAMES = fc.uniqueArray(
  fc
    .array(fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(...Buffer.from(' &<>"\'%#?;:.+@\\'))), {
      minLength: 1,
      maxLength: 40,
    })
    .map((bytes) => String.fromCharCode(...bytes))
    .filter((name) => !name.includes('/') && name !== '.' && name !== '..'),
  { minLength: 1, maxLength: 20 },
);
/** Keys as XML can hold them. */
const KEYS = fc.uniqueArray(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((key) => !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|^\/|\/$/.test(key)),
  { minLength: 1, maxLength: 20 },
);

function markup(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign]!);
}

function percent(name: string, kept: RegExp): string {
  return [...name]
    .map((sign) => (kept.test(sign) ? sign : `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .join('');
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

describe('a name of any bytes', () => {
  it('comes back from the lines of nginx', () => {
    fc.assert(
      fc.property(NAMES, (names) => {
        const lines = names.map(
          (name) =>
            `<a href="${percent(name, /[A-Za-z0-9._~-]/)}">${markup(name)}</a>   29-Feb-2024 23:59   12\r\n`,
        );
        const text = `<html>\r\n<head><title>Index of /depot/</title></head>\r\n<body>\r\n<h1>Index of /depot/</h1><hr><pre><a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n`;

        const { entries, end } = readPage(pageAt(), [latin1(text)]);

        expect(end.dialect).toBe('nginx');
        expect(entries.map(({ href }) => bytesOfHref(href))).toEqual(names);
      }),
    );
  });

  it('comes back from the tables of Apache', () => {
    fc.assert(
      fc.property(NAMES, (names) => {
        const rows = names.map((name) => {
          const path = percent(name, /[A-Za-z0-9$\-_.+!*'(),:@&=~;]/);
          const href = markup(path.includes(':') ? `./${path}` : path);
          return `<tr><td valign="top"><a href="${href}"><img src="/icons/unknown.gif" alt="[   ]"></a></td><td><a href="${href}">${markup(name)}</a></td><td align="right">2024-02-29 23:59  </td><td align="right"> 12 </td><td>&nbsp;</td></tr>\n`;
        });
        const text = `<html><head><title>Index of /depot</title></head><body><h1>Index of /depot</h1><table><tr><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th></tr><tr><td></td><td><a href="/">Parent Directory</a></td></tr>${rows.join('')}</table></body></html>`;

        const { entries, end } = readPage(pageAt(), [latin1(text)]);

        expect(end.dialect).toBe('apache-table');
        expect(entries.map(({ href }) => bytesOfHref(href))).toEqual(names);
      }),
    );
  });

  it('comes back from the JSON of nginx, which writes bytes as they are', () => {
    fc.assert(
      fc.property(NAMES, (names) => {
        const elements = names.map((name) => {
          const escaped = name
            .replace(/["\\]/g, '\\$&')
            .replace(/[\x00-\x1f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
          return `{ "name":"${escaped}", "type":"file", "mtime":"Thu, 29 Feb 2024 23:59:59 GMT", "size":12 }`;
        });

        const { entries } = readPage(pageAt(), [latin1(`[\r\n${elements.join(',\r\n')}\r\n]`)]);

        expect(entries.map(({ href }) => bytesOfHref(href))).toEqual(names);
      }),
    );
  });

  it('comes back from a bucket of S3', () => {
    fc.assert(
      fc.property(KEYS, (keys) => {
        const objects = keys.map(
          (key) => `<Contents><Key>${markup(key).replace(/\r/g, '&#13;')}</Key><Size>12</Size></Contents>`,
        );
        const text = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>${objects.join('')}</ListBucketResult>`;

        const { entries } = readPage(pageAt(), [Buffer.from(text, 'utf8')]);

        const names = entries.map(({ href }) => latin1(bytesOfHref(href)));
        expect(names.map((name) => Buffer.from(name).toString('utf8'))).toEqual(keys);
      }),
    );
  });
});
