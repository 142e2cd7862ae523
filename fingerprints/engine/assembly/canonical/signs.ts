import { ASK, LONGEST_CELL, UNREADABLE } from './reading';

// Signs of a cell as the canonical forms of numbers look at them: bytes, of which only ASCII is known here.

/** Signs that stand between digits and words. */
export const BLANK: u32 = 32;
export const PLUS: u32 = 43;
export const COMMA: u32 = 44;
export const DASH: u32 = 45;
export const POINT: u32 = 46;
export const SLASH: u32 = 47;
export const UNDERSCORE: u32 = 95;
/** '.0', the tail that data frames give to whole numbers, as 16 bits are loaded. */
const POINT_ZERO: u32 = 0x302e;

/** The sign at an address. */
export function signAt(at: usize): u32 {
  return load<u8>(at);
}

/** Whether it is an ASCII digit. */
export function isDigit(sign: u32): bool {
  return sign - 48 < 10;
}

/** Upper case of an ASCII letter; others as they are. */
export function upperSign(sign: u32): u32 {
  return sign - (u32(sign - 97 < 26) << 5);
}

/** What \s is in ASCII. */
export function isBlankSign(sign: u32): bool {
  return sign === BLANK || sign - 9 < 5;
}

/** First sign that is no ASCII blank, or `end`. */
export function skipBlanks(from: usize, end: usize): usize {
  while (from < end && isBlankSign(signAt(from))) from++;
  return from;
}

/** Where the text ends, without the ASCII blanks behind it. */
export function endOfText(from: usize, end: usize): usize {
  while (end > from && isBlankSign(signAt(end - 1))) end--;
  return end;
}

/** Whether the two signs before `end` are '.0'. */
export function endsInPointZero(end: usize): bool {
  return <u32>load<u16>(end - 2) === POINT_ZERO;
}

/** Whether no byte is above ASCII. Reads up to 15 bytes more, as all that looks at 16 signs at once. */
export function isAscii(from: usize, length: i32): bool {
  let others = 0;
  for (let at = 0; at < length; at += 16) {
    others |= i8x16.bitmask(v128.load(from + at)) & lanesWithin(length - at);
  }
  return others === 0;
}

/** The answer for a cell whose ASCII signs cannot be read: other scripts have blanks, dashes and digits of their own. */
export function refuse(from: usize, length: i32): i32 {
  return isAscii(from, length) ? UNREADABLE : ASK;
}

/** How many ASCII digits there are. */
export function countDigits(from: usize, length: i32): i32 {
  let count = 0;
  for (let at = 0; at < length; at += 16) {
    const offset = i8x16.sub(v128.load(from + at), i8x16.splat(48));
    const digits = i8x16.bitmask(i8x16.lt_u(offset, i8x16.splat(10)));
    count += popcnt(digits & lanesWithin(length - at));
  }
  return count;
}

/** Whether the sign is among them. */
export function hasSign(from: usize, length: i32, sign: u32): bool {
  let found = 0;
  for (let at = 0; at < length; at += 16) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(from + at), i8x16.splat(<i8>sign)));
    found |= same & lanesWithin(length - at);
  }
  return found !== 0;
}

/** Writes up to 15 bytes more than the length: every room has them. Gives the length. */
export function copySigns(from: usize, length: i32, to: usize): i32 {
  assert(length >= 0 && length <= LONGEST_CELL);
  for (let at = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
  return length;
}

/** The lanes, of the 16 just loaded, that belong to the cell. */
function lanesWithin(rest: i32): i32 {
  return rest >= 16 ? 0xffff : (1 << rest) - 1;
}
