import { gatherDigits, hasLuhnDigit, isOneDigitRepeated, OTHER_SIGN } from './digits';
import { UNREADABLE } from './reading';
import { endOfText, refuse, skipBlanks } from './signs';

const SHORTEST: i32 = 9;
const LONGEST: i32 = 24;

/** Nine digits that end with their Luhn digit. */
export function canonicalSiren(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length < SHORTEST) return UNREADABLE;
  if (length > LONGEST) return refuse(from, length);
  const end = endOfText(from, from + length);
  const count = gatherDigits(skipBlanks(from, end), end, to);
  if (count === OTHER_SIGN) return refuse(from, length);
  return count === 9 && hasLuhnDigit(to, 9) && !isOneDigitRepeated(to, 9) ? 9 : UNREADABLE;
}
