import { DASH, endsInPointZero, isBlankSign, isDigit, POINT, signAt, SLASH, UNDERSCORE, upperSign } from './signs';

/** What gathering gives when a sign stands there that is neither kept nor dropped. */
export const OTHER_SIGN: i32 = -1;

const EIGHT_ZEROS: u64 = 0x3030303030303030;
const ABOVE_NINE: u64 = 0x7676767676767676;
const TOP_BITS: u64 = 0x8080808080808080;

/** Eight signs with the value of each digit in its byte; the first sign in the lowest. */
export function loadDigits(from: usize): u64 {
  return load<u64>(from) ^ EIGHT_ZEROS;
}

/** Whether all eight are digits. A byte above 0x89 carries into the next, but is no digit itself. */
export function areDigits(digits: u64): bool {
  return (((digits + ABOVE_NINE) | digits) & TOP_BITS) === 0;
}

/** The number that eight digits make; fewer when shifted up by their bytes. */
export function valueOfDigits(digits: u64): u32 {
  const pairs = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  const fours = (pairs * 100 + (pairs >> 16)) & 0x0000ffff0000ffff;
  return <u32>(fours * 10000 + (fours >> 32));
}

/** Writes the digits without blanks, dots, dashes and '_' between; a trimmed cell. Drops the '.0' of data frames. */
export function gatherDigits(from: usize, end: usize, to: usize): i32 {
  let count: i32 = 0;
  let isOther = false;
  for (let at = from; at < end; at++) {
    const sign = signAt(at);
    const isKept = isDigit(sign);
    store<u8>(to + count, sign);
    count += <i32>isKept;
    isOther = isOther || !(isKept || isGrouping(sign));
  }
  if (isOther) return OTHER_SIGN;
  const isFloat = count === <i32>(end - from) - 1 && count > 1 && endsInPointZero(end);
  return isFloat ? count - 1 : count;
}

/** Writes digits and letters, in upper case, without blanks, dots, dashes, '_' and '/' between. */
export function gatherAlphanumerics(from: usize, end: usize, to: usize): i32 {
  let count: i32 = 0;
  let isOther = false;
  for (let at = from; at < end; at++) {
    const sign = signAt(at);
    const upper = upperSign(sign);
    const isKept = isDigit(sign) || upper - 65 < 26;
    store<u8>(to + count, upper);
    count += <i32>isKept;
    isOther = isOther || !(isKept || isGrouping(sign) || sign === SLASH);
  }
  return isOther ? OTHER_SIGN : count;
}

function isGrouping(sign: u32): bool {
  return isBlankSign(sign) || sign === DASH || sign === POINT || sign === UNDERSCORE;
}

/** Twice each digit, its own digits added up, in four bits each: 0, 2, 4, 6, 8, 1, 3, 5, 7, 9. */
const DOUBLED: u64 = 0x9753186420;

/** Whether the digits end with their Luhn digit (ISO/IEC 7812-1). */
export function hasLuhnDigit(from: usize, count: i32): bool {
  let sum: u32 = 0;
  for (let at = count - 1; at >= 0; at -= 2) sum += signAt(from + at) - 48;
  for (let at = count - 2; at >= 0; at -= 2) {
    sum += <u32>(DOUBLED >> (<u64>(signAt(from + at) - 48) << 2)) & 15;
  }
  return sum % 10 === 0;
}

/** Whether one digit is repeated throughout. True for none. */
export function isOneDigitRepeated(from: usize, count: i32): bool {
  const first = signAt(from);
  for (let at = 1; at < count; at++) {
    if (signAt(from + at) !== first) return false;
  }
  return true;
}
