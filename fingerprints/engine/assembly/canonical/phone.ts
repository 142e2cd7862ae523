import { areDigits, isOneDigitRepeated, loadDigits } from './digits';
import { lengthBeforeTrunk, overseasCode } from './phone-plan';
import { ASK, COUNTRY_FR, UNREADABLE } from './reading';
import {
  copySigns,
  countDigits,
  DASH,
  endsInPointZero,
  hasSign,
  isAscii,
  isBlankSign,
  isDigit,
  PLUS,
  POINT,
  signAt,
  SLASH,
  UNDERSCORE,
} from './signs';

const LONGEST: i32 = 64;
const FEWEST_DIGITS: i32 = 6;
const MOST_DIGITS: i32 = 17;
/** E.164: at most 15 digits with the country code. */
const MOST_DIGITS_ABROAD: i32 = 15;
const OTHER_SIGN: i32 = -1;
/** Where, in the room of the answer, the digits are put meanwhile. */
const DIGITS_AT: usize = 512;
const OPENING: u32 = 40;
const CLOSING: u32 = 41;
const ZERO: u32 = 48;

/** E.164 ('+33612345678'). Labels, extensions and several numbers in a cell are for the reference. */
export function canonicalPhone(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length === 10 && (reading & COUNTRY_FR) !== 0 && isPlainFrench(from)) return frenchNumber(from + 1, to);
  if (countDigits(from, length) < FEWEST_DIGITS) return UNREADABLE;
  if (!isAscii(from, length)) return ASK;
  if (length > LONGEST) return UNREADABLE;
  const answer = numberIn(from, length, to, reading);
  return answer === UNREADABLE && hasSign(from, length, SLASH) ? ASK : answer;
}

function isPlainFrench(from: usize): bool {
  return areDigits(loadDigits(from)) && areDigits(loadDigits(from + 2)) && signAt(from) === ZERO && signAt(from + 1) !== ZERO;
}

function numberIn(from: usize, length: i32, to: usize, reading: u32): i32 {
  const end = from + length;
  const start = behindOpening(from, end);
  const hasPlus = start < end && signAt(start) === PLUS;
  if (start === end || !(hasPlus || isDigit(signAt(start)))) return ASK;
  const digits = to + DIGITS_AT;
  let count = gather(hasPlus ? start + 1 : start, end, digits);
  if (count === OTHER_SIGN) return ASK;
  if (count === length - 1 && length >= 10 && length <= 15 && endsInPointZero(end) && !hasPlus) count--;
  if (count < FEWEST_DIGITS || count > MOST_DIGITS || isOneDigitRepeated(digits, count)) return UNREADABLE;
  if (hasPlus) return internationalNumber(digits, count, to);
  if (signAt(digits) === ZERO && signAt(digits + 1) === ZERO) return internationalNumber(digits + 2, count - 2, to);
  return (reading & COUNTRY_FR) !== 0 ? nationalNumber(digits, count, to) : ASK;
}

/** Behind blanks, quotes and brackets in front. */
function behindOpening(at: usize, end: usize): usize {
  while (at < end && (isBlankSign(signAt(at)) || isQuote(signAt(at)) || signAt(at) === OPENING)) at++;
  return at;
}

/** Writes the digits, without the first trunk zero in brackets: '(0)'. */
function gather(from: usize, end: usize, to: usize): i32 {
  let count: i32 = 0;
  let isOther = false;
  let hasTrunk = false;
  for (let at = from; at < end; at++) {
    const sign = signAt(at);
    if (sign === OPENING && !hasTrunk) {
      const behind = behindBracketedZero(at, end);
      if (behind !== 0) {
        hasTrunk = true;
        at = behind - 1;
        continue;
      }
    }
    const isKept = isDigit(sign);
    store<u8>(to + count, sign);
    count += <i32>isKept;
    isOther = isOther || !(isKept || isBetween(sign));
  }
  return isOther ? OTHER_SIGN : count;
}

function behindBracketedZero(opening: usize, end: usize): usize {
  let at = opening + 1;
  while (at < end && isBlankSign(signAt(at))) at++;
  if (at === end || signAt(at) !== ZERO) return 0;
  at++;
  while (at < end && isBlankSign(signAt(at))) at++;
  return at < end && signAt(at) === CLOSING ? at + 1 : 0;
}

/** A blank or one of . - _ / \ ( ) [ ] ' " */
function isBetween(sign: u32): bool {
  if (isBlankSign(sign) || sign === POINT || sign === DASH || sign === SLASH) return true;
  return sign === UNDERSCORE || sign === OPENING || sign === CLOSING || (sign >= 91 && sign <= 93) || isQuote(sign);
}

function isQuote(sign: u32): bool {
  return sign === 34 || sign === 39;
}

function nationalNumber(digits: usize, count: i32, to: usize): i32 {
  const hasTrunk = signAt(digits) === ZERO;
  if (count === (hasTrunk ? 10 : 9)) return frenchNumber(hasTrunk ? digits + 1 : digits, to);
  if (count < 10 || hasTrunk) return UNREADABLE;
  if (load<u16>(digits) !== 0x3333) return ASK;
  return internationalNumber(digits, count, to);
}

function internationalNumber(digits: usize, count: i32, to: usize): i32 {
  if (count < 8 || count > MOST_DIGITS_ABROAD + 1 || signAt(digits) === ZERO) return UNREADABLE;
  if (load<u16>(digits) === 0x3333) {
    const prefix = signAt(digits + 2) === ZERO ? 3 : 2;
    return count - prefix === 9 ? frenchNumber(digits + prefix, to) : UNREADABLE;
  }
  const prefix = lengthBeforeTrunk(digits);
  const skipped = prefix === 0 ? 0 : 1;
  if (count - skipped > MOST_DIGITS_ABROAD) return UNREADABLE;
  store<u8>(to, PLUS);
  store<u64>(to + 1, load<u64>(digits));
  copySigns(digits + prefix + skipped, count - prefix - skipped, to + 1 + prefix);
  if (isOneDigitRepeated(to + 4, count - skipped - 3)) return UNREADABLE;
  return 1 + count - skipped;
}

/** Nine digits; overseas departments have country codes of their own. */
function frenchNumber(national: usize, to: usize): i32 {
  if (signAt(national) === ZERO || isOneDigitRepeated(national, 9)) return UNREADABLE;
  const overseas = overseasCode(national);
  const codeLength = overseas === 0 ? 2 : 3;
  store<u8>(to, PLUS);
  store<u32>(to + 1, overseas === 0 ? 0x3333 : overseas);
  const behind = to + 1 + codeLength;
  store<u64>(behind, load<u64>(national));
  store<u8>(behind + 8, signAt(national + 8));
  return codeLength + 10;
}
