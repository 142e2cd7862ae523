import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContentRange } from '../../../scanners/http/content-range.ts';
import {
  foldersAboveRoot,
  isTraversal,
  pathOf,
  resolveReference,
  resourceOf,
} from '../../../scanners/http/resource.ts';
import { retryAfterMs } from '../../../scanners/http/retry-after.ts';
import { shownTarget } from '../../../scanners/http/shown-target.ts';

const BASE = { origin: 'http://h.example:81', target: '/a/b/?C=N' };

describe('a reference', () => {
  it.each([
    ['c.csv', '/a/b/c.csv'],
    ['./c.csv', '/a/b/c.csv'],
    ['../c.csv', '/a/c.csv'],
    ['../../../../c.csv', '/c.csv'],
    ['/c//d.csv', '/c//d.csv'],
    ['?x=1', '/a/b/?x=1'],
    ['', '/a/b/?C=N'],
    ['#top', '/a/b/?C=N'],
    ['c.csv?v=../1', '/a/b/c.csv?v=../1'],
    ['it\'s%20(1)[2]|".csv', '/a/b/it\'s%20(1)[2]|".csv'],
    ['%2e%2e/c', '/a/b/%2e%2e/c'],
    ['back\\slash', '/a/b/back\\slash'],
    ['a b\n\u00e9', '/a/b/a%20b%0A%C3%A9'],
    ['..', '/a/'],
    ['.', '/a/b/'],
    ['http://h.example:81/x', '/x'],
    ['HTTP://H.example:81', '/'],
    ['//h.example:81/x?y', '/x?y'],
  ])('is resolved byte for byte: %j', (reference, target) => {
    expect(resolveReference(BASE, reference)).toEqual({ origin: BASE.origin, target });
  });

  it.each([
    ['mailto:a@example.org'],
    ['javascript:x'],
    ['file:///etc/passwd'],
    ['ftp://h.example/'],
    ['data:,x'],
    ['http://user:pass@h.example/'],
    ['//user@h.example/'],
    ['http:///x'],
    ['http://[x/'],
    ['x'.repeat(9_000)],
  ])('that names nothing to ask for is none: %j', (reference) => {
    expect(resolveReference(BASE, reference)).toBeNull();
  });

  it('to another host says so', () => {
    expect(resolveReference(BASE, 'https://other.example/x')).toEqual({
      origin: 'https://other.example',
      target: '/x',
    });
  });

  it('can be sent in a request line, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (reference) => {
        const resource = resolveReference(BASE, reference);

        if (resource !== null) expect(resource.target).toMatch(/^\/[\x21-\x7e]*$/);
      }),
    );
  });

  it('to a percent-encoded name stands for the name’s bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const encoded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
        const upper = encoded.toUpperCase();

        expect(pathOf({ origin: '', target: `/${encoded}` })).toBe(
          pathOf({ origin: '', target: `/${upper}` }),
        );
      }),
    );
  });
});

describe('a resource', () => {
  it('has one identity in every spelling', () => {
    const spellings = ['/a%20b/%C3%A9', '/%61%20b/%c3%a9'];

    expect(spellings.map((target) => pathOf({ origin: '', target }))).toEqual(['/a b/é', '/a b/é']);
  });

  it('keeps bytes that are no text, and percent signs', () => {
    expect(pathOf({ origin: '', target: '/%FF%25%zz%' })).toBe('/%FF%25%25zz%25');
  });

  it.each(['/%2e%2e/x', '/a/..%2fx', '/a/..%5cx', '/a/.%2E', '/a/%2e/x', '/..\\x'])(
    'that would lead out once decoded is a traversal: %s',
    (target) => {
      expect(isTraversal({ origin: '', target })).toBe(true);
    },
  );

  it.each(['/..data', '/a..b/', '/%252e%252e/', '/...', '/x?y=../z'])(
    'with odd dots is none: %s',
    (target) => {
      expect(isTraversal({ origin: '', target })).toBe(false);
    },
  );

  it('says how far above the root it leads', () => {
    const targets = ['/a/..%2f..%2fx', '/..%2f..%2fetc', '/a/..%2fx'];

    expect(targets.map((target) => foldersAboveRoot({ origin: '', target }))).toEqual([1, 2, 0]);
  });

  it('of a URL keeps path and query', () => {
    expect(resourceOf(new URL('http://h.example/a%20b?sig=x#y'))).toEqual({
      origin: 'http://h.example',
      target: '/a%20b?sig=x',
    });
  });
});

describe('a target as it is written down', () => {
  it.each([
    ['/x', '/x'],
    ['/x?a=1&b', '/x?a=1&b'],
    ['/x?sig=abc&a=1', '/x?sig=***&a=1'],
    ['/x?X-Amz-Signature=abc&X-Amz-Date=1', '/x?X-Amz-Signature=***&X-Amz-Date=***'],
    ['/x?%73ig=abc', '/x?%73ig=***'],
    ['/x?TOKEN=abc=', '/x?TOKEN=***'],
    ['/x?%zz=1', '/x?%zz=1'],
  ])('has no keys: %s', (target, shown) => {
    expect(shownTarget(target)).toBe(shown);
  });
});

describe('headers', () => {
  it.each([
    ['bytes 0-4/10', { part: { first: 0, last: 4 }, totalBytes: 10 }],
    ['bytes 0-4/*', { part: { first: 0, last: 4 }, totalBytes: null }],
    ['bytes */10', { part: null, totalBytes: 10 }],
    ['bytes 5-4/10', null],
    ['bytes 0-10/10', null],
    ['bytes */*', null],
    ['pages 0-4/10', null],
    ['bytes 0-9999999999999999/*', null],
    [null, null],
  ])('of parts are read: %s', (header, range) => {
    expect(parseContentRange(header)).toEqual(range);
  });

  it.each([
    [null, null],
    ['7', 7_000],
    ['Sun, 22 Nov 2026 08:00:10 GMT', 10_000],
    ['Sun, 22 Nov 2020 08:00:10 GMT', 0],
    ['soon', null],
  ])('of patience are read: %s', (header, waitMs) => {
    expect(retryAfterMs(header, Date.parse('2026-11-22T08:00:00Z'))).toBe(waitMs);
  });
});
