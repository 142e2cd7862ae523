import { CANONICAL_ROOM } from '../canonical/reading';
import {
  BLOCK_BYTES,
  CHUNK_END,
  CHUNK_START,
  KEYED_HASH,
  mix,
  ROOT,
  ROOT_OF_2,
  ROOT_OF_3,
  ROOT_OF_5,
  ROOT_OF_7,
  SCHEDULE,
  SCHEDULE_END,
  turn12,
  turn16,
  turn7,
  turn8,
} from './rounds';

/** From one message to the next: canonical forms are written straight into the lanes. */
export const LANE_BYTES: usize = <usize>CANONICAL_ROOM;
/** Where the lengths of the four messages stand, each a u32 from 0 to 64. */
export const LANE_LENGTHS: usize = 4 * LANE_BYTES;
/** The words of the four messages side by side: the first words, the second words, ... */
const LANE_WORDS: usize = LANE_LENGTHS + 16;
/** Room of the lanes in all. */
export const LANES_ROOM: usize = LANE_WORDS + 16 * 16;

/** See LANES_ROOM, for TypeScript. */
export function lanesRoom(): i32 {
  return <i32>LANES_ROOM;
}

/**
 * Keyed BLAKE3 of four messages of one block at once, one in each 32-bit lane.
 * @param key 32 bytes
 * @param lanes room of LANES_ROOM: four messages LANE_BYTES apart, each followed by zeros up to its 64th byte, and
 * their lengths at LANE_LENGTHS
 * @param digests the first 8 bytes of each digest, 32 bytes in all
 */
export function keyedHash4(key: usize, lanes: usize, digests: usize): void {
  const words = lanes + LANE_WORDS;
  for (let from: usize = 0; from < <usize>BLOCK_BYTES; from += 16) layWords(lanes + from, words + 4 * from);
  // The state: four rows of four words. Each variable holds one word of all four messages.
  let a0 = v128.load_splat<u32>(key, 0), a1 = v128.load_splat<u32>(key, 4);
  let a2 = v128.load_splat<u32>(key, 8), a3 = v128.load_splat<u32>(key, 12);
  let b0 = v128.load_splat<u32>(key, 16), b1 = v128.load_splat<u32>(key, 20);
  let b2 = v128.load_splat<u32>(key, 24), b3 = v128.load_splat<u32>(key, 28);
  let c0 = i32x4.splat(ROOT_OF_2), c1 = i32x4.splat(ROOT_OF_3);
  let c2 = i32x4.splat(ROOT_OF_5), c3 = i32x4.splat(ROOT_OF_7);
  let d0 = i32x4.splat(0), d1 = i32x4.splat(0), d2 = v128.load(lanes, LANE_LENGTHS);
  let d3 = i32x4.splat(KEYED_HASH | CHUNK_START | CHUNK_END | ROOT);
  for (let round = SCHEDULE; round < SCHEDULE_END; round += 16) {
    // Columns.
    a0 = mix(a0, b0, word(words, round, 0)), a1 = mix(a1, b1, word(words, round, 2));
    a2 = mix(a2, b2, word(words, round, 4)), a3 = mix(a3, b3, word(words, round, 6));
    d0 = turn16(d0, a0), d1 = turn16(d1, a1), d2 = turn16(d2, a2), d3 = turn16(d3, a3);
    c0 = i32x4.add(c0, d0), c1 = i32x4.add(c1, d1), c2 = i32x4.add(c2, d2), c3 = i32x4.add(c3, d3);
    b0 = turn12(b0, c0), b1 = turn12(b1, c1), b2 = turn12(b2, c2), b3 = turn12(b3, c3);
    a0 = mix(a0, b0, word(words, round, 1)), a1 = mix(a1, b1, word(words, round, 3));
    a2 = mix(a2, b2, word(words, round, 5)), a3 = mix(a3, b3, word(words, round, 7));
    d0 = turn8(d0, a0), d1 = turn8(d1, a1), d2 = turn8(d2, a2), d3 = turn8(d3, a3);
    c0 = i32x4.add(c0, d0), c1 = i32x4.add(c1, d1), c2 = i32x4.add(c2, d2), c3 = i32x4.add(c3, d3);
    b0 = turn7(b0, c0), b1 = turn7(b1, c1), b2 = turn7(b2, c2), b3 = turn7(b3, c3);
    // Diagonals.
    a0 = mix(a0, b1, word(words, round, 8)), a1 = mix(a1, b2, word(words, round, 10));
    a2 = mix(a2, b3, word(words, round, 12)), a3 = mix(a3, b0, word(words, round, 14));
    d3 = turn16(d3, a0), d0 = turn16(d0, a1), d1 = turn16(d1, a2), d2 = turn16(d2, a3);
    c2 = i32x4.add(c2, d3), c3 = i32x4.add(c3, d0), c0 = i32x4.add(c0, d1), c1 = i32x4.add(c1, d2);
    b1 = turn12(b1, c2), b2 = turn12(b2, c3), b3 = turn12(b3, c0), b0 = turn12(b0, c1);
    a0 = mix(a0, b1, word(words, round, 9)), a1 = mix(a1, b2, word(words, round, 11));
    a2 = mix(a2, b3, word(words, round, 13)), a3 = mix(a3, b0, word(words, round, 15));
    d3 = turn8(d3, a0), d0 = turn8(d0, a1), d1 = turn8(d1, a2), d2 = turn8(d2, a3);
    c2 = i32x4.add(c2, d3), c3 = i32x4.add(c3, d0), c0 = i32x4.add(c0, d1), c1 = i32x4.add(c1, d2);
    b1 = turn7(b1, c2), b2 = turn7(b2, c3), b3 = turn7(b3, c0), b0 = turn7(b0, c1);
  }
  const first = v128.xor(a0, c0), second = v128.xor(a1, c1);
  v128.store(digests, v128.shuffle<i32>(first, second, 0, 4, 1, 5));
  v128.store(digests, v128.shuffle<i32>(first, second, 2, 6, 3, 7), 16);
}

/** Words of the four messages that a round mixes in at its `at`th place. */
// @ts-ignore: decorator
@inline
function word(words: usize, round: usize, at: usize): v128 {
  return v128.load(words + ((<usize>load<u8>(round + at)) << 4));
}

/** Four words of each message, turned: from message by message to word by word. */
// @ts-ignore: decorator
@inline
function layWords(from: usize, to: usize): void {
  const m0 = v128.load(from), m1 = v128.load(from + LANE_BYTES);
  const m2 = v128.load(from + 2 * LANE_BYTES), m3 = v128.load(from + 3 * LANE_BYTES);
  const low01 = v128.shuffle<i32>(m0, m1, 0, 4, 1, 5), high01 = v128.shuffle<i32>(m0, m1, 2, 6, 3, 7);
  const low23 = v128.shuffle<i32>(m2, m3, 0, 4, 1, 5), high23 = v128.shuffle<i32>(m2, m3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
  v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 16);
  v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 32);
  v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 48);
}
