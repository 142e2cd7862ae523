import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfPath, pathFromBytes } from '../../../scanners/shared/remote-path.ts';
import { leastProcessorMs } from '../least-processor-ms.ts';

/** Bytes at random, and text with bytes between: whole and broken sequences of UTF-8, escapes, characters that hide. */
const name = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4 }).map((text) => Buffer.from(text)),
        fc
          .constantFrom('%', '%41', '%zz', '\u202e', '\ufeff', '\ufffd', '\u2028', '\ufffe')
          .map((text) => Buffer.from(text)),
        fc
          .constantFrom(
            'c0af',
            'eda080',
            'e08080',
            'f08080af',
            'f4908080',
            'f5808080',
            'e282',
            'ff',
            '80',
            'ed9fbf',
            'f48fbfbd',
          )
          .map((hex) => Buffer.from(hex, 'hex')),
      ),
      { maxLength: 12 },
    )
    .map((parts) => Buffer.concat(parts)),
);

describe('a path of any bytes', () => {
  it('stands for exactly those bytes', () => {
    fc.assert(
      fc.property(name, (bytes) => {
        expect(Buffer.from(bytesOfPath(pathFromBytes(bytes)))).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it('has nothing in it that cannot be seen or turns what is around it', () => {
    fc.assert(
      fc.property(name, (bytes) => {
        expect(pathFromBytes(bytes)).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 5000 },
    );
  });

  it('is the text itself where the bytes are UTF-8 that can be shown', () => {
    const shown = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(
        shown.filter((text) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}%]/u.test(text)),
        (text) => {
          expect(pathFromBytes(Buffer.from(text))).toBe(text);
        },
      ),
    );
  });
});

describe('a path', () => {
  it.each([
    ['/a b/-c.csv', '/a b/-c.csv'],
    ['100%', '100%25'],
    ['%41', '%2541'],
    ['a\r\nb\0', 'a%0D%0Ab%00'],
    ['été', 'été'],
    ['a\u202egpj.exe', 'a%E2%80%AEgpj.exe'],
    ['\ufeffa', '%EF%BB%BFa'],
    ['\ufffd', '\ufffd'],
  ])('of the text %j is %j', (text, path) => {
    expect(pathFromBytes(Buffer.from(text))).toBe(path);
  });

  it.each([
    ['e974e9', '%E9t%E9'],
    ['61ff62', 'a%FFb'],
    ['c0af', '%C0%AF'],
    ['eda080', '%ED%A0%80'],
    ['f4908080', '%F4%90%80%80'],
    ['e28261', '%E2%82a'],
    ['c3a9e9c3a9', 'é%E9é'],
    ['efbfbdff', '\ufffd%FF'],
  ])('of the bytes %s is %j', (hex, path) => {
    expect(pathFromBytes(Buffer.from(hex, 'hex'))).toBe(path);
  });

  it('is of the part that a view shows, not of the buffer behind it', () => {
    const behind = Buffer.from('xxabcxx');

    expect(pathFromBytes(behind.subarray(2, 5))).toBe('abc');
  });
});

describe('the time of paths', () => {
  it('is under 200 ms for 100,000 plain paths there and back', () => {
    const paths = Array.from({ length: 100_000 }, (_, at) => Buffer.from(`/exports/2024/people-${at}.csv`));
    let bytes = 0;

    const ms = leastProcessorMs(200, () => {
      for (const path of paths) bytes += bytesOfPath(pathFromBytes(path)).length;
    });

    expect(bytes).toBeGreaterThan(0);
    expect(ms).toBeLessThan(200);
  });

  it('does not grow with broken bytes', () => {
    const broken = Buffer.alloc(64 * 1024, Buffer.from('eda080', 'hex'));

    const ms = leastProcessorMs(200, () => expect(pathFromBytes(broken).length).toBe(3 * broken.length));

    expect(ms).toBeLessThan(200);
  });
});
