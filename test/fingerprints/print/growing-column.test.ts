import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGrowingColumn } from '../../../fingerprints/print/growing-column.ts';

describe('growing column', () => {
  test('gives back what was pushed, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 50 }), (values) => {
        const column = createGrowingColumn();
        for (const value of values) column.push(value);
        expect([...column.finish()]).toEqual(values);
      }),
    );
  });

  test.each([0, 1, 1_023, 1_024, 1_025, 5_000])('holds %i values, across its doublings', (count) => {
    const column = createGrowingColumn();
    for (let value = 0; value < count; value++) column.push(2 ** 32 - 1 - value);

    const finished = column.finish();

    expect(finished.length).toBe(count);
    expect(finished.every((value, at) => value === 2 ** 32 - 1 - at)).toBe(true);
  });
});
