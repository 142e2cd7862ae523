import { describe, expect, test } from 'vitest';
import { createValueShare } from '../../../fingerprints/overlap/value-share.ts';
import { handMadePrint } from './hand-made-print.ts';

/** A hundred rows of a name (column 0) and a telephone (column 1): the first `sharing` rows have name 1. */
function namesAndPhones(sharing: number, phoneOf: (row: number) => number, relativeShare = 0.7) {
  return handMadePrint({
    columns: [
      { field: 'name', role: 'given', scope: 'person', relativeShare: 0.01, singleShare: 0.0007 },
      { field: 'phone', scope: 'household', relativeShare },
    ],
    rows: Array.from({ length: 100 }, (_, row) => [row < sharing ? 1 : 100 + row, phoneOf(row)]),
  });
}

describe('createValueShare', () => {
  test('is the share of the filled rows that have the value', () => {
    const print = handMadePrint({
      columns: [{ field: 'code', scope: 'any' }],
      rows: Array.from({ length: 100 }, (_, row) => [row < 30 ? 7 : row < 50 ? 0 : row]),
    });

    expect(createValueShare(print)(0, 7, 0)).toBeCloseTo(30 / 80, 12);
  });

  test('is the same from the frequencies of a column without index', () => {
    const print = handMadePrint({
      columns: [{ field: 'city', scope: 'place', isIndexed: false }],
      rows: Array.from({ length: 100 }, (_, row) => [row < 30 ? 7 : row < 50 ? 0 : row]),
    });

    expect(createValueShare(print)(0, 7, null)).toBeCloseTo(30 / 80, 12);
  });

  test('is that of Good and Turing for a value that stands once, or in no row', () => {
    const share = createValueShare(namesAndPhones(1, (row) => row + 1));

    expect(share(0, 1, 0)).toBe(0.0007);
    expect(share(0, 4_444, 0)).toBe(0.0007);
    expect(share(0, 4_444, null)).toBe(0.0007);
  });

  test('counts a household once', () => {
    const apart = createValueShare(namesAndPhones(6, (row) => row + 1));
    const inPairs = createValueShare(namesAndPhones(6, (row) => 1 + (row >> 1)));
    const inOne = createValueShare(namesAndPhones(6, (row) => (row < 6 ? 1 : row + 1)));

    expect(apart(0, 1, 0)).toBeCloseTo(0.06, 12);
    expect(inPairs(0, 1, 0)).toBeCloseTo(0.03, 12);
    expect(inOne(0, 1, 0)).toBe(0.0007);
  });

  test('does not take for a household who share what anybody shares', () => {
    expect(createValueShare(namesAndPhones(6, () => 1, 0.05))(0, 1, 0)).toBeCloseTo(0.06, 12);
  });

  test('counts one person of several rows once where all are few', () => {
    const print = handMadePrint({
      columns: [{ field: 'code', scope: 'any' }],
      rows: Array.from({ length: 100 }, (_, row) => [row < 40 ? 1 : row]),
      personOf: Array.from({ length: 100 }, (_, row) => row >> 1),
    });

    expect(createValueShare(print)(0, 1, 0)).toBeCloseTo(0.4, 12);
  });

  test('never passes 1 and is never NaN', () => {
    const all = handMadePrint({ columns: [{ field: 'code' }], rows: Array.from({ length: 60 }, () => [1]) });
    const none = handMadePrint({ columns: [{ field: 'code' }], rows: [] });

    expect(createValueShare(all)(0, 1, 0)).toBe(1);
    expect(createValueShare(none)(0, 1, 0)).not.toBeNaN();
  });
});
