import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { date } from '../../fingerprints/fields/date.ts';
import { canonicalOf } from './canonical-of.ts';
import { seededRandom } from './generated-people.ts';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));

describe('the canonical form of a date', () => {
  test.each([
    [
      '1984-03-03',
      [
        '1984-03-03',
        '03/03/1984',
        '3/3/1984',
        '03.03.1984',
        '03-03-84',
        '3 3 1984',
        '19840303',
        '03031984',
        '3031984',
        '030384',
        '3 mars 1984',
        'le 3 mars 1984',
        '3 MARS 84',
        'samedi 3 mars 1984',
        'sam. 3 mars 1984',
        'March 3rd, 1984',
        'Mar 3, 1984',
        '03-MAR-84',
        '3mars1984',
        'Sat Mar 03 1984 00:00:00 GMT+0100 (CET)',
        '1984-03-03T00:00:00Z',
        '1984-03-03T08:15:00.000+01:00',
        '1984-03-03 00:00:00',
        '03/03/1984 12:30',
        '03/03/1984 à 12h30',
        '03-MAR-84 12.00.00.000000 AM',
        '19840303101500',
        '19840303T101500',
        'né le 03/03/1984',
        ' 03/03/1984 ',
        '1984/3/3',
      ],
    ],
    ['1984-08-01', ['1er août 1984', '1 AOUT 1984', '01-aug-1984', 'August 1st 1984', '1 août 1984']],
    [
      '1984-12-31',
      ['31/12/1984', '12/31/1984', '1984-12-31', '1984-31-12', '31 déc. 1984', '31 décembre 1984'],
    ],
    ['1984-03', ['mars 1984', '03/1984', '1984-03', '00/03/1984', '1984-03-00', 'Mar-84']],
    ['1984', ['1984', '00/00/1984', '1984-00-00']],
  ])('of %s is the same in every spelling', (canonical, spellings) => {
    for (const spelling of spellings)
      expect([spelling, canonicalOf('date', spelling)]).toEqual([spelling, canonical]);
  });

  test.each([
    '31/02/1984',
    '29/02/2023',
    '32/01/1984',
    '9999-12-31',
    '0001-01-01',
    '12:30:45',
    'mars',
    '1.2.3',
    'DUPONT',
    '45000',
  ])('is null for %s', (cell) => expect(canonicalOf('date', cell)).toBeNull());

  test('follows the order of the column where the cell leaves it open', () => {
    expect(canonicalOf('date', '03/04/1984')).toBe('1984-04-03');
    expect(canonicalOf('date', '03/04/1984', { dayMonthOrder: 'month-first' })).toBe('1984-03-04');
    expect(canonicalOf('date', '13/04/1984', { dayMonthOrder: 'month-first' })).toBe('1984-04-13');
  });

  test('puts two-digit years into the century the column says', () => {
    expect(canonicalOf('date', '01/02/26')).toBe('2026-02-01');
    expect(canonicalOf('date', '01/02/27')).toBe('1927-02-01');
  });

  test('takes late evening sharp in universal time for midnight in Paris', () => {
    expect(canonicalOf('date', '1984-03-02T23:00:00.000Z')).toBe('1984-03-03');
    expect(canonicalOf('date', '1984-07-31T22:00:00Z')).toBe('1984-08-01');
    expect(canonicalOf('date', '1984-03-02T23:00:00.000Z', { country: 'GB' })).toBe('1984-03-02');
  });

  test('reads serial days only where the column has them', () => {
    expect(canonicalOf('date', '30744', { excelSerials: true })).toBe('1984-03-03');
    expect(canonicalOf('date', '30744.5', { excelSerials: true })).toBe('1984-03-03');
    expect(canonicalOf('date', '61', { excelSerials: true })).toBe('1900-03-01');
    expect(canonicalOf('date', '59', { excelSerials: true })).toBe('1900-02-28');
    expect(canonicalOf('date', '1984', { excelSerials: true })).toBe('1984');
    expect(canonicalOf('date', '30744')).toBeNull();
  });

  test('is the same day in every numeric spelling, for any day', () => {
    fc.assert(
      fc.property(days, (iso) => {
        const [y, m, d] = iso.split('-');
        for (const cell of [
          `${d}/${m}/${y}`,
          `${Number(d)}.${Number(m)}.${y}`,
          `${y}${m}${d}`,
          `${d}${m}${y}`,
          `${iso}T10:00:00Z`,
        ]) {
          expect(canonicalOf('date', cell)).toBe(iso);
        }
      }),
    );
  });
});

describe('the variants of a date', () => {
  const variantsOf = (iso: string) => new Set(date.variants?.(iso) ?? []);
  const shareOne = (a: string, b: string) => [...variantsOf(a)].some((variant) => variantsOf(b).has(variant));
  const compact = (iso: string) => iso.replaceAll('-', '');
  const dashed = (digits: string) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;

  test('have one in common after one wrong digit or two swapped neighbours', () => {
    fc.assert(
      fc.property(days, fc.nat(7), fc.nat(9), (iso, at, digit) => {
        const digits = compact(iso);
        const wrong = digits.slice(0, at) + digit + digits.slice(at + 1);
        const swapped = digits.slice(0, at) + (digits[at + 1] ?? '') + digits[at] + digits.slice(at + 2);

        expect(shareOne(iso, dashed(wrong))).toBe(true);
        expect(shareOne(iso, dashed(swapped))).toBe(true);
      }),
    );
  });

  test('have one in common when day and month are swapped', () => {
    expect(shareOne('1984-03-12', '1984-12-03')).toBe(true);
  });

  test('are rarely shared by two arbitrary birth dates', () => {
    const random = seededRandom(7);
    const birth = () =>
      new Date(Date.UTC(1930, 0, 1) + Math.floor(random() * 29_220) * 86_400_000).toISOString().slice(0, 10);
    const pairs = Array.from({ length: 5000 }, (): [string, string] => [birth(), birth()]);

    // Measured over 300,000 pairs: 1 in 800.
    expect(pairs.filter(([a, b]) => a !== b && shareOne(a, b)).length).toBeLessThan(15);
  });

  test('are none without a day', () => {
    expect(date.variants?.('1984-03')).toEqual([]);
  });
});
