// Words as numbers: up to 8 letters in one u64, the first letter lowest, as they stand in memory. `word(R, U, E)` is a
// constant when it is compiled, so that a table of words is a row of comparisons.

/** The letters. */
export const A: u64 = 65;
export const B: u64 = 66;
export const C: u64 = 67;
export const D: u64 = 68;
export const E: u64 = 69;
export const F: u64 = 70;
export const G: u64 = 71;
export const H: u64 = 72;
export const I: u64 = 73;
export const J: u64 = 74;
export const K: u64 = 75;
export const L: u64 = 76;
export const M: u64 = 77;
export const N: u64 = 78;
export const O: u64 = 79;
export const P: u64 = 80;
export const Q: u64 = 81;
export const R: u64 = 82;
export const S: u64 = 83;
export const T: u64 = 84;
export const U: u64 = 85;
export const V: u64 = 86;
export const W: u64 = 87;
export const X: u64 = 88;
export const Y: u64 = 89;
export const Z: u64 = 90;

/** Up to 8 letters as one number. */
// @ts-ignore: decorator
@inline
export function word(
  a: u64,
  b: u64 = 0,
  c: u64 = 0,
  d: u64 = 0,
  e: u64 = 0,
  f: u64 = 0,
  g: u64 = 0,
  h: u64 = 0,
): u64 {
  return a | (b << 8) | (c << 16) | (d << 24) | (e << 32) | (f << 40) | (g << 48) | (h << 56);
}

/** The first 8 letters of the `length` at `from`, as `word` packs them. Reads 8 bytes. */
// @ts-ignore: decorator
@inline
export function packed(from: usize, length: i32): u64 {
  return load<u64>(from) & maskOf(select<i32>(length, 8, length < 8));
}

/** The letters after the eighth; 0 where there are none. Reads 16 bytes. */
// @ts-ignore: decorator
@inline
export function packedRest(from: usize, length: i32): u64 {
  const left = select<i32>(length - 8, 0, length > 8);
  return load<u64>(from, 8) & maskOf(select<i32>(left, 8, left < 8));
}

/** All bits of 0 to 8 bytes. Shifted twice: by 64 at once would be by nothing. No branches: lengths are never foreseen. */
// @ts-ignore: decorator
@inline
function maskOf(bytes: i32): u64 {
  const half = <u64>bytes << 2;
  return ~((~(<u64>0) << half) << half);
}

/** Where the first four letters are one of these four beginnings: several lists are asked at once, without a branch. */
// @ts-ignore: decorator
@inline
export function beginsAs(four: v128, a: u64, b: u64, c: u64, d: u64): v128 {
  return i32x4.eq(four, i32x4(<i32>a, <i32>b, <i32>c, <i32>d));
}

/** Number of letters in a packed word. */
// @ts-ignore: decorator
@inline
export function letterCount(letters: u64): i32 {
  return 8 - (<i32>clz(letters) >> 3);
}

/** Whether the byte is A to Z. */
// @ts-ignore: decorator
@inline
export function isLetter(byte: i32): bool {
  return <u32>(byte - 65) < 26;
}

/** Whether the byte is 0 to 9. */
// @ts-ignore: decorator
@inline
export function isDigit(byte: i32): bool {
  return <u32>(byte - 48) < 10;
}

/** Whether the byte is white space in JavaScript: tab to carriage return, or a blank. */
// @ts-ignore: decorator
@inline
export function isBlankSign(byte: i32): bool {
  return byte === 32 || <u32>(byte - 9) < 5;
}
