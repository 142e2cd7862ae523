import { bitsOf, bitsWithin, copyRuns, digitLanes, groupingLanes, lanesFrom, lanesOf, upperLanes } from './sign-bits';
import { endsInPointZero, signAt } from './signs';

/** What gathering gives when a sign stands there that is neither kept nor dropped. */
export const OTHER_SIGN: i32 = -1;

/** Where, in the room of the answer, the upper case is put meanwhile. */
const UPPER_AT: usize = 512;
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

/** 2^38 / 97, rounded up: enough to divide what has 31 bits. */
const INVERSE_OF_97: u64 = 2833792856;

/** Remainder of a value below 2^31; by multiplication, since V8 divides even by constants. */
export function modulo97(value: u32): u32 {
  return value - <u32>((<u64>value * INVERSE_OF_97) >> 38) * 97;
}

/** Writes the digits of a trimmed cell (at most 64 signs) without blanks, dots, dashes and '_'; drops a last '.0'. */
export function gatherDigits(from: usize, end: usize, to: usize): i32 {
  const length = <i32>(end - from);
  if (length === 0) return 0;
  let digits: u64 = 0;
  let known: u64 = 0;
  for (let at = 0; at < length; at += 16) {
    const signs = v128.load(from + at);
    const lanes = digitLanes(signs);
    digits |= bitsOf(lanes, at);
    known |= bitsOf(v128.or(lanes, groupingLanes(signs)), at);
  }
  const within = bitsWithin(length);
  if ((known & within) !== within) return OTHER_SIGN;
  const count = copyRuns(from, digits & within, to);
  return count === length - 1 && endsInPointZero(end) ? count - 1 : count;
}

/** Writes digits and letters (of at most 64 signs), in upper case, without blanks, dots, dashes, '_' and '/'. */
export function gatherAlphanumerics(from: usize, end: usize, to: usize): i32 {
  const length = <i32>(end - from);
  if (length === 0) return 0;
  const upper = to + UPPER_AT;
  let kept: u64 = 0;
  let known: u64 = 0;
  for (let at = 0; at < length; at += 16) {
    const signs = upperLanes(v128.load(from + at));
    v128.store(upper + at, signs);
    const lanes = v128.or(digitLanes(signs), lanesFrom(signs, 65, 26));
    kept |= bitsOf(lanes, at);
    known |= bitsOf(v128.or(lanes, v128.or(groupingLanes(signs), lanesOf(signs, 47))), at);
  }
  const within = bitsWithin(length);
  return (known & within) === within ? copyRuns(upper, kept & within, to) : OTHER_SIGN;
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
