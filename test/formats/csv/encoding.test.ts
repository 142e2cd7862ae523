import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  CODE_PAGES,
  type CodePage,
  codePageCharacters,
  decodeCodePage,
} from '../../../src/formats/csv/code-pages.ts';
import { findEncoding } from '../../../src/formats/csv/encoding.ts';
import { people, toText } from './people.ts';
import { read, readAll, sourceOf } from './reading.ts';

const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

describe('code pages', () => {
  it.each(CODE_PAGES)('decodes each of the 256 bytes of %s to its own character', (page) => {
    const text = decodeCodePage(EVERY_BYTE, page);

    expect(text.split('')).toEqual(codePageCharacters(page));
    expect(new Set(text).size).toBe(256);
    expect(text).not.toContain('\ufffd');
  });

  it.each(CODE_PAGES)('agrees with iconv-lite wherever that has a character for a byte of %s', (page) => {
    const reference = iconv.decode(EVERY_BYTE, page);
    const differing = reference
      .split('')
      .filter((character, byte) => character !== codePageCharacters(page)[byte]);

    expect(differing.join('').replaceAll('\ufffd', '')).toBe(page === 'macintosh' ? '¤' : '');
  });

  it.each<[CodePage, number, string]>([
    ['windows-1252', 0x80, '€'],
    ['windows-1252', 0x92, '’'],
    ['windows-1252', 0x9c, 'œ'],
    ['windows-1252', 0x9f, 'Ÿ'],
    ['iso-8859-15', 0xbd, 'œ'],
    ['iso-8859-15', 0xa4, '€'],
    ['cp850', 0x82, 'é'],
    ['cp850', 0x8a, 'è'],
    ['macintosh', 0x8e, 'é'],
    ['macintosh', 0xdb, '€'],
  ])('reads %s byte %i as %s', (page, byte, character) => {
    expect(decodeCodePage(Buffer.from([byte]), page)).toBe(character);
  });
});

describe('finding the encoding', () => {
  const capitals = "HÉLÈNE;FRANÇOISE;NOËL;LEFÈVRE;GARÇON;BENOÎT;L'ÎLE\n".repeat(3);

  it.each(CODE_PAGES.filter((page) => page !== 'iso-8859-15'))('tells %s from capitals alone', (page) => {
    expect(findEncoding([iconv.encode(capitals, page)]).codePage).toBe(page);
  });

  it('tells ISO-8859-15 from windows-1252 by the œ of cœur', () => {
    const text = 'cœur;sœur;bœuf;Œuvre;été\n';

    expect(findEncoding([iconv.encode(text, 'iso-8859-15')]).codePage).toBe('iso-8859-15');
    expect(findEncoding([iconv.encode(text, 'windows-1252')]).codePage).toBe('windows-1252');
  });

  it('looks behind the head where the first accented letter stands late', async () => {
    const plain = toText(people(200))
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '');
    const late = plain.repeat(60) + toText(people(3000, 5));
    const rows = late
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'));

    const reading = await read(iconv.encode(late, 'cp850'));

    expect(reading.facts.encoding).toBe('cp850');
    expect(reading.rows).toEqual(rows);
  });
});

describe('files that mix encodings', () => {
  it('reads each line in its own encoding and says so', async () => {
    const rows = people(200);
    const lines = rows.map((row, i) => iconv.encode(toText([row]), i % 3 === 0 ? 'utf-8' : 'windows-1252'));

    const reading = await read(Buffer.concat(lines));

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.encoding).toBe('utf-8+windows-1252');
  });

  it('drops byte order marks also in the middle, and NUL bytes', async () => {
    const rows = people(20);
    const half = toText(rows.slice(0, 10));

    const reading = await read(`\ufeff${half}\ufeff${toText(rows.slice(10)).replaceAll(';06', ';\0\x0006')}`);

    expect(reading.rows).toEqual(rows);
    expect(reading.coverage.complete).toBe(true);
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s in chunks of odd length', async (name) => {
    const rows = people(50);

    const reading = await readAll(sourceOf(iconv.encode(toText(rows), name, { addBOM: true }), 7));

    expect(reading.rows).toEqual(rows);
  });
});
