// Up to 64 signs at once, one bit a sign, the first sign lowest. Lanes are what SIMD compares: all bits where true.
// Functions of lanes are inlined, because lanes cannot leave the kernel.

/** Longest text whose signs have a bit each. */
export const MOST_SIGNS: i32 = 64;

/** Bits of the text itself; `length` 1 to 64. */
export function bitsWithin(length: i32): u64 {
  assert(length > 0 && length <= MOST_SIGNS);
  return <u64>-1 >> <u64>(64 - length);
}

/** Bits of the 16 lanes loaded `at` signs behind the first. */
// @ts-ignore: decorator
@inline
export function bitsOf(lanes: v128, at: i32): u64 {
  return <u64>(<u32>i8x16.bitmask(lanes)) << <u64>at;
}

/** Lanes of one sign. */
// @ts-ignore: decorator
@inline
export function lanesOf(signs: v128, sign: i8): v128 {
  return i8x16.eq(signs, i8x16.splat(sign));
}

/** Lanes of the `count` signs from `first` on. */
// @ts-ignore: decorator
@inline
export function lanesFrom(signs: v128, first: i8, count: i8): v128 {
  return i8x16.lt_u(i8x16.sub(signs, i8x16.splat(first)), i8x16.splat(count));
}

/** Lanes of digits. */
// @ts-ignore: decorator
@inline
export function digitLanes(signs: v128): v128 {
  return lanesFrom(signs, 48, 10);
}

/** Lanes of ASCII blanks, dashes, points and '_'. */
// @ts-ignore: decorator
@inline
export function groupingLanes(signs: v128): v128 {
  const blanks = v128.or(lanesOf(signs, 32), lanesFrom(signs, 9, 5));
  return v128.or(blanks, v128.or(lanesFrom(signs, 45, 2), lanesOf(signs, 95)));
}

/** The signs with ASCII letters in upper case. */
// @ts-ignore: decorator
@inline
export function upperLanes(signs: v128): v128 {
  return v128.xor(signs, v128.and(lanesFrom(signs, 97, 26), i8x16.splat(32)));
}

/** Writes the signs whose bits are set, run by run, and up to 15 bytes more. Gives how many. */
export function copyRuns(from: usize, bits: u64, to: usize): i32 {
  let count: i32 = 0;
  while (bits !== 0) {
    const start = ctz(bits);
    const length = <i32>ctz(~(bits >> start));
    for (let at = 0; at < length; at += 16) v128.store(to + count + at, v128.load(from + <usize>start + at));
    count += length;
    // The carry of the lowest bit runs through its run, and leaves the others.
    bits &= bits + (<u64>1 << start);
  }
  return count;
}
