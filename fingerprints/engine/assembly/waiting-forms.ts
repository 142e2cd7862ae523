import { HASH_WORK_ROOM, keyedHash } from './blake3/keyed-hash';
import { keyedHash4, LANE_BYTES, LANE_LENGTHS, LANES_ROOM } from './blake3/keyed-hash-4';
import { BLOCK_BYTES } from './blake3/rounds';
import { CANONICAL_ROOM } from './canonical/reading';

// Canonical forms wait in four lanes until they are hashed together. How their room is laid out:
/** Where the token of each lane goes, four addresses. */
const LANE_TOKENS: usize = 0;
const DIGESTS: usize = LANE_TOKENS + 4 * 4;
const LANES: usize = DIGESTS + 32;
const HASH_WORK: usize = LANES + LANES_ROOM;
/** Room of the waiting forms. */
export const WAITING_ROOM: usize = HASH_WORK + HASH_WORK_ROOM;

/** Where a canonical form is to be written that takeForm is to take next. */
// @ts-ignore: decorator
@inline
export function laneAt(waiting: usize, lane: i32): usize {
  return waiting + LANES + (<usize>lane) * LANE_BYTES;
}

/**
 * The canonical form of `length` bytes that stands in lane `filled`: its token is stored at `token` now or later.
 * @returns how many lanes wait now
 */
// @ts-ignore: decorator
@inline
export function takeForm(length: i32, token: usize, key: usize, waiting: usize, filled: i32): i32 {
  assert(length <= CANONICAL_ROOM);
  const lane = laneAt(waiting, filled);
  if (length > BLOCK_BYTES) {
    keyedHash(key, lane, length, waiting + DIGESTS, waiting + HASH_WORK);
    storeToken(token, load<u64>(waiting + DIGESTS));
    return filled;
  }
  clearBlock(lane + length);
  store<i32>(waiting + LANES + LANE_LENGTHS + ((<usize>filled) << 2), length);
  store<u32>(waiting + LANE_TOKENS + ((<usize>filled) << 2), <u32>token);
  if (filled < 3) return filled + 1;
  hashLanes(key, waiting, 4);
  return 0;
}

/** Tokens of the first `filled` lanes; what stands in the others does not matter. */
export function hashLanes(key: usize, waiting: usize, filled: i32): void {
  if (filled === 0) return;
  keyedHash4(key, waiting + LANES, waiting + DIGESTS);
  for (let lane: usize = 0; lane < <usize>filled; lane++)
    storeToken(load<u32>(waiting + LANE_TOKENS + (lane << 2)), load<u64>(waiting + DIGESTS + (lane << 3)));
}

/** 0 means "no token", so a high half of 0 becomes 1. */
// @ts-ignore: decorator
@inline
function storeToken(to: usize, digest: u64): void {
  store<u64>(to, <u32>digest === 0 ? digest | 1 : digest);
}

/** Zeros behind a form, in place of what was there: further than the block, and well within the lane. */
// @ts-ignore: decorator
@inline
function clearBlock(from: usize): void {
  const zero = i32x4.splat(0);
  v128.store(from, zero);
  v128.store(from, zero, 16);
  v128.store(from, zero, 32);
  v128.store(from, zero, 48);
}
