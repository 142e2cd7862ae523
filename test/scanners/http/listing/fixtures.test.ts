import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_DIALECT } from '../../../../scanners/http/listing/every-dialect.ts';
import type { ListingPage } from '../../../../scanners/http/listing/listing-reader.ts';
import { readPage } from './read-page.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);
const FILES = readdirSync(FOLDER);
/** A page `x.html` stands beside what is to be read of it, `x.html.json`. */
const PAGES = FILES.filter((name) => FILES.includes(`${name}.json`));

interface Expected {
  readonly page: ListingPage;
  readonly end: { readonly dialect: string | null };
  readonly entries: readonly unknown[];
}

function expectedOf(name: string): Expected {
  const { page, ...rest } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
  return { ...rest, page: { ...page, url: new URL(page.url) } };
}

function bytesOf(name: string): Uint8Array {
  return readFileSync(new URL(name, FOLDER));
}

describe('a page', () => {
  it.each(PAGES)('is read as it was written: %s', (name) => {
    const { page, ...expected } = expectedOf(name);

    const read = readPage(page, [bytesOf(name)]);

    expect(read).toEqual(expected);
  });

  it.each(PAGES)('says the same in chunks of one byte: %s', (name) => {
    const { page, ...expected } = expectedOf(name);

    const read = readPage(
      page,
      Array.from(bytesOf(name), (byte) => Uint8Array.of(byte)),
    );

    expect(read).toEqual(expected);
  });

  it('says the same wherever it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.array(fc.nat(20_000), { maxLength: 8 }), (name, cuts) => {
        const { page, ...expected } = expectedOf(name);
        const bytes = bytesOf(name);
        const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);

        const read = readPage(
          page,
          ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end)),
        );

        expect(read).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('ends quietly wherever it breaks off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.nat(20_000), (name, cut) => {
        const { page, entries, end } = expectedOf(name);
        const bytes = bytesOf(name).subarray(0, cut);

        const read = readPage(page, [bytes]);

        // The beginning of a page that is no listing may look like one: what came is then told as a part.
        const isWhole = bytes.length === bytesOf(name).length;
        if (end.dialect !== null || isWhole) expect(read.entries.length).toBeLessThanOrEqual(entries.length);
        else expect(read.entries.length === 0 || !read.end.isWhole).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the fixtures', () => {
  it('have a page of every dialect', () => {
    const counts = EVERY_DIALECT.map(({ id }) => [
      id,
      PAGES.filter((name) => expectedOf(name).end.dialect === id).length,
    ]);

    expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  });

  it('are named after what reads them', () => {
    const names = PAGES.map((name) => [name, expectedOf(name).end.dialect ?? 'none'] as const);

    expect(names.filter(([name, dialect]) => !name.startsWith(`${dialect}-`))).toEqual([]);
  });
});
