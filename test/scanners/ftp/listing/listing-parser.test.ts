import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LISTING_DIALECTS } from '../../../../scanners/ftp/listing/listing-dialects.ts';
import { createListingParser, type ListingEntry } from '../../../../scanners/ftp/listing/listing-parser.ts';
import { leastProcessorMs } from '../../least-processor-ms.ts';
import { readWhole } from './read-whole.ts';

const LISTED_AT_MS = Date.parse('2024-06-15T12:00:00Z');
const KINDS = ['file', 'folder', 'link', 'other', 'unknown'];

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function read(text: string, kind: 'mlsd' | 'list' = 'list'): ListingEntry[] {
  return readWhole(createListingParser(kind, LISTED_AT_MS), latin1(text), 64 * 1024);
}

/** Pieces of all dialects, so that random text comes near to lines of them. */
const PIECES = [
  ...'-rw-r--r-- drwxr-xr-x lrwxrwxrwx 1 12 2020 10:00 May mai -> , . ; = [ ] < > ? * + / \\ : x'.split(' '),
  ...'type=file; size=5; type=constructor; <DIR> <JUNCTION> 05-01-24 10:00AM *FILE *MEM A.B;1 X.DIR;1'.split(
    ' ',
  ),
  ...'1-MAY-2024 [RWCEAFMS] Migrated PO PS Volume VSAM folder total DIR 04-11-95 13-Jan-01 8,73 "oooo"'.split(
    ' ',
  ),
].concat(['\r\n', '\n', '\r', '\t', ' ', '   ', '\0', '\xff', '\xe6\x9c\x88', '+r,s5,\t', 'Directory A:[B]']);
const soup = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ', '  ')), { maxLength: 60 })
    .map((pieces) => latin1(pieces.flat().join(''))),
);

