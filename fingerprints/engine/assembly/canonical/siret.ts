import { gatherDigits, hasLuhnDigit, isOneDigitRepeated, loadDigits, OTHER_SIGN, valueOfDigits } from './digits';
import { UNREADABLE } from './reading';
import { endOfText, refuse, signAt, skipBlanks } from './signs';

const SHORTEST: i32 = 14;
const LONGEST: i32 = 32;
/** SIREN of La Poste, 356 000 000, without its last zero. */
const LA_POSTE: u32 = 35600000;

/** Fourteen digits that end with their Luhn digit, or, for La Poste, add up to a multiple of 5. */
export function canonicalSiret(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length < SHORTEST) return UNREADABLE;
  if (length > LONGEST) return refuse(from, length);
  const end = endOfText(from, from + length);
  const count = gatherDigits(skipBlanks(from, end), end, to);
  if (count === OTHER_SIGN) return refuse(from, length);
  if (count !== 14 || isOneDigitRepeated(to, 14)) return UNREADABLE;
  return hasLuhnDigit(to, 14) || isOfLaPoste(to) ? 14 : UNREADABLE;
}

function isOfLaPoste(from: usize): bool {
  if (valueOfDigits(loadDigits(from)) !== LA_POSTE || signAt(from + 8) !== 48) return false;
  let sum: u32 = 0;
  for (let at = 0; at < 14; at++) sum += signAt(from + at) - 48;
  return sum % 5 === 0;
}
