import { UNREADABLE } from './reading';
import { COMMA, DASH, isDigit, POINT, signAt } from './signs';

const ZERO: u32 = 48;
const NO_NUMBER: i32 = -1;

/** Writes the number that digits, commas and points make; UNREADABLE when they make none ('192.168.1.1'). */
export function composeNumber(from: usize, count: i32, isNegative: bool, hasDecimalComma: bool, to: usize): i32 {
  if (count === 0 || (!isDigit(signAt(from)) && !isBareFraction(from, count))) return UNREADABLE;
  const decimalAt = decimalPosition(from, count, hasDecimalComma ? COMMA : POINT);
  if (decimalAt === NO_NUMBER) return UNREADABLE;
  let at = to;
  if (isNegative) store<u8>(at++, DASH);
  const start = at;
  at = writeWhole(from, decimalAt, at);
  const hasWhole = at !== start;
  const last = lastAboveZero(from, decimalAt, count);
  if (last === decimalAt) {
    if (hasWhole) return <i32>(at - to);
    store<u8>(to, ZERO);
    return 1;
  }
  if (!hasWhole) store<u8>(at++, ZERO);
  store<u8>(at++, POINT);
  for (let index = decimalAt + 1; index <= last; index++) store<u8>(at++, signAt(from + index));
  // Three digits get a fourth: the point is never read as a thousands separator.
  if (last - decimalAt === 3) store<u8>(at++, ZERO);
  return <i32>(at - to);
}

/** ',5': a sign, then digits alone. */
function isBareFraction(from: usize, count: i32): bool {
  for (let at = 1; at < count; at++) {
    if (!isDigit(signAt(from + at))) return false;
  }
  return count > 1;
}

/** The digits before the decimal sign, without separators and zeros in front; gives the place behind. */
function writeWhole(from: usize, count: i32, to: usize): usize {
  let at = to;
  for (let index = 0; index < count; index++) {
    const sign = signAt(from + index);
    if (isDigit(sign) && (sign !== ZERO || at !== to)) store<u8>(at++, sign);
  }
  return at;
}

/** Index of the last digit of the fraction that is not 0, or `decimalAt`. */
function lastAboveZero(from: usize, decimalAt: i32, count: i32): i32 {
  let last = count - 1;
  while (last > decimalAt && signAt(from + last) === ZERO) last--;
  return last > decimalAt ? last : decimalAt;
}

/** Index of the decimal sign, `count` where there is none. The column's sign decides only what the digits leave open. */
function decimalPosition(from: usize, count: i32, decimalSign: u32): i32 {
  let last: i32 = -1;
  let separators: i32 = 0;
  let points: i32 = 0;
  for (let at = 0; at < count; at++) {
    const sign = signAt(from + at);
    if (isDigit(sign)) continue;
    last = at;
    separators++;
    points += i32(sign === POINT);
  }
  if (separators === 0) return count;
  if (points !== 0 && points !== separators) return last;
  const hasGroups = areThreeDigitGroups(from, count, separators);
  if (separators > 1) return hasGroups ? count : NO_NUMBER;
  if (!hasGroups) return last;
  return signAt(from + last) === decimalSign || signAt(from) === ZERO ? last : count;
}

/** One to three digits, then groups of a separator and three digits. */
function areThreeDigitGroups(from: usize, count: i32, separators: i32): bool {
  const head = count - separators * 4;
  if (head < 1 || head > 3) return false;
  for (let at = head; at < count; at += 4) {
    if (isDigit(signAt(from + at))) return false;
  }
  return true;
}
