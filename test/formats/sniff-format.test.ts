import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import type { FileFormat } from '../../src/formats/file-format.ts';
import { sniffFormat } from '../../src/formats/sniff-format.ts';
import { PEOPLE_HEADER, people, toText } from './csv/people.ts';

const table = toText([PEOPLE_HEADER, ...people(60)]);

function formatOf(id: string, score01: number): FileFormat {
  return { id, sniff: () => score01, open: () => Promise.reject(new Error('not opened here')) };
}

describe('recognising delimited text', () => {
  it.each([
    ['plain', Buffer.from(table)],
    ['gzip', gzipSync(table)],
    ['UTF-16', iconv.encode(table, 'utf-16le')],
    ['cp850', iconv.encode(table, 'cp850')],
  ])('is sure of a table (%s)', (_, bytes) => {
    expect(csvFormat.sniff(bytes.subarray(0, 4096))).toBeGreaterThan(0.7);
  });

  it.each([
    ['a zip', Buffer.from('504b0304140000000800a5b6c7d80102030405060708090a0b0c0d0e0f1011121314', 'hex')],
    ['a database', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 3)])],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')],
  ])('refuses %s', (_, bytes) => {
    expect(csvFormat.sniff(bytes)).toBe(0);
  });

  it.each([
    '{"a": 1}\n{"a": 2}\n',
    '[{"a": 1}]',
    '<?xml version="1.0"?>\n<a/>',
    'INSERT INTO people VALUES (1, 2);\n',
  ])('leaves %j to other formats', (text) => {
    expect(csvFormat.sniff(Buffer.from(text))).toBeLessThan(0.1);
  });
});

describe('choosing a format', () => {
  it('takes the surest, the first listed among equals, and none when all refuse', () => {
    const [sure, equal, doubtful, refusing] = [
      formatOf('a', 0.9),
      formatOf('b', 0.9),
      formatOf('c', 0.2),
      formatOf('d', 0),
    ];

    expect(sniffFormat(new Uint8Array(4), [doubtful, sure, equal])).toBe(sure);
    expect(sniffFormat(new Uint8Array(4), [refusing])).toBeNull();
  });
});
