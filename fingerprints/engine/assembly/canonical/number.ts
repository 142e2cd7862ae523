import { composeNumber } from './compose-number';
import { ASK, DECIMAL_COMMA, UNREADABLE } from './reading';
import {
  COMMA,
  copySigns,
  countDigits,
  DASH,
  isBlankSign,
  isDigit,
  PLUS,
  POINT,
  refuse,
  signAt,
  UNDERSCORE,
} from './signs';

const LONGEST: i32 = 60;
const MOST_PLAIN_DIGITS: i32 = 18;
/** Where, in the room of the answer, digits, commas and points are put meanwhile. */
const DIGITS_AT: usize = 512;
const DOLLAR: u32 = 36;
const PERCENT: u32 = 37;
const APOSTROPHE: u32 = 39;
const ZERO: u32 = 48;

/** Plain digits with '-' and '.'. Currency words, brackets and exponents are for the reference. */
export function canonicalNumber(from: usize, length: i32, to: usize, reading: u32): i32 {
  const digitCount = countDigits(from, length);
  if (digitCount === length && length <= MOST_PLAIN_DIGITS && signAt(from) !== ZERO) return copySigns(from, length, to);
  if (digitCount === 0) return UNREADABLE;
  if (length > LONGEST) return refuse(from, length);
  const end = from + length;
  let at = behindSignsAround(from, end, PLUS);
  const isMinusInFront = at < end && signAt(at) === DASH;
  if (isMinusInFront) at++;
  const parts = to + DIGITS_AT;
  let count: i32 = 0;
  while (at < end) {
    const sign = signAt(at);
    const isPart = isDigit(sign) || sign === COMMA || sign === POINT;
    const width: usize = isPart ? 1 : widthOfFiller(at);
    if (width === 0) break;
    store<u8>(parts + count, sign);
    count += <i32>isPart;
    at += width;
  }
  const isMinusBehind = at < end && signAt(at) === DASH && !isMinusInFront;
  if (isMinusBehind) at++;
  if (behindSignsAround(at, end, PERCENT) !== end) return ASK;
  return composeNumber(parts, count, isMinusInFront || isMinusBehind, (reading & DECIMAL_COMMA) !== 0, to);
}

/** Behind blanks, '$', '€' and one more sign that may stand around a number there. */
function behindSignsAround(at: usize, end: usize, other: u32): usize {
  while (at < end) {
    const sign = signAt(at);
    const isAround = isBlankSign(sign) || sign === DOLLAR || sign === other;
    const width: usize = isAround ? 1 : widthOfBlank(at) + widthOfEuro(at);
    if (width === 0) break;
    at += width;
  }
  return at;
}

/** Bytes of the blank, apostrophe or '_' at this place, which are dropped between digits; 0 for another sign. */
function widthOfFiller(at: usize): usize {
  const sign = signAt(at);
  return isBlankSign(sign) || sign === APOSTROPHE || sign === UNDERSCORE ? 1 : widthOfBlank(at);
}

/** Bytes of a no-break space (U+00A0, U+202F), between thousands in French; 0 for another sign. */
function widthOfBlank(at: usize): usize {
  if (load<u16>(at) === 0xa0c2) return 2;
  return (load<u32>(at) & 0xffffff) === 0xaf80e2 ? 3 : 0;
}

function widthOfEuro(at: usize): usize {
  return (load<u32>(at) & 0xffffff) === 0xac82e2 ? 3 : 0;
}
