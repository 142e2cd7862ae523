import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainNumber } from '../../src/tables/plain-number.ts';

describe('plainNumber', () => {
  it.each([
    ['1e+21', '1000000000000000000000'],
    ['1.5e+21', '1500000000000000000000'],
    ['-1.25e-7', '-0.000000125'],
    ['1.25e1', '12.5'],
    ['12.50', '12.50'],
    ['Infinity', 'Infinity'],
    ['', ''],
  ])('writes %s as %s', (text, plain) => {
    expect(plainNumber(text)).toBe(plain);
  });

  it('keeps the value of every number and leaves no exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const plain = plainNumber(String(number));

        expect(plain).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plain)).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});
