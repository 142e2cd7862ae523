import { describe, expect, it } from 'vitest';
import { exactBytes, readSize } from '../../../../scanners/http/listing/listing-size.ts';

describe('a column of sizes', () => {
  it.each([
    ['1234', 1234],
    [' 0 ', 0],
    ['12 B', 12],
    ['1,234,567 bytes', 1_234_567],
    ['1\u00a0234 octets', 1234],
  ])('is exact: %s', (text, bytes) => {
    expect(readSize(text)?.bytes).toBe(bytes);
  });

  it.each(['7.2M', '1.0K', '12 KiB', '0.1 kb', '-', '\u2014', '<DIR>', '99999999999999999'.slice(0, 16)])(
    'is no number of bytes: %s',
    (text) => {
      expect(readSize(text)).toMatchObject({ bytes: null });
    },
  );

  it.each(['', 'README', '1.2.3', '1,23', 'v2', '12 files'])('is none: %s', (text) => {
    expect(readSize(text)).toBeNull();
  });

  it('tells a number with a unit from one that may count anything', () => {
    expect([readSize('12')!.hasUnit, readSize('12 B')!.hasUnit]).toEqual([false, true]);
  });
});

describe('an exact number of bytes', () => {
  it.each([
    ['12', 12],
    ['-1', null],
    ['1e3', null],
    ['', null],
    [undefined, null],
  ])('is digits alone: %s', (text, bytes) => {
    expect(exactBytes(text)).toBe(bytes);
  });
});
