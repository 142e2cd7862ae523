import { signAt } from './signs';

// Numbering plans, as fingerprints/fields/calling-codes.ts has them. Digits are compared as they are loaded: three of
// them in 24 bits, the first lowest.

/** Calling code of the overseas department that a French national number belongs to; 0 for all others. */
export function overseasCode(national: usize): u32 {
  const first = signAt(national);
  if (first !== 50 && first !== 53 && first !== 54) return 0;
  switch (valueOfThree(national)) {
    case 262:
    case 263:
    case 269:
    case 639:
    case 692:
    case 693:
      return 0x323632;
    case 590:
    case 690:
    case 691:
      return 0x303935;
    case 594:
    case 694:
      return 0x343935;
    case 596:
    case 696:
    case 697:
      return 0x363935;
    default:
      return 0;
  }
}

/** Digits of the calling code when a trunk zero follows that is no part of the number, else 0. */
export function lengthBeforeTrunk(digits: usize): i32 {
  if (signAt(digits + 2) === 48) return isTwoDigitPlan((signAt(digits) - 48) * 10 + signAt(digits + 1) - 48) ? 2 : 0;
  return signAt(digits + 3) === 48 && isThreeDigitPlan(valueOfThree(digits)) ? 3 : 0;
}

/** Belgium, Switzerland, Germany, United Kingdom, Netherlands; France is read by its own rules. */
function isTwoDigitPlan(code: u32): bool {
  return code === 32 || code === 41 || code === 49 || code === 44 || code === 31;
}

/** Ireland, Morocco, Algeria. */
function isThreeDigitPlan(code: u32): bool {
  return code === 353 || code === 212 || code === 213;
}

function valueOfThree(digits: usize): u32 {
  return (signAt(digits) - 48) * 100 + (signAt(digits + 1) - 48) * 10 + signAt(digits + 2) - 48;
}
