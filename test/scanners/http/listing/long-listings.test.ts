import { describe, expect, it } from 'vitest';
import { createListingReader } from '../../../../scanners/http/listing/listing-reader.ts';
import { pageAt } from './read-page.ts';

/** What is looked at before a page is known to be a listing. */
const HEAD_BYTES = 1 << 17;
const COUNT = 20_000;

const NOTATIONS: readonly (readonly [
  string,
  { head: string; entry: (at: number) => string; tail: string },
])[] = [
  [
    'nginx',
    {
      head: '<html><head><title>Index of /depot/</title></head><body><h1>Index of /depot/</h1><pre><a href="../">../</a>\n',
      entry: (at) => `<a href="f${at}.csv">f${at}.csv</a>    29-Feb-2024 23:59    ${at}\n`,
      tail: '</pre></body></html>',
    },
  ],
  [
    'nginx-json',
    {
      head: '[\n',
      entry: (at) =>
        `${at === 0 ? '' : ',\n'}{ "name":"f${at}.csv", "type":"file", "mtime":"Thu, 29 Feb 2024 23:59:59 GMT", "size":${at} }`,
      tail: '\n]',
    },
  ],
  [
    'nginx-xml',
    {
      head: '<?xml version="1.0"?>\n<list>\n',
      entry: (at) => `<file mtime="2024-02-29T23:59:59Z" size="${at}">f${at}.csv</file>\n`,
      tail: '</list>\n',
    },
  ],
];

describe('a listing of 20,000 entries', () => {
  it.each(NOTATIONS)('is handed out as it comes in: %s', (dialect, { head, entry, tail }) => {
    const reader = createListingReader(pageAt());
    let written = 0;
    let given = 0;
    let mostHeld = 0;
    let bytes = head.length;

    given += reader.push(Buffer.from(head)).length;
    while (written < COUNT) {
      const chunk = Array.from({ length: 500 }, () => entry(written++)).join('');
      given += reader.push(Buffer.from(chunk)).length;
      bytes += chunk.length;
      if (bytes > HEAD_BYTES) mostHeld = Math.max(mostHeld, written - given);
    }
    given += reader.push(Buffer.from(tail)).length;
    const end = reader.end();

    expect({ dialect: end.dialect, isWhole: end.isWhole }).toEqual({ dialect, isWhole: true });
    expect(given + end.entries.length).toBe(COUNT);
    // The row under way ends with the next one.
    expect(mostHeld).toBeLessThanOrEqual(1);
  });
});
