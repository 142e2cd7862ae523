import fc from 'fast-check';
import parsePhone from 'libphonenumber-js/max';
import { stdnum } from 'stdnum';
import { describe, expect, test } from 'vitest';
import { dayNumber, daysInMonth, isoDateOf } from '../../../src/demo/numbers/calendar.ts';
import { ibanOf } from '../../../src/demo/numbers/iban.ts';
import { birthplaceIn, birthplaceOf, nirOf } from '../../../src/demo/numbers/nir.ts';
import { spread } from '../../../src/demo/numbers/spread.ts';
import { landlineOf, mobileOf } from '../../../src/demo/numbers/telephone.ts';

const serials = fc.integer({ min: 0, max: 9_999_999 });
const seeds = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
const DEPARTMENTS = ['01', '06', '13', '29', '2A', '2B', '33', '59', '67', '75', '95'];

describe('nirOf', () => {
  test('gives numbers with a valid key, in Corsica, overseas and abroad too', () => {
    const department = fc.constantFrom(...DEPARTMENTS);
    const year = fc.integer({ min: 1925, max: 2025 });
    const sex = fc.constantFrom('male' as const, 'female' as const);
    const place = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const);
    fc.assert(
      fc.property(seeds, serials, year, department, sex, place, (seed, serial, born, where, as, order) => {
        const nir = nirOf(as, born, birthplaceOf(seed, serial, born, where), order);

        expect(stdnum.FR?.nir?.validate(nir).isValid).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('writes sex, year, month and department as the birthplace has them', () => {
    const birthplace = { month: 7, code: '2A004', order: 17 };

    expect(nirOf('female', 1985, birthplace, 0).slice(0, 13)).toBe('285072A004017');
    expect(nirOf('male', 2003, birthplace, 1).slice(0, 13)).toBe('103072A004018');
  });

  test('is told apart for every serial of a large population', () => {
    const seen = new Set<string>();

    for (let serial = 0; serial < 200_000; serial += 1) {
      seen.add(nirOf('male', 1980, birthplaceOf(3, serial, 1980, '69'), 0));
    }

    expect(seen.size).toBe(200_000);
  });
});

describe('birthplaceOf', () => {
  test('uses the one code Corsica had before 1976', () => {
    expect(birthplaceOf(1, 5, 1975, '2A').code).toMatch(/^20\d{3}$/);
    expect(birthplaceOf(1, 5, 1976, '2A').code).toMatch(/^2A\d{3}$/);
    expect(birthplaceOf(1, 5, 1975, '29').code).toMatch(/^29\d{3}$/);
  });

  test('has one in twelve born abroad and one in 24 overseas', () => {
    const codes = Array.from({ length: 24_000 }, (_, serial) => birthplaceOf(1, serial, 1990, '69').code);

    expect(codes.filter((code) => code.startsWith('99')).length).toBe(2_000);
    expect(codes.filter((code) => code.startsWith('97')).length).toBe(1_000);
  });

  test('leaves births evenly over the months', () => {
    const counts = Array.from({ length: 13 }, () => 0);

    for (let serial = 0; serial < 60_000; serial += 1) {
      const { month } = birthplaceOf(1, serial, 1990, '69');
      counts[month] = (counts[month] as number) + 1;
    }

    for (const count of counts.slice(1)) expect(Math.abs(count - 5_000)).toBeLessThan(300);
  });

  test('is read back from any of the four numbers made of it', () => {
    fc.assert(
      fc.property(
        seeds,
        serials,
        fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
        (seed, serial, place) => {
          const birthplace = birthplaceOf(seed, serial, 1990, '2B');

          expect(birthplaceIn(nirOf('male', 1990, birthplace, place))).toEqual(birthplace);
        },
      ),
    );
  });
});

describe('telephones', () => {
  test('are valid mobile numbers', () => {
    fc.assert(
      fc.property(seeds, serials, (seed, serial) => {
        expect(parsePhone(mobileOf(seed, serial), 'FR')?.getType()).toBe('MOBILE');
      }),
      { numRuns: 500 },
    );
  });

  test('are valid landline numbers in every zone', () => {
    fc.assert(
      fc.property(seeds, serials, fc.constantFrom(...DEPARTMENTS), (seed, serial, department) => {
        expect(parsePhone(landlineOf(seed, serial, department), 'FR')?.getType()).toBe('FIXED_LINE');
      }),
      { numRuns: 500 },
    );
  });

  test('begin with the digit of the zone', () => {
    expect(landlineOf(1, 9, '75')).toMatch(/^01/);
    expect(landlineOf(1, 9, '29')).toMatch(/^02/);
    expect(landlineOf(1, 9, '67')).toMatch(/^03/);
    expect(landlineOf(1, 9, '2B')).toMatch(/^04/);
    expect(landlineOf(1, 9, '33')).toMatch(/^05/);
  });
});

describe('ibanOf', () => {
  test('has both check figures right', () => {
    fc.assert(
      fc.property(seeds, serials, (seed, serial) => {
        const iban = ibanOf(seed, serial);
        const digits = `${iban.slice(4)}1527${iban.slice(2, 4)}`;

        expect(iban).toMatch(/^FR\d{25}$/);
        expect(BigInt(digits) % 97n).toBe(1n);
        // CFONB: bank, branch, account and key read as one number are a multiple of 97.
        expect(BigInt(iban.slice(4)) % 97n).toBe(0n);
      }),
    );
  });
});

describe('spread', () => {
  // A step that shares a prime with the end comes back to its start after end / prime steps, else only after all.
  test.each([
    [12 * 249 * 190, 0],
    [12 * 249 * 949, 0],
    [12 * 249 * 180, 0],
    [10_000_000, 1],
    [10_000_000, 2],
    [10_000_000, 3],
  ] as const)('sends the numbers below %d one to one onto themselves for use %d', (end, use) => {
    const primes = [2, 3, 5, 13, 19, 73, 83].filter((prime) => end % prime === 0);

    for (const prime of primes) expect(spread(end / prime, end, 7, use)).not.toBe(spread(0, end, 7, use));
    expect(spread(end, end, 7, use)).toBe(spread(0, end, 7, use));
  });

  test('stays below the end for any seed', () => {
    fc.assert(
      fc.property(seeds, serials, fc.integer({ min: 1, max: 10_000_000 }), (seed, serial, end) => {
        const number = spread(serial, end, seed, 1);

        expect(Number.isInteger(number) && number >= 0 && number < end).toBe(true);
      }),
    );
  });
});

describe('calendar', () => {
  test('counts days there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 30_000 }), (day) => {
        expect(dayNumber(isoDateOf(day))).toBe(day);
      }),
    );
  });

  test('knows leap years', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });
});
