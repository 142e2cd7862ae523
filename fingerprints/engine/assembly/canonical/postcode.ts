import { areDigits, isOneDigitRepeated, loadDigits } from './digits';
import { ASK, COUNTRY_FR, UNREADABLE } from './reading';
import {
  copySigns,
  countDigits,
  DASH,
  endOfText,
  endsInPointZero,
  isAscii,
  isBlankSign,
  isDigit,
  refuse,
  signAt,
  skipBlanks,
  upperSign,
} from './signs';

const LONGEST: i32 = 64;
const LONGEST_COMPACT: i32 = 12;
/** Where, in the room of the answer, the cell without other signs is put meanwhile. */
const COMPACT_AT: usize = 512;
const LINE_FEED: u32 = 10;
const CARRIAGE_RETURN: u32 = 13;
/** First byte of U+2028 and U+2029, which end lines too. */
const LEADS_LINE_END: u32 = 0xe2;

/** Five digits in France ('1000', 'F-75011', '75011 PARIS'); elsewhere letters and digits only. */
export function canonicalPostcode(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length > LONGEST) return refuse(from, length);
  const isFrench = (reading & COUNTRY_FR) !== 0;
  if (isFrench && length === 5 && areDigits(loadDigits(from) << 24)) return knownUnlessZeros(copySigns(from, 5, to), to);
  const end = endOfText(from, from + length);
  const first = skipBlanks(from, end);
  if (isFrench) {
    const answer = frenchPostcode(first, end, to);
    if (answer !== 0) return answer;
  }
  if (!isAscii(from, length)) return ASK;
  const digitCount = countDigits(from, length);
  if (digitCount === 0) return UNREADABLE;
  return foreignPostcode(first, end, to, isFrench);
}

/** 0 when it is none. Behind the digits anything may stand, the town most of all. */
function frenchPostcode(from: usize, end: usize, to: usize): i32 {
  let at = behindCountry(from, end);
  const start = at;
  while (at < end && isDigit(signAt(at))) at++;
  let count = <i32>(at - start);
  if (count === 2 && isBlankSign(signAt(at)) && countDigits(at + 1, 3) === 3 && at + 4 <= end) {
    store<u16>(to, load<u16>(start));
    store<u32>(to + 2, load<u32>(at + 1));
    at += 4;
    count = 5;
  } else if (count === 5) {
    store<u64>(to, load<u64>(start));
  } else if (count === 4) {
    store<u8>(to, 48);
    store<u32>(to + 1, load<u32>(start));
  } else return 0;
  if (at + 2 <= end && endsInPointZero(at + 2)) at += 2;
  if (at < end && !isBlankSign(signAt(at)) && signAt(at) !== DASH) return 0;
  for (; at < end; at++) {
    const sign = signAt(at);
    if (sign === LINE_FEED || sign === CARRIAGE_RETURN || sign === LEADS_LINE_END) return ASK;
  }
  return knownUnlessZeros(5, to);
}

function knownUnlessZeros(count: i32, at: usize): i32 {
  return isOneDigitRepeated(at, count) && signAt(at) === 48 ? UNREADABLE : count;
}

/** Behind 'F', 'FR' or 'FRANCE' and the blanks and dashes that follow; `from` when other letters stand there. */
function behindCountry(from: usize, end: usize): usize {
  let at = from;
  let letters: u64 = 0;
  while (at < end && at < from + 7 && (signAt(at) | 32) - 97 < 26) letters = (letters << 8) | (signAt(at++) | 32);
  if (letters !== 0 && letters !== 0x66 && letters !== 0x6672 && letters !== 0x6672616e6365) return from;
  while (at < end && (isBlankSign(signAt(at)) || signAt(at) === DASH)) at++;
  return at;
}

/** Digits and letters alone. Zeros may stand for nothing ('0000-00-00'): the reference knows. */
function foreignPostcode(from: usize, end: usize, to: usize, isFrench: bool): i32 {
  const compact = to + COMPACT_AT;
  const count = compactSigns(from, end, compact);
  if (isFrench) {
    const answer = frenchPostcode(compact, compact + count, to);
    if (answer !== 0) return answer;
  }
  if (count > LONGEST_COMPACT) return UNREADABLE;
  if (!hasDigitAboveZero(compact, count)) return ASK;
  return copySigns(compact, count, to);
}

function compactSigns(from: usize, end: usize, to: usize): i32 {
  let count: i32 = 0;
  for (let at = from; at < end; at++) {
    const upper = upperSign(signAt(at));
    store<u8>(to + count, upper);
    count += <i32>(isDigit(upper) || upper - 65 < 26);
  }
  return count;
}

function hasDigitAboveZero(from: usize, count: i32): bool {
  for (let at = 0; at < count; at++) {
    if (signAt(from + at) - 49 < 9) return true;
  }
  return false;
}
