import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { canonicalOf, piecesOf } from './canonical-of.ts';

/** Numbers of the main French ranges, overseas ones left out: libphonenumber files those read at home under +33. */
const frenchNumber = fc
  .tuple(fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '9'), fc.nat(99_999_999))
  .map(([range, rest]) => range + String(rest).padStart(8, '0'))
  .filter((national) => parsePhoneNumberFromString(`0${national}`, 'FR')?.isValid() === true)
  .filter((national) => !/^(?:2[67]|59|639|69)/.test(national) && !/^(\d)\1+$/.test(national));

describe('the canonical form of a telephone number', () => {
  test.each([
    '0612345678',
    '06 12 34 56 78',
    '06.12.34.56.78',
    '06-12-34-56-78',
    '06/12/34/56/78',
    '+33612345678',
    '+33 6 12 34 56 78',
    '+33 (0)6 12 34 56 78',
    '(+33) 6 12 34 56 78',
    '+330612345678',
    '0033612345678',
    '0033 (0) 6 12 34 56 78',
    '33612345678',
    '612345678',
    '612345678.0',
    'Tél. : 06 12 34 56 78',
    'tel:+33-6-12-34-56-78',
    '06\u00A012\u202F34 56 78',
    "'0612345678",
    '06 12 34 56 78 / 01 45 67 89 10',
  ])('is the same for %s', (cell) => expect(canonicalOf('phone', cell)).toBe('+33612345678'));

  test.each([
    ['0145678910 poste 12', '+33145678910;ext=12'],
    ['01 45 67 89 10 ext. 12', '+33145678910;ext=12'],
    ['+33145678910;ext=12', '+33145678910;ext=12'],
    ['+32 (0)475 12 34 56', '+32475123456'],
    ['0032475123456', '+32475123456'],
    ['+1 (415) 555-0132', '+14155550132'],
    ['0692 12 34 56', '+262692123456'],
    ['+33 692 12 34 56', '+262692123456'],
  ])('of %s is %s', (cell, canonical) => expect(canonicalOf('phone', cell)).toBe(canonical));

  test.each([
    '0000000000',
    '0666666666',
    '999999999',
    '15',
    '3615',
    '061234567',
    'O612345678',
    'DUPONT',
    '+33 1 23',
    '06123456789',
  ])('is null for %s', (cell) => expect(canonicalOf('phone', cell)).toBeNull());

  test('reads national numbers by the country of the column', () => {
    expect(canonicalOf('phone', '0475 12 34 56', { country: 'BE' })).toBe('+32475123456');
    expect(canonicalOf('phone', '(415) 555-0132', { country: 'US' })).toBe('+14155550132');
    expect(canonicalOf('phone', '0475123456', { country: 'XX' })).toBeNull();
  });

  test('agrees with libphonenumber on French numbers in every spelling it prints', () => {
    fc.assert(
      fc.property(frenchNumber, (national) => {
        const oracle = parsePhoneNumberFromString(`0${national}`, 'FR');
        const spellings = [
          oracle?.formatNational(),
          oracle?.formatInternational(),
          oracle?.format('RFC3966'),
          `0${national}`,
        ];

        for (const spelling of spellings) expect(canonicalOf('phone', spelling ?? '')).toBe(oracle?.number);
      }),
    );
  });

  test('agrees with libphonenumber on international numbers of the neighbours', () => {
    const foreign = fc.tuple(
      fc.constantFrom('+32475', '+41791', '+4915112', '+447911', '+346001', '+393331'),
      fc.nat(999_999),
    );
    fc.assert(
      fc.property(foreign, ([start, rest]) => {
        const oracle = parsePhoneNumberFromString(start + String(rest).padStart(6, '0'));
        fc.pre(oracle?.isValid() === true);

        expect(canonicalOf('phone', oracle?.formatInternational() ?? '')).toBe(oracle?.number);
      }),
    );
  });
});

test('a cell with two numbers gives both as pieces', () => {
  expect(piecesOf('phone', '06 12 34 56 78 ou 01 45 67 89 10')).toEqual(['+33612345678', '+33145678910']);
});
