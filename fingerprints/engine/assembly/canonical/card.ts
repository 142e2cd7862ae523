import { gatherDigits, hasLuhnDigit, isOneDigitRepeated, OTHER_SIGN } from './digits';
import { UNREADABLE } from './reading';
import { endOfText, refuse, signAt, skipBlanks } from './signs';

const SHORTEST: i32 = 13;
const LONGEST: i32 = 40;
const MOST_DIGITS: i32 = 19;

/** 13 to 19 digits, the first 2 to 6, that end with their Luhn digit. */
export function canonicalCard(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length < SHORTEST) return UNREADABLE;
  if (length > LONGEST) return refuse(from, length);
  const end = endOfText(from, from + length);
  const count = gatherDigits(skipBlanks(from, end), end, to);
  if (count === OTHER_SIGN) return refuse(from, length);
  if (count < SHORTEST || count > MOST_DIGITS || signAt(to) - 50 > 4) return UNREADABLE;
  return hasLuhnDigit(to, count) && !isOneDigitRepeated(to, count) ? count : UNREADABLE;
}
