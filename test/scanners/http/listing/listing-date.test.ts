import { describe, expect, it } from 'vitest';
import { findDate } from '../../../../scanners/http/listing/listing-date.ts';

describe('a date of a listing', () => {
  it.each([
    ['29-Feb-2024 23:59', '2024-02-29T23:59Z'],
    ['2024-02-29 23:59', '2024-02-29T23:59Z'],
    ['2024-Feb-29 23:59:58', '2024-02-29T23:59:58Z'],
    ['2024/02/29', '2024-02-29'],
    ['29Feb2024 03:59', '2024-02-29T03:59Z'],
    ['Thu, 29 Feb 2024 23:59:58 GMT', '2024-02-29T23:59:58Z'],
    ['Thursday, February 29, 2024 11:59 PM', '2024-02-29T23:59Z'],
    ['Feb 29, 2024, 12:00:00\u202fAM', '2024-02-29T00:00:00Z'],
    ['Feb 29  2024', '2024-02-29'],
    ['2/29/2024 12:30 PM', '2024-02-29T12:30Z'],
    ['29.02.2024 12:30', '2024-02-29T12:30Z'],
    ['29/02/2024    12:30', '2024-02-29T12:30Z'],
    ['2024-03-01T00:30:00+02:00', '2024-02-29T22:30:00Z'],
    ['2024-02-29T23:59:58.123456Z', '2024-02-29T23:59:58Z'],
    ['2024-02-29 23:59:58.123 +0000 UTC', '2024-02-29T23:59:58Z'],
    ['5/5/2024', '2024-05-05'],
  ])('is read: %s', (text, iso) => {
    expect(findDate(text)?.iso).toBe(iso);
  });

  it.each([
    ['of two orders', '3/4/2024 10:00'],
    ['without a year', 'Feb 29 23:59'],
    ['with two digits of a year', '29.02.24 23:59'],
    ['of no calendar', '2023-02-29 10:00'],
    ['of no clock', '2024-02-29 24:30'],
    ['with a thirteenth half hour', '2024-02-29 13:30 PM'],
  ])('is null when it is one %s', (_, text) => {
    expect(findDate(text)).toMatchObject({ iso: null });
  });

  it.each(['', '-', '1234', 'report-2024.csv', '10.0.0.7', '1.2.3'])('is none: %s', (text) => {
    expect(findDate(text)).toBeNull();
  });

  it('leaves what stands around it', () => {
    expect(findDate('  29-Feb-2024 23:59   1234')?.rest.trim()).toBe('1234');
  });
});
