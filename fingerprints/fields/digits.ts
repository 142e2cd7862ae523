const ONLY_DIGITS = /^[0-9]+$/;
/** What people put between groups of digits: blanks of every kind, dots, dashes. */
const GROUPING = /[\s.\-_\u2010-\u2015\u2212]+/g;
/** A spreadsheet or data frame that made a number of the digits: '612345678.0'. */
const FLOAT_TAIL = /^(\d+)\.0$/;

/**
 * The digits of a cell without blanks, dots and dashes between them; '' when anything else stands there.
 * The '.0' that data frames add to whole numbers is dropped.
 */
export function digitsOf(cell: string): string {
  if (ONLY_DIGITS.test(cell)) return cell;
  const float = FLOAT_TAIL.exec(cell);
  if (float !== null) return float[1];
  const digits = cell.replace(GROUPING, '');
  return ONLY_DIGITS.test(digits) ? digits : '';
}

/** Whether the digits end with their Luhn check digit (ISO/IEC 7812-1). Expects digits only. */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at--, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(at) - 48;
    const weighed = isDoubled ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** The number modulo 97, for numbers of any length; A = 10 … Z = 35 as ISO 7064 has it. Expects [0-9A-Z] only. */
export function modulo97(signs: string): number {
  let rest = 0;
  for (let at = 0; at < signs.length; at++) {
    const code = signs.charCodeAt(at);
    rest = code < 58 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest;
}

/** Whether one digit is repeated throughout: '0000000000', '999999999'. True for ''. */
export function isOneDigitRepeated(digits: string): boolean {
  for (let at = 1; at < digits.length; at++) {
    if (digits.charCodeAt(at) !== digits.charCodeAt(0)) return false;
  }
  return true;
}
