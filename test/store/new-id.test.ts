import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../src/store/new-id.ts';

const YEAR_3000 = Date.UTC(3000, 0, 1);

describe('newId', () => {
  test('says its kind and day', () => {
    expect(newId('r', Date.UTC(2026, 10, 22, 14, 30))).toMatch(/^r_20261122_[0-9a-hjkmnp-tv-z]{14}$/);
  });

  test('sorts by time as a text', () => {
    const time = fc.integer({ min: 0, max: YEAR_3000 });

    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 1e9 }), (earlier, later) => {
        expect(newId('p', earlier) < newId('p', earlier + later)).toBe(true);
      }),
    );
  });

  test('is another one each time within a millisecond', () => {
    const ids = Array.from({ length: 1000 }, () => newId('p', 0));

    expect(new Set(ids).size).toBe(1000);
  });
});