describe('any bytes', () => {
  it('are read without a throw, with no more entries than lines, each line read or counted', () => {
    fc.assert(
      fc.property(
        soup,
        fc.constantFrom('mlsd', 'list'),
        fc.integer({ min: 1, max: 50 }),
        (bytes, kind, size) => {
          const parser = createListingParser(kind, LISTED_AT_MS);

          const entries = readWhole(parser, bytes, size);

          const lines = bytes.toString('latin1').split('\n').length;
          expect(entries.length + parser.unreadLines).toBeLessThanOrEqual(lines);
          expect(entries.filter(({ name }) => name === '' || name.includes('\n'))).toEqual([]);
          expect(entries.filter((entry) => !KINDS.includes(entry.kind))).toEqual([]);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('give the same wherever they are cut', () => {
    fc.assert(
      fc.property(soup, fc.integer({ min: 1, max: 20 }), (bytes, size) => {
        const whole = readWhole(createListingParser('list', LISTED_AT_MS), bytes, bytes.length + 1);

        expect(readWhole(createListingParser('list', LISTED_AT_MS), bytes, size)).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Any bytes that can stand in a line; '.' and '..' have a meaning of their own. */
const name = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('latin1').replace(/[\n]/g, ' '))
  .filter((text) => !['.', '..'].includes(text));
const bytes = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const SECOND_MS = 1000;
const seconds = fc
  .integer({ min: Date.parse('1980-01-01'), max: LISTED_AT_MS })
  .map((ms) => new Date(ms - (ms % SECOND_MS)).toISOString());
const minutes = seconds.map((iso) => `${iso.slice(0, 16)}:00.000Z`);

/** An entry as it is written in some form. */
type Written = Pick<ListingEntry, 'name' | 'kind' | 'bytes' | 'modifiedAt' | 'linkTarget'>;

function writtenWith(
  modifiedAt: fc.Arbitrary<string>,
  folderBytes: fc.Arbitrary<number | null>,
): fc.Arbitrary<Written> {
  const linkTarget = null;
  return fc.oneof(
    fc.record({
      name,
      kind: fc.constant('file' as const),
      bytes,
      modifiedAt,
      linkTarget: fc.constant(linkTarget),
    }),
    fc.record({
      // A '/' at the end of a folder's name is a mark of `ls -F`.
      name: name.filter((text) => !text.endsWith('/')),
      kind: fc.constant('folder' as const),
      bytes: folderBytes,
      modifiedAt,
      linkTarget: fc.constant(linkTarget),
    }),
  );
}

function expectReadBack(
  arbitrary: fc.Arbitrary<Written>,
  write: (entry: Written) => string,
  kind: 'mlsd' | 'list',
): void {
  fc.assert(
    fc.property(
      fc.array(arbitrary, { minLength: 1 }),
      fc.integer({ min: 1, max: 99 }),
      (entries, pieceBytes) => {
        const text = entries.map((entry) => `${write(entry)}\r\n`).join('');

        const found = readWhole(createListingParser(kind, LISTED_AT_MS), latin1(text), pieceBytes);

        const expected = entries.map((entry) => ({ ...entry, unique: null, perm: null, isSelf: false }));
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
}

describe('entries that are written', () => {
  it('as MLSD are read back exactly', () => {
    const write = (entry: Written): string => {
      const type = entry.kind === 'file' ? 'file' : 'dir';
      return `type=${type};size=${entry.bytes};modify=${entry.modifiedAt!.replace(/[-:TZ]/g, '')}; ${entry.name}`;
    };

    expectReadBack(writtenWith(seconds, bytes), write, 'mlsd');
  });

  it('as ls does are read back exactly', () => {
    const write = (entry: Written): string => {
      const mode = entry.kind === 'file' ? '-rw-r--r--' : 'drwxr-xr-x';
      const at = new Date(entry.modifiedAt!);
      const date = at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
      const isRecent = LISTED_AT_MS - at.getTime() < 180 * 86_400_000;
      const when = isRecent ? entry.modifiedAt!.slice(11, 16) : ` ${at.getUTCFullYear()}`;
      const day = String(at.getUTCDate()).padStart(2);
      return `${mode}   1 ftp      ftp      ${String(entry.bytes).padStart(8)} ${date} ${day} ${when} ${entry.name}`;
    };
    const recent = fc
      .integer({ min: LISTED_AT_MS - 170 * 86_400_000, max: LISTED_AT_MS })
      .map((ms) => `${new Date(ms).toISOString().slice(0, 16)}:00.000Z`);
    const old = fc
      .integer({ min: Date.parse('1980-01-01'), max: LISTED_AT_MS - 190 * 86_400_000 })
      .map((ms) => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00.000Z`);

    expectReadBack(writtenWith(fc.oneof(recent, old), bytes), write, 'list');
  });

  it('as IIS does are read back exactly', () => {
    const write = (entry: Written): string => {
      const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(entry.modifiedAt!)!;
      const clock = `${String(Number(hour) % 12 || 12).padStart(2, '0')}:${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`;
      const size = entry.kind === 'file' ? `${String(entry.bytes).padStart(20)} ` : '      <DIR>          ';
      return `${month}-${day}-${year}  ${clock} ${size}${entry.name}`;
    };

    expectReadBack(writtenWith(minutes, fc.constant(null)), write, 'list');
  });
});

describe('a link', () => {
  it('is told from arrows in its name and target by its size', () => {
    const piece = fc.constantFrom('a', ' -> ', 'bc', '->', ' ');
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `x${pieces.join('')}`);
    fc.assert(
      fc.property(text, text, (linkName, linkTarget) => {
        const line = `lrwxrwxrwx 1 ftp ftp ${linkTarget.length} May  1 10:00 ${linkName} -> ${linkTarget}\r\n`;

        expect(read(line)).toMatchObject([{ name: linkName, linkTarget }]);
      }),
    );
  });
});

describe('a date without year', () => {
  it('is the latest such date that is at most one day after the listing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -366 * 1440 + 1441, max: 1440 }), (minutesAfter) => {
        const at = new Date(LISTED_AT_MS + minutesAfter * 60_000);
        const month = at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
        const line = `-rw-r--r-- 1 a b 5 ${month} ${at.getUTCDate()} ${at.toISOString().slice(11, 16)} x\r\n`;

        expect(read(line)[0]?.modifiedAt).toBe(at.toISOString());
      }),
    );
  });

  it('of 29 February is in the last leap year, over a century without one too', () => {
    const line = latin1('-rw-r--r-- 1 a b 5 Feb 29 10:00 x\r\n');
    const yearsOf = ['2023-06-01', '2024-02-27', '2024-03-01', '1903-06-01'].map((day) =>
      readWhole(createListingParser('list', Date.parse(day)), line, 99)[0]?.modifiedAt?.slice(0, 4),
    );

    expect(yearsOf).toEqual(['2020', '2020', '2024', '1896']);
  });
});

describe('the memory of a parser', () => {
  it('drops a line over 64 KiB, counts it, and goes on with the next', () => {
    const parser = createListingParser('list', LISTED_AT_MS);
    const piece = latin1('x'.repeat(1024 * 1024));
    for (let at = 0; at < 50; at++) expect(parser.push(piece)).toEqual([]);
    parser.push(latin1('\r\n-rw-r--r-- 1 a b 5 May  1 10:00 next\r\n'));

    expect(parser.end().map((entry) => entry.name)).toEqual(['next']);
    expect(parser.unreadLines).toBe(1);
  });

  it('reads a line of 64 KiB', () => {
    const start = '-rw-r--r-- 1 a b 5 May  1 10:00 ';
    const long = 'n'.repeat(64 * 1024 - start.length);

    expect(read(`${start}${long}\n`)[0]?.name).toBe(long);
    expect(read(`${start}${long}n\n`)).toEqual([]);
  });

  it('hands out what is settled while the listing goes on', () => {
    const parser = createListingParser('list', LISTED_AT_MS);
    const line = latin1('-rw-r--r-- 1 a b 5 May  1 10:00 x\r\n');
    const handedOut = Array.from({ length: 100 }, () => parser.push(line).length);

    expect(handedOut.slice(0, 63)).toEqual(Array(63).fill(0));
    expect(handedOut[63]).toBe(64);
    expect(handedOut.slice(64)).toEqual(Array(36).fill(1));
  });
});

describe('the time of a parser', () => {
  it.each([
    ['list', (at: number) => `-rw-r--r--   1 ftp      ftp      ${at} May  1 10:00 file ${at}.csv`],
    ['mlsd', (at: number) => `type=file;size=${at};modify=20240501101530;UNIX.mode=0644; file ${at}.csv`],
  ] as const)('reads 100,000 entries of %s within half a second', (kind, line) => {
    const text = Array.from({ length: 100_000 }, (_, at) => line(at)).join('\r\n');

    const ms = leastProcessorMs(500, () => expect(read(text, kind)).toHaveLength(100_000));

    expect(ms).toBeLessThan(500);
  });

  it.each(
    [' ', '1', 'a', '.', 'a.', 'a ', '1 ', '1,', ';', 'x=y;', '-', 'May 1 ', '\xe6\x9c\x88', ' -> '].flatMap(
      (piece) =>
        ['', '-rw-r--r-- 1 ', '05-01-24  10:00AM ', 'USERV1 3390   2024/05/01  ', 'X.TXT;1 '].map(
          (start) => [start, piece] as const,
        ),
    ),
  )('is linear in a line of %j and many %j', (start, piece) => {
    const line = start + piece.repeat((60_000 - start.length) / piece.length);

    expect(leastProcessorMs(200, () => read(line))).toBeLessThan(200);
  });
});

describe('the list of dialects', () => {
  it('names each file of the folder, and bare names apart', () => {
    const files = readdirSync(new URL('../../../../scanners/ftp/listing/dialects/', import.meta.url));

    const ids = LISTING_DIALECTS.map((dialect) => `${dialect.id}.ts`);

    expect([...ids, 'names.ts'].sort()).toEqual(files.sort());
  });
});
