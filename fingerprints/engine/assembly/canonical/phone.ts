import { areDigits, isOneDigitRepeated, loadDigits } from './digits';
import { lengthBeforeTrunk, overseasCode } from './phone-plan';
import { ASK, COUNTRY_FR, UNREADABLE } from './reading';
import { bitsOf, bitsWithin, copyRuns, digitLanes, groupingLanes, lanesFrom, lanesOf } from './sign-bits';
import { copySigns, countDigits, endsInPointZero, hasSign, isAscii, isBlankSign, isDigit, PLUS, signAt, SLASH, skipBlanks } from './signs';

const LONGEST: i32 = 64;
const FEWEST_DIGITS: i32 = 6;
const MOST_DIGITS: i32 = 17;
/** E.164: at most 15 digits with the country code. */
const MOST_DIGITS_ABROAD: i32 = 15;
const OTHER_SIGN: i32 = -1;
/** Where, in the room of the answer, the digits are put meanwhile. */
const DIGITS_AT: usize = 512;
const OPENING: i8 = 40;
const CLOSING: u32 = 41;
const ZERO: u32 = 48;
/** Where the gaps and the digits of '06 12 34 56 78' are. */
const PAIR_GAPS: i32 = 0b1001_0010_0100;
const PAIRS: v128 = i8x16(0, 1, 3, 4, 6, 7, 9, 10, 12, 13, 2, 5, 8, 11, 14, 15);

/** E.164 ('+33612345678'). Labels, extensions and several numbers in a cell are for the reference. */
export function canonicalPhone(from: usize, length: i32, to: usize, reading: u32): i32 {
  const national = plainNational(from, length, to + DIGITS_AT, (reading & COUNTRY_FR) !== 0);
  if (national !== 0) return frenchNumber(national, to);
  if (length > LONGEST) return isAscii(from, length) ? UNREADABLE : askIfDigits(from, length);
  const answer = numberIn(from, length, to, reading);
  if (answer === ASK) return askIfDigits(from, length);
  return answer === UNREADABLE && hasSign(from, length, SLASH) ? askIfDigits(from, length) : answer;
}

/** Without six digits there is no number, whatever else stands there. */
function askIfDigits(from: usize, length: i32): i32 {
  return countDigits(from, length) < FEWEST_DIGITS ? UNREADABLE : ASK;
}

/** The nine digits of the spellings nearly all French numbers have, else 0: 0612345678, 06 12 …, +336…, 00336… */
function plainNational(from: usize, length: i32, room: usize, isFrench: bool): usize {
  let at: usize = 0;
  if (length === 10 && isFrench) at = behindTrunkZero(from);
  else if (length === 14 && isFrench) at = behindTrunkZero(withoutPairGaps(from, room));
  else if (length === 13 && load<u32>(from) === 0x33333030) at = from + 4;
  else if (length === 12 && (load<u32>(from) & 0xffffff) === 0x33332b) at = from + 3;
  return at !== 0 && areDigits(loadDigits(at)) && isDigit(signAt(at + 8)) ? at : 0;
}

function behindTrunkZero(at: usize): usize {
  return at !== 0 && signAt(at) === ZERO && signAt(at + 1) !== ZERO ? at + 1 : 0;
}

/** The ten signs of '06 12 34 56 78', put into the room; 0 without a blank, dot or dash behind each pair. */
function withoutPairGaps(from: usize, room: usize): usize {
  const signs = v128.load(from);
  const gaps = i8x16.bitmask(v128.or(lanesOf(signs, 32), lanesFrom(signs, 45, 2)));
  if ((gaps & PAIR_GAPS) !== PAIR_GAPS) return 0;
  v128.store(room, i8x16.swizzle(signs, PAIRS));
  return room;
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

/** Writes the digits of at most 64 signs, without the first trunk zero in brackets: '(0)'. */
function gather(from: usize, end: usize, to: usize): i32 {
  const length = <i32>(end - from);
  if (length === 0) return 0;
  let digits: u64 = 0;
  let known: u64 = 0;
  let openings: u64 = 0;
  for (let at = 0; at < length; at += 16) {
    const signs = v128.load(from + at);
    const isDigitLane = digitLanes(signs);
    digits |= bitsOf(isDigitLane, at);
    known |= bitsOf(v128.or(isDigitLane, betweenLanes(signs)), at);
    openings |= bitsOf(lanesOf(signs, OPENING), at);
  }
  const within = bitsWithin(length);
  if ((known & within) !== within) return OTHER_SIGN;
  return copyRuns(from, (digits & within) ^ trunkZero(from, end, openings & within), to);
}

/** Bit of the first zero that stands alone in brackets, or none. */
function trunkZero(from: usize, end: usize, openings: u64): u64 {
  for (; openings !== 0; openings &= openings - 1) {
    const zero = skipBlanks(from + <usize>ctz(openings) + 1, end);
    const behind = skipBlanks(zero + 1, end);
    if (behind < end && signAt(zero) === ZERO && signAt(behind) === CLOSING) return <u64>1 << <u64>(zero - from);
  }
  return 0;
}

/** Lanes of ASCII blanks and . - _ / \ ( ) [ ] ' " */
function betweenLanes(signs: v128): v128 {
  const brackets = v128.or(lanesFrom(signs, 39, 3), lanesFrom(signs, 91, 3));
  return v128.or(v128.or(groupingLanes(signs), brackets), v128.or(lanesOf(signs, 47), lanesOf(signs, 34)));
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
