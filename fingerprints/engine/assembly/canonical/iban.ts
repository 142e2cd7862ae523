import { areDigits, gatherAlphanumerics, loadDigits, modulo97, OTHER_SIGN, valueOfDigits } from './digits';
import { UNREADABLE } from './reading';
import { isBlankSign, isDigit, POINT, refuse, signAt, skipBlanks } from './signs';

const SHORTEST: i32 = 15;
const LONGEST: i32 = 64;
const MOST_SIGNS: i32 = 34;
const COLON: u32 = 58;
/** 'iban' as 32 bits are loaded. */
const LABEL: u32 = 0x6e616269;
const LOWER_CASE: u32 = 0x20202020;

/** Upper case without blanks whose check digits and length hold. */
export function canonicalIban(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length < SHORTEST) return UNREADABLE;
  if (length > LONGEST) return refuse(from, length);
  const end = from + length;
  const count = gatherAlphanumerics(behindLabel(from, end), end, to);
  if (count === OTHER_SIGN) return refuse(from, length);
  if (count < SHORTEST || count > MOST_SIGNS || isDigit(signAt(to)) || isDigit(signAt(to + 1))) return UNREADABLE;
  if (!isDigit(signAt(to + 2)) || !isDigit(signAt(to + 3))) return UNREADABLE;
  const known = lengthIn((signAt(to) << 8) | signAt(to + 1));
  return (known === 0 || known === count) && remainder(to, count) === 1 ? count : UNREADABLE;
}

function behindLabel(from: usize, end: usize): usize {
  const at = skipBlanks(from, end);
  const isLabel = at + 4 <= end && (load<u32>(at) | LOWER_CASE) === LABEL;
  if (!isLabel) return from;
  let behind = at + 4;
  while (behind < end && isPunctuation(signAt(behind))) behind++;
  return behind;
}

function isPunctuation(sign: u32): bool {
  return sign === COLON || sign === POINT || isBlankSign(sign);
}

/** Modulo 97, the first four signs moved behind, A = 10 to Z = 35 (ISO 13616). Seven digits more fit 31 bits. */
function remainder(from: usize, count: i32): u32 {
  let rest: u32 = 0;
  let at = from + 4;
  const end = from + count;
  while (at < end) {
    const seven = loadDigits(at) << 8;
    if (at + 7 <= end && areDigits(seven)) {
      rest = modulo97(rest * 10000000 + valueOfDigits(seven));
      at += 7;
    } else rest = withSign(rest, signAt(at++));
  }
  for (at = from; at < from + 4; at++) rest = withSign(rest, signAt(at));
  return rest;
}

function withSign(rest: u32, sign: u32): u32 {
  return modulo97(isDigit(sign) ? rest * 10 + sign - 48 : rest * 100 + sign - 55);
}

/** Signs of an IBAN of the country, whose two letters are given, first one high; 0 where not known. See fields/iban.ts. */
function lengthIn(country: u32): i32 {
  switch (country) {
    case 0x4652: // FR
    case 0x4954: // IT
    case 0x4d43: // MC
      return 27;
    case 0x4e4f: // NO
      return 15;
    case 0x4245: // BE
      return 16;
    case 0x444b: // DK
    case 0x4649: // FI
    case 0x4e4c: // NL
      return 18;
    case 0x4154: // AT
    case 0x4c55: // LU
      return 20;
    case 0x4348: // CH
      return 21;
    case 0x4445: // DE
    case 0x4742: // GB
    case 0x4945: // IE
      return 22;
    case 0x4144: // AD
    case 0x4553: // ES
    case 0x5345: // SE
    case 0x544e: // TN
      return 24;
    case 0x5054: // PT
      return 25;
    case 0x4d41: // MA
    case 0x504c: // PL
      return 28;
    default:
      return 0;
  }
}
