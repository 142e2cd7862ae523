import { ASK, UNREADABLE } from './reading';
import { bitsOf, bitsWithin, digitLanes, lanesFrom, lanesOf } from './sign-bits';
import { isAscii, isBlankSign, signAt } from './signs';

const SHORTEST: i32 = 32;
const LONGEST: i32 = 60;
const DASHED_LENGTH: i32 = 36;
const DASHES: u64 = (1 << 8) | (1 << 13) | (1 << 18) | (1 << 23);
/** Where, in the room of the answer, the digits without dashes are put meanwhile. */
const BARE_AT: usize = 64;
const URN: i32 = 9;
const COLON: u32 = 58;
/** 'urn:uuid' as 64 bits are loaded, in lower case. */
const URN_WORD: u64 = 0x646975753a6e7275;
const LOWER_CASE: u64 = 0x2020202020202020;

/** Lower case with dashes. Braces, quotes and 'urn:uuid:' around are dropped; the nil UUID is UNREADABLE. */
export function canonicalUuid(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length < SHORTEST) return UNREADABLE;
  if (!isAscii(from, length)) return ASK;
  if (length > LONGEST) return UNREADABLE;
  const first = behindFrame(from, from + length);
  const count = <i32>(beforeFrame(first, from + length) - first);
  if (count === DASHED_LENGTH) return isHex(first, to, count, DASHES) && !isNil(to) ? count : UNREADABLE;
  const bare = to + BARE_AT;
  if (count !== SHORTEST || !isHex(first, bare, count, 0)) return UNREADABLE;
  return isNil(writeDashed(bare, to)) ? UNREADABLE : DASHED_LENGTH;
}

function behindFrame(at: usize, end: usize): usize {
  while (at < end) {
    if (isOpening(signAt(at))) at++;
    else if (isUrn(at, end)) at += URN;
    else break;
  }
  return at;
}

function beforeFrame(first: usize, end: usize): usize {
  while (end > first && isClosing(signAt(end - 1))) end--;
  return end;
}

/** A blank or one of {("' */
function isOpening(sign: u32): bool {
  return sign === 123 || sign === 40 || isQuote(sign) || isBlankSign(sign);
}

/** A blank or one of })"' */
function isClosing(sign: u32): bool {
  return sign === 125 || sign === 41 || isQuote(sign) || isBlankSign(sign);
}

function isQuote(sign: u32): bool {
  return sign === 34 || sign === 39;
}

function isUrn(at: usize, end: usize): bool {
  if (at + URN > end || signAt(at + 3) !== COLON || signAt(at + 8) !== COLON) return false;
  return (load<u64>(at) | LOWER_CASE) === URN_WORD;
}

/** Writes the lower case; whether dashes stand where the bits of `dashes` have them and hex digits elsewhere. */
function isHex(from: usize, to: usize, count: i32, dashes: u64): bool {
  let hexes: u64 = 0;
  let dashed: u64 = 0;
  for (let at = 0; at < count; at += 16) {
    const signs = v128.load(from + at);
    const lower = v128.or(signs, i8x16.splat(32));
    hexes |= bitsOf(v128.or(digitLanes(signs), lanesFrom(lower, 97, 6)), at);
    dashed |= bitsOf(lanesOf(signs, 45), at);
    v128.store(to + at, lower);
  }
  const within = bitsWithin(count);
  return (hexes & within) === (within & ~dashes) && (dashed & dashes) === dashes;
}

function writeDashed(bare: usize, to: usize): usize {
  store<u64>(to, load<u64>(bare));
  store<u8>(to + 8, 45);
  store<u32>(to + 9, load<u32>(bare + 8));
  store<u8>(to + 13, 45);
  store<u32>(to + 14, load<u32>(bare + 12));
  store<u8>(to + 18, 45);
  store<u32>(to + 19, load<u32>(bare + 16));
  store<u8>(to + 23, 45);
  store<u64>(to + 24, load<u64>(bare + 20));
  store<u32>(to + 32, load<u32>(bare + 28));
  return to;
}

/** Whether all of its digits are 0. Hardly ever looks further than the first. */
function isNil(from: usize): bool {
  for (let at = 0; at < DASHED_LENGTH; at++) {
    if (signAt(from + at) !== 48 && signAt(from + at) !== 45) return false;
  }
  return true;
}
