import { compactDate, dateOfParts, isoMonth, serialDay } from './date-parts';
import { loadDigits } from './digits';
import { dayBegun, isParisMidnight, isTime } from './date-time';
import { tenSignDigits, writePlainDay } from './plain-day';
import { ASK, COUNTRY_FR, MONTH_FIRST, UNREADABLE } from './reading';
import {
  BLANK,
  COMMA,
  countDigits,
  DASH,
  endOfText,
  isAscii,
  isDigit,
  POINT,
  refuse,
  signAt,
  skipBlanks,
  SLASH,
  UNDERSCORE,
} from './signs';

const LONGEST: i32 = 80;

/** ISO 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'. Months in words are for the reference. */
export function canonicalDate(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length > LONGEST) return refuse(from, length);
  const end = endOfText(from, from + length);
  const first = skipBlanks(from, end);
  if (first < end && isDigit(signAt(first))) return dateOf(first, end, to, reading);
  return countDigits(from, length) === 0 && isAscii(from, length) ? UNREADABLE : ASK;
}

/** A day of ten signs in the column's order that may be followed by a time, or of eight digits; 0 for others. */
function plainDay(first: usize, end: usize, to: usize, reading: u32): i32 {
  const length = <i32>(end - first);
  if (length === 8) return writePlainDay(loadDigits(first), to) ? 10 : 0;
  if (length < 10 || !writePlainDay(tenSignDigits(first, (reading & MONTH_FIRST) !== 0), to)) return 0;
  if (length === 10) return 10;
  if (!isTime(first + 10, end)) return 0;
  return (reading & COUNTRY_FR) !== 0 && isParisMidnight(first, end) ? dayBegun(first, to) : 10;
}

/** Digits alone, or numbers with gaps between; a time may follow. */
function dateOf(first: usize, end: usize, to: usize, reading: u32): i32 {
  const plain = plainDay(first, end, to, reading);
  if (plain !== 0) return plain;
  const aEnd = behindDigits(first, end);
  const aLength = <i32>(aEnd - first);
  if (aEnd === end) return compactDate(first, aLength, to, reading);
  if (aLength === 8 && isTime(aEnd, end)) return compactDate(first, aLength, to, reading);
  const b = behindGap(aEnd, end);
  const bEnd = behindDigits(b, end);
  if (aLength > 5 || b === aEnd || b === bEnd) return ASK;
  return bEnd === end
    ? twoNumbers(first, aEnd, b, end, to, reading)
    : threeNumbers(first, aEnd, b, bEnd, end, to, reading);
}

/** '43831.0' is a serial day; '1984-03' and '03/1984' are months. */
function twoNumbers(first: usize, aEnd: usize, b: usize, end: usize, to: usize, reading: u32): i32 {
  const aLength = <i32>(aEnd - first);
  const bLength = <i32>(end - b);
  const gap = signAt(aEnd);
  if (b !== aEnd + 1) return ASK;
  if (gap === POINT || gap === COMMA) return serialDay(first, aLength, to, reading);
  if (gap !== SLASH && gap !== DASH) return ASK;
  if (aLength === 4 && bLength <= 2) return isoMonth(first, b, bLength, to);
  return aLength <= 2 && bLength === 4 ? isoMonth(b, first, aLength, to) : UNREADABLE;
}

function threeNumbers(a: usize, aEnd: usize, b: usize, bEnd: usize, end: usize, to: usize, reading: u32): i32 {
  const aLength = <i32>(aEnd - a);
  const bLength = <i32>(bEnd - b);
  const c = behindGap(bEnd, end);
  const cEnd = behindDigits(c, end);
  const cLength = <i32>(cEnd - c);
  if (aLength > 4 || bLength > 2 || c === bEnd || cLength === 0 || cLength > 4) return ASK;
  if (cEnd !== end) {
    if (!isTime(cEnd, end)) return ASK;
    const isIso = aLength === 4 && b === a + 5 && bLength === 2 && c === a + 8 && cLength === 2;
    if (isIso && (reading & COUNTRY_FR) !== 0 && isParisMidnight(a, end)) return dayBegun(a, to);
  }
  return dateOfParts(a, aLength, b, bLength, c, cLength, to, reading);
}

function behindDigits(at: usize, end: usize): usize {
  while (at < end && isDigit(signAt(at))) at++;
  return at;
}

/** Behind spaces and one separator with spaces around it; `at` itself where nothing stands between. */
function behindGap(at: usize, end: usize): usize {
  while (at < end && signAt(at) === BLANK) at++;
  if (at === end || !isSeparator(signAt(at))) return at;
  at++;
  while (at < end && signAt(at) === BLANK) at++;
  return at;
}

function isSeparator(sign: u32): bool {
  return sign === SLASH || sign === DASH || sign === POINT || sign === COMMA || sign === UNDERSCORE;
}
