import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatBits,
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatExpected,
  formatShare,
  formatShareRange,
} from '../../src/core/units.ts';

describe('formatCount', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [18914, '18,914'],
    [1234567890, '1,234,567,890'],
    [-1234, '-1,234'],
    [12.6, '13'],
    [-0.2, '0'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown'],
  ])('writes %d as %s', (count, expected) => expect(formatCount(count)).toBe(expected));

  test('loses no digit of any safe number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (count) => {
        expect(Number(formatCount(count).replaceAll(',', ''))).toBe(count === 0 ? 0 : count);
      }),
    );
  });
});

describe('formatCounted', () => {
  test.each([
    [0, '0 rows'],
    [1, '1 row'],
    [18914, '18,914 rows'],
  ])('writes %d as %s', (count, expected) => expect(formatCounted(count, 'row')).toBe(expected));

  test('takes a plural that is not made with an s', () => {
    expect(formatCounted(2, 'person', 'people')).toBe('2 people');
  });
});

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [7793173, '7.8 MB'],
    [999949, '999.9 kB'],
    [999999, '1.0 MB'],
    [5e9, '5.0 GB'],
    [3e18, '3000.0 PB'],
    [-1, 'unknown'],
  ])('writes %d as %s', (bytes, expected) => expect(formatBytes(bytes)).toBe(expected));
});

describe('formatShare', () => {
  test.each([
    [0, '0.0 %'],
    [0.377, '37.7 %'],
    [0.9, '90.0 %'],
    [1, '100.0 %'],
    [0.00001, '< 0.1 %'],
    [0.0005, '0.1 %'],
    [0.99999, '> 99.9 %'],
    [0.9994, '99.9 %'],
    [Number.NaN, 'unknown'],
  ])('writes %d as %s', (share, expected) => expect(formatShare(share)).toBe(expected));

  test('never shows a part as nothing or as the whole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        (share) => {
          const shown = formatShare(share);
          expect(['0.0 %', '100.0 %']).not.toContain(shown);
        },
      ),
    );
  });
});

describe('formatShareRange', () => {
  test.each([
    [0.881, 0.917, '88-92 %'],
    [0.88, 0.92, '88-92 %'],
    [0.0011, 0.0134, '0.1-1.4 %'],
    [0.9001, 0.9012, '90.01-90.12 %'],
    [0, 0.12, '0-12 %'],
    [0.985, 1, '98.5-100.0 %'],
    [1, 1, '100 %'],
    [0, 0, '0 %'],
    [Number.NaN, 1, 'unknown'],
  ])('writes %d to %d as %s', (low, high, expected) => expect(formatShareRange(low, high)).toBe(expected));

  test('never shows less than the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const shown = formatShareRange(low, high).replace(' %', '').split('-').map(Number);
          expect(shown[0]! / 100).toBeLessThanOrEqual(low + 1e-9);
          expect(shown.at(-1)! / 100).toBeGreaterThanOrEqual(high - 1e-9);
        },
      ),
    );
  });
});

describe('formatDuration', () => {
  test.each([
    [0, '0 ms'],
    [812, '812 ms'],
    [999.6, '1.0 s'],
    [12_340, '12.3 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h 00 min'],
    [3_720_000, '1 h 02 min'],
    [-5, 'unknown'],
  ])('writes %d ms as %s', (ms, expected) => expect(formatDuration(ms)).toBe(expected));
});

describe('formatExpected', () => {
  test.each([
    [0, '0'],
    [0.0004, '0.0004'],
    [0.000423, '0.00042'],
    [0.02, '0.02'],
    [1.26, '1.3'],
    [2, '2'],
    [12.34, '12'],
    [4711, '4,711'],
    [1e-9, '< 0.000001'],
    [Number.NaN, 'unknown'],
  ])('writes %d as %s', (expected, shown) => expect(formatExpected(expected)).toBe(shown));
});

describe('formatBits', () => {
  test.each([
    [25.31, '+25.3'],
    [-3, '-3.0'],
    [0, '0.0'],
    [-0.01, '0.0'],
    [0.01, '0.0'],
    [Number.NaN, 'unknown'],
  ])('writes %d as %s', (bits, expected) => expect(formatBits(bits)).toBe(expected));
});
