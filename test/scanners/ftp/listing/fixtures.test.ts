import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createListingParser, type ListingEntry } from '../../../../scanners/ftp/listing/listing-parser.ts';
import { readWhole } from './read-whole.ts';

/** What stands beside a listing (`<dialect>-<what>.txt`): how it was asked for, and what is in it. */
interface Expected {
  readonly command: 'mlsd' | 'list';
  readonly listedAt: string;
  readonly dialect: string | null;
  readonly unreadLines: number;
  readonly entries: readonly ListingEntry[];
}

const FOLDER = new URL('./fixtures/', import.meta.url);
const SAMPLES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

function expectedOf(sample: string): Expected {
  return JSON.parse(readFileSync(new URL(`${sample}.json`, FOLDER), 'utf8'));
}

describe.each(SAMPLES)('the listing %s', (sample) => {
  const bytes = readFileSync(new URL(`${sample}.txt`, FOLDER));
  const expected = expectedOf(sample);

  it.each([bytes.length + 1, 7, 1])('is read as expected in pieces of %i bytes', (pieceBytes) => {
    const parser = createListingParser(expected.command, Date.parse(expected.listedAt));

    const entries = readWhole(parser, bytes, pieceBytes);

    expect(entries).toEqual(expected.entries);
    expect(parser.dialect).toBe(expected.dialect);
    expect(parser.unreadLines).toBe(expected.unreadLines);
  });
});

describe('the listings', () => {
  it('have an expectation each, and no expectation stands alone', () => {
    const expectations = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

    expect(expectations.map((file) => file.slice(0, -'.json'.length))).toEqual(SAMPLES);
  });

  it('are at least 90 and cover every dialect', () => {
    const dialects = readdirSync(new URL('../../../../scanners/ftp/listing/dialects/', import.meta.url));

    const uncovered = dialects.filter(
      (file) => !SAMPLES.some((sample) => expectedOf(sample).dialect === file.replace('.ts', '')),
    );

    expect(SAMPLES.length).toBeGreaterThanOrEqual(90);
    expect(uncovered).toEqual([]);
  });
});
