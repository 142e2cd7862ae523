import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createListingReader } from '../../../../scanners/http/listing/listing-reader.ts';
import { processorMs } from '../../../processor-time.ts';
import { pageAt, readPage, readText } from './read-page.ts';

/** Pieces of which listings are made, to be put together wrongly. */
const PIECES =
  String.raw`<a href="| <a href='x'>|</a>|<pre>|</pre>|<table>|<tr>|<td>|</tr>|<li>|../|">|<!--|-->|<![CDATA[|]]>
|&#x10F7E9;|&amp|&#0;|<base href="//">|<script>|<ListBucketResult>|<Contents>|<Key>|</Key>|</Contents>|<D:multistatus>|<list>
|<file mtime="1">|[|]|{|}|"|\|,|:|{"name":"a"}|"items":|<!DOCTYPE x [|%|%2e%2e/|http://`.split('|');
const SOUP = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...PIECES).map((text) => Buffer.from(text)),
);

describe('a page of anything', () => {
  it('ends without an error, whatever it is and however it is cut', () => {
    fc.assert(
      fc.property(fc.array(SOUP, { maxLength: 60 }), fc.constantFrom(200, 207, 404), (chunks, status) => {
        const read = readPage(pageAt({ status }), chunks);

        expect(typeof read.end.isWhole).toBe('boolean');
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ['tags that never close', '<b>'],
    ['closing tags that were never opened', '</b>'],
    ['an attribute without end', '<a href="x'],
    ['attributes without end', '<a '.padEnd(16, 'y ')],
    ['a comment without end', '<!-- '],
    ['entities', '&amp;&#65;&eacute;'],
    ['arrays in arrays', '['],
    ['a string without end', '["aaaaaaaa'],
    ['elements in elements', '<list><list>'],
    ['rows without end', '<tr><td><a href="a">'],
    ['lines of nothing', '\n'],
  ])('is left soon when it is %s', (_, piece) => {
    const reader = createListingReader(pageAt());
    const chunk = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
    const begun = process.cpuUsage();

    for (let at = 0; at < 128; at++) reader.push(chunk);

    expect(reader.end().dialect).toBeNull();
    expect(processorMs(begun)).toBeLessThan(2000);
  });

  it('is left where a listing turns into tags that never close', () => {
    const listing = lines(5000);

    const { entries, end } = readText(`${listing}${'<b>'.repeat(1000)}${lines(5)}`);

    expect(entries).toHaveLength(5000);
    expect(end.isWhole).toBe(false);
  });

  it.each([
    ['an attribute without end', `${lines(5000)}<a href="${'x'.repeat(1 << 20)}">x</a>\n<a href="y">y</a>\n`],
    ['a comment without end', `${lines(5000)}<!--${'x'.repeat(1 << 20)}--><a href="y">y</a>\n`],
    [
      'a part without end',
      `[${element('x').repeat(5000)}${element('x'.repeat(1 << 20))}${element('y').slice(0, -1)}]`,
    ],
    ['a text without end', `<list>${file('x').repeat(5000)}${file('x'.repeat(1 << 20))}${file('y')}</list>`],
  ])('is left where a listing turns into %s', (_, text) => {
    const { entries, end } = readText(text);

    expect(entries).toHaveLength(5000);
    expect(end.isWhole).toBe(false);
  });

  it('expands no entity of its own', () => {
    const declared = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>';

    const { entries } = readText(
      `<?xml version="1.0"?>${declared}<ListBucketResult><Contents><Key>&b;</Key></Contents></ListBucketResult>`,
    );

    expect(entries.map(({ href }) => href)).toEqual(['%26b%3B']);
  });

  it('names no next page that is the page itself', () => {
    const { end } = readText(
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>a</NextMarker></ListBucketResult>',
      { url: new URL('http://127.0.0.1/depot/?marker=a') },
    );

    expect(end).toMatchObject({ next: null, isWhole: false });
  });
});

/** A page of nginx up to its last line. */
function lines(count: number): string {
  const line = (at: number): string =>
    `<a href="file-${at}.csv">file-${at}.csv</a>      29-Feb-2024 23:59    12\r\n`;
  const head = '<html><head><title>Index of /depot/</title></head><body><h1>Index of /depot/</h1><hr><pre>';
  return `${head}<a href="../">../</a>\r\n${Array.from({ length: count }, (_, at) => line(at)).join('')}`;
}

/** One file in nginx's JSON, with the comma behind it. */
function element(name: string): string {
  return `{ "name":"${name}", "type":"file", "mtime":"Thu, 29 Feb 2024 23:59:59 GMT", "size":1 },`;
}

/** One file in nginx's XML. */
function file(name: string): string {
  return `<file mtime="2024-02-29T23:59:59Z" size="1">${name}</file>`;
}
