import { isRealDate, writeIsoDate, writeNextDay } from './calendar-date';
import { valueOf } from './date-parts';
import { BLANK, DASH, isAscii, isDigit, POINT, signAt } from './signs';

const COLON: u32 = 58;
const LINE_FEED: u32 = 10;
const CARRIAGE_RETURN: u32 = 13;
/** Letters in lower case. */
const LETTER_T: u32 = 116;
const LETTER_Z: u32 = 122;
const LOWER_CASE: u32 = 32;

/** Whether 'T12:30' or ' 12:30' follows, and whatever stands behind it on the line. */
export function isTime(at: usize, end: usize): bool {
  if ((signAt(at) | LOWER_CASE) === LETTER_T) at++;
  else if (signAt(at) === BLANK) while (signAt(at) === BLANK) at++;
  else return false;
  if (!isDigit(signAt(at++))) return false;
  if (isDigit(signAt(at))) at++;
  if (signAt(at) !== COLON || !isDigit(signAt(at + 1)) || !isDigit(signAt(at + 2))) return false;
  const behind = at + 3;
  if (behind > end || (behind < end && isDigit(signAt(behind)))) return false;
  return isAscii(behind, <i32>(end - behind)) && isOneLine(behind, end);
}

/** Whether 22 or 23 h sharp in universal time stands behind the ten signs of an ISO date. */
export function isParisMidnight(date: usize, end: usize): bool {
  const hour = date + 11;
  if (signAt(date + 4) !== DASH || signAt(date + 7) !== DASH || signAt(hour) !== 50) return false;
  if (signAt(hour + 1) - 50 > 1 || load<u32>(hour + 2) !== 0x3a30303a || load<u16>(hour + 6) !== 0x3030) return false;
  let at = hour + 8;
  if (at < end && signAt(at) === POINT) {
    const fraction = ++at;
    while (at < end && signAt(at) === 48) at++;
    if (at === fraction) return false;
  }
  return isUniversalTime(at, end);
}

/** Writes the day after the ten signs of an ISO date, which begins in Paris. */
export function dayBegun(date: usize, to: usize): i32 {
  const year = valueOf(date, 4);
  const month = valueOf(date + 5, 2);
  const day = valueOf(date + 8, 2);
  return isRealDate(year, month, day) ? writeNextDay(year, month, day, to) : writeIsoDate(year, month, day, to);
}

/** 'Z', '+00:00' or '+0000'. */
function isUniversalTime(at: usize, end: usize): bool {
  const length = end - at;
  if (length === 1) return (signAt(at) | LOWER_CASE) === LETTER_Z;
  if (load<u32>(at) << 8 !== 0x30302b00) return false;
  if (length === 5) return load<u16>(at + 3) === 0x3030;
  return length === 6 && signAt(at + 3) === COLON && load<u16>(at + 4) === 0x3030;
}

function isOneLine(at: usize, end: usize): bool {
  for (; at < end; at++) {
    if (signAt(at) === LINE_FEED || signAt(at) === CARRIAGE_RETURN) return false;
  }
  return true;
}
