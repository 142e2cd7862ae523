// What the one-block and the four-lane compression of BLAKE3 have in common.
// Source: BLAKE3 specification, section 2.2.

/** What one compression takes; a canonical form of so many bytes fits a lane. */
export const BLOCK_BYTES: i32 = 64;

/** Flag of the first block of a chunk. */
export const CHUNK_START: i32 = 1;
/** Flag of the last block of a chunk. */
export const CHUNK_END: i32 = 2;
/** Flag of a block that is two chaining values. */
export const PARENT: i32 = 4;
/** Flag of the compression that gives the digest. */
export const ROOT: i32 = 8;
/** Flag of every block of a keyed hash. */
export const KEYED_HASH: i32 = 16;

// The third row of every state: the first 32 bits behind the point of the square roots of primes.

/** Of the square root of 2. */
export const ROOT_OF_2: i32 = 0x6a09e667;
/** Of the square root of 3. */
export const ROOT_OF_3: i32 = 0xbb67ae85;
/** Of the square root of 5. */
export const ROOT_OF_5: i32 = 0x3c6ef372;
/** Of the square root of 7. */
export const ROOT_OF_7: i32 = 0xa54ff53a;

/** Which word of the message is mixed in when: 16 numbers a round, each round the last one permuted. */
export const SCHEDULE: usize = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8,
  3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1,
  10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6,
  12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4,
  9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7,
  11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13,
]);
/** Behind the last of the seven rounds. */
export const SCHEDULE_END: usize = SCHEDULE + 7 * 16;

/** Four additions of a mixing step at once. */
// @ts-ignore: decorator
@inline
export function mix(a: v128, b: v128, words: v128): v128 {
  return i32x4.add(i32x4.add(a, b), words);
}

/** a ^ b turned right by 16 bits in each lane: whole bytes, so one swizzle in place of three instructions. */
// @ts-ignore: decorator
@inline
export function turn16(a: v128, b: v128): v128 {
  return i8x16.swizzle(v128.xor(a, b), i8x16(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
}

/** a ^ b turned right by 12 bits in each lane. */
// @ts-ignore: decorator
@inline
export function turn12(a: v128, b: v128): v128 {
  const x = v128.xor(a, b);
  return v128.or(i32x4.shr_u(x, 12), i32x4.shl(x, 20));
}

/** a ^ b turned right by 8 bits in each lane: whole bytes, as above. */
// @ts-ignore: decorator
@inline
export function turn8(a: v128, b: v128): v128 {
  return i8x16.swizzle(v128.xor(a, b), i8x16(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12));
}

/** a ^ b turned right by 7 bits in each lane. */
// @ts-ignore: decorator
@inline
export function turn7(a: v128, b: v128): v128 {
  const x = v128.xor(a, b);
  return v128.or(i32x4.shr_u(x, 7), i32x4.shl(x, 25));
}
