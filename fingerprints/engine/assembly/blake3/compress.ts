import { mix, ROOT_OF_2, ROOT_OF_3, ROOT_OF_5, ROOT_OF_7, SCHEDULE, SCHEDULE_END, turn12, turn16, turn7, turn8 } from './rounds';

/**
 * The compression function of BLAKE3 on one block, its state by rows of four words.
 * @param chaining 32 bytes: the key, or what the block before gave
 * @param block 64 bytes, zeros behind its `length`
 * @param to the new chaining value, 32 bytes; may be `chaining` or within `block`
 */
export function compress(chaining: usize, block: usize, length: i32, counter: i32, flags: i32, to: usize): void {
  let a = v128.load(chaining), b = v128.load(chaining, 16);
  let c = i32x4(ROOT_OF_2, ROOT_OF_3, ROOT_OF_5, ROOT_OF_7);
  // The counter's upper half stays 0: it counts chunks, of which 32-bit memory holds four million.
  let d = i32x4.replace_lane(i32x4.splat(0), 0, counter);
  d = i32x4.replace_lane(i32x4.replace_lane(d, 2, length), 3, flags);
  for (let round = SCHEDULE; round < SCHEDULE_END; round += 16) {
    a = mix(a, b, words(block, round)), d = turn16(d, a), c = i32x4.add(c, d), b = turn12(b, c);
    a = mix(a, b, words(block, round + 1)), d = turn8(d, a), c = i32x4.add(c, d), b = turn7(b, c);
    // Diagonals are columns of rows that are shifted against each other.
    b = v128.shuffle<i32>(b, b, 1, 2, 3, 0), c = v128.shuffle<i32>(c, c, 2, 3, 0, 1), d = v128.shuffle<i32>(d, d, 3, 0, 1, 2);
    a = mix(a, b, words(block, round + 8)), d = turn16(d, a), c = i32x4.add(c, d), b = turn12(b, c);
    a = mix(a, b, words(block, round + 9)), d = turn8(d, a), c = i32x4.add(c, d), b = turn7(b, c);
    b = v128.shuffle<i32>(b, b, 3, 0, 1, 2), c = v128.shuffle<i32>(c, c, 2, 3, 0, 1), d = v128.shuffle<i32>(d, d, 1, 2, 3, 0);
  }
  v128.store(to, v128.xor(a, c));
  v128.store(to, v128.xor(b, d), 16);
}

/** Every second word of eight in the schedule. */
// @ts-ignore: decorator
@inline
function words(block: usize, at: usize): v128 {
  let four = i32x4.splat(load<i32>(block + ((<usize>load<u8>(at)) << 2)));
  four = i32x4.replace_lane(four, 1, load<i32>(block + ((<usize>load<u8>(at, 2)) << 2)));
  four = i32x4.replace_lane(four, 2, load<i32>(block + ((<usize>load<u8>(at, 4)) << 2)));
  return i32x4.replace_lane(four, 3, load<i32>(block + ((<usize>load<u8>(at, 6)) << 2)));
}
