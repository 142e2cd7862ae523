import { isRealDate } from './calendar-date';
import { areDigits, valueOfDigits } from './digits';
import { DASH, POINT, signAt, SLASH } from './signs';

// Days whose digits stand at known places: nearly all dates there are. Digits are in the bytes of a word, as
// loadDigits gives them.

const NO_DIGITS: u64 = -1;
const EIGHT_ZEROS: u64 = 0x3030303030303030;

/** The digits YYYYMMDD of '1984-03-31', '31/03/1984' and, month first, '03/31/1984'; no digits for others. */
export function tenSignDigits(from: usize, isMonthFirst: bool): u64 {
  const signs = v128.load(from);
  if (areSeparators(from + 4, from + 7)) return digitsOf(i8x16.swizzle(signs, YEAR_FIRST));
  if (!areSeparators(from + 2, from + 5)) return NO_DIGITS;
  return digitsOf(i8x16.swizzle(signs, isMonthFirst ? MONTH_FIRST : DAY_FIRST));
}

/** Writes 'YYYY-MM-DD' when the digits YYYYMMDD are a real day. */
export function writePlainDay(digits: u64, to: usize): bool {
  if (!areDigits(digits)) return false;
  const value = valueOfDigits(digits);
  if (!isRealDate(value / 10000, (value / 100) % 100, value % 100)) return false;
  const signs = digits ^ EIGHT_ZEROS;
  store<u32>(to, <u32>signs);
  store<u8>(to + 4, DASH);
  store<u16>(to + 5, <u16>(signs >> 32));
  store<u8>(to + 7, DASH);
  store<u16>(to + 8, <u16>(signs >> 48));
  return true;
}

const YEAR_FIRST: v128 = i8x16(0, 1, 2, 3, 5, 6, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0);
const DAY_FIRST: v128 = i8x16(6, 7, 8, 9, 3, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
const MONTH_FIRST: v128 = i8x16(6, 7, 8, 9, 0, 1, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0);

function digitsOf(signs: v128): u64 {
  return i64x2.extract_lane(signs, 0) ^ EIGHT_ZEROS;
}

function areSeparators(first: usize, second: usize): bool {
  const sign = signAt(first);
  return sign === signAt(second) && (sign === DASH || sign === SLASH || sign === POINT);
}
