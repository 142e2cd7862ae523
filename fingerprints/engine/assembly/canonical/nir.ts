import { areDigits, gatherAlphanumerics, loadDigits, modulo97, OTHER_SIGN, valueOfDigits } from './digits';
import { UNREADABLE } from './reading';
import { copySigns, countDigits, endsInPointZero, refuse, signAt } from './signs';

const LONGEST: i32 = 48;
/** Sexes and kinds of number: 1 to 4, 7, 8. */
const FIRST_DIGITS: u32 = 0b1_1001_1110;
const LETTER_A: u32 = 65;

/** 15 signs; 2A and 2B stay letters, a key that is not there is computed, a wrong one is UNREADABLE. */
export function canonicalNir(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length < 13) return UNREADABLE;
  if (length > LONGEST) return refuse(from, length);
  const count = gather(from, length, to);
  if (count === OTHER_SIGN) return refuse(from, length);
  if (count !== 13 && count !== 15) return UNREADABLE;
  const body = bodyOf(to);
  if (body === 0) return UNREADABLE;
  const key = 97 - modulo97(body);
  const keySigns = (48 + key / 10) | ((48 + (key % 10)) << 8);
  if (count === 15) return <u32>load<u16>(to + 13) === keySigns ? 15 : UNREADABLE;
  store<u16>(to + 13, keySigns);
  return 15;
}

function gather(from: usize, length: i32, to: usize): i32 {
  const digitCount = countDigits(from, length);
  if (digitCount === length) return copySigns(from, length, to);
  const isFloat = digitCount === length - 1 && (length === 15 || length === 17) && endsInPointZero(from + length);
  return isFloat ? copySigns(from, length - 2, to) : gatherAlphanumerics(from, from + length, to);
}

/**
 * A number that is the first 13 signs modulo 97, 2A read as 19 and 2B as 18; 0 when they have not the shape of a body.
 * 100,000,000 is 81 modulo 97, so that 31 bits suffice.
 */
function bodyOf(at: usize): u32 {
  const department = load<u16>(at + 5);
  const letter = signAt(at + 6) - LETTER_A;
  const isCorsican = signAt(at + 5) === 50 && letter < 2;
  if (isCorsican) store<u16>(at + 5, 0x3931 - (<u32>letter << 8));
  const head = loadDigits(at);
  const tail = loadDigits(at + 5);
  if (isCorsican) store<u16>(at + 5, department);
  if (!areDigits(head) || !areDigits(tail)) return 0;
  const month = (signAt(at + 3) - 48) * 10 + signAt(at + 4) - 48;
  const isFirst = (FIRST_DIGITS >> (signAt(at) - 48)) & 1;
  if (!isFirst || month === 0 || (month > 12 && month < 20)) return 0;
  return valueOfDigits(head << 24) * 81 + valueOfDigits(tail);
}
