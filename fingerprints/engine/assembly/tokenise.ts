import { HASH_WORK_ROOM, keyedHash } from './blake3/keyed-hash';
import { keyedHash4, LANE_BYTES, LANE_LENGTHS, LANES_ROOM } from './blake3/keyed-hash-4';
import { BLOCK_BYTES } from './blake3/rounds';
import { canonicalForm } from './canonical/canonical';
import { ASK, CANONICAL_ROOM } from './canonical/reading';

// How `work` is laid out. It begins with two counts that TypeScript reads after a call.
const EMPTY_COUNT: usize = 0;
const UNREAD_COUNT: usize = 4;
/** Where the token of each lane goes, four addresses. */
const LANE_TOKENS: usize = 8;
const DIGESTS: usize = LANE_TOKENS + 4 * 4;
const LANES: usize = DIGESTS + 32;
const HASH_WORK: usize = LANES + LANES_ROOM;

/** Room of the `work` of tokeniseColumn, in bytes. */
export function tokeniseWorkRoom(): i32 {
  return <i32>(HASH_WORK + HASH_WORK_ROOM);
}

/**
 * Tokens of one column of a block of cells: keyed BLAKE3 of the canonical forms, four at a time.
 *
 * A token is the first 8 bytes of the digest, two little-endian halves: high, then low; a high half of 0 becomes 1. It
 * is stored at tokens + (row * entries + entry) * 8. Rows without a token get 0, and either are empty (counted at
 * work + 0), or stand in `asked` (the reference has to read the cell), or in `unread` (not empty, and no value of the
 * field; counted at work + 4).
 *
 * @param cells row by row `width` pairs of u32: address and length in bytes; READ_PAST readable bytes behind each cell
 * @param field place of the field in FIELD_IDS
 * @param key the field's 32 bytes
 * @param work this thread's room of tokeniseWorkRoom()
 * @param asked room for `rows` u32 row numbers, in their order
 * @param unread room for `rows` u32 row numbers, in their order
 * @returns how many rows are in `asked`
 */
export function tokeniseColumn(
  cells: usize, rows: i32, width: i32, column: i32,
  field: i32, reading: u32, key: usize,
  tokens: usize, entries: i32, entry: i32,
  work: usize, asked: usize, unread: usize,
): i32 {
  let empty = 0, askedCount = 0, unreadCount = 0, filled = 0;
  let cell = cells + ((<usize>column) << 3);
  let token = tokens + ((<usize>entry) << 3);
  for (let row = 0; row < rows; row++) {
    const length = load<i32>(cell, 4);
    store<u64>(token, 0);
    if (length === 0) {
      empty++;
    } else {
      const written = canonicalForm(field, load<u32>(cell), length, laneAt(work, filled), reading);
      if (written >= 0) filled = takeForm(written, token, key, work, filled);
      else if (written === ASK) askedCount = append(asked, askedCount, row);
      else unreadCount = append(unread, unreadCount, row);
    }
    cell += (<usize>width) << 3;
    token += (<usize>entries) << 3;
  }
  hashLanes(key, work, filled);
  store<i32>(work + EMPTY_COUNT, empty);
  store<i32>(work + UNREAD_COUNT, unreadCount);
  return askedCount;
}

// @ts-ignore: decorator
@inline
function laneAt(work: usize, lane: i32): usize {
  return work + LANES + (<usize>lane) * LANE_BYTES;
}

/** Returns how many rows the list has now. */
// @ts-ignore: decorator
@inline
function append(list: usize, count: i32, row: i32): i32 {
  store<i32>(list + ((<usize>count) << 2), row);
  return count + 1;
}

/** The canonical form of `length` bytes that stands in lane `filled`. Returns how many lanes wait now. */
// @ts-ignore: decorator
@inline
function takeForm(length: i32, token: usize, key: usize, work: usize, filled: i32): i32 {
  assert(length <= CANONICAL_ROOM);
  const lane = laneAt(work, filled);
  if (length > BLOCK_BYTES) {
    keyedHash(key, lane, length, work + DIGESTS, work + HASH_WORK);
    storeToken(token, load<u64>(work + DIGESTS));
    return filled;
  }
  clearBlock(lane + length);
  store<i32>(work + LANES + LANE_LENGTHS + ((<usize>filled) << 2), length);
  store<u32>(work + LANE_TOKENS + ((<usize>filled) << 2), <u32>token);
  if (filled < 3) return filled + 1;
  hashLanes(key, work, 4);
  return 0;
}

/** Tokens of the first `filled` lanes; what stands in the others does not matter. */
function hashLanes(key: usize, work: usize, filled: i32): void {
  if (filled === 0) return;
  keyedHash4(key, work + LANES, work + DIGESTS);
  for (let lane: usize = 0; lane < <usize>filled; lane++)
    storeToken(load<u32>(work + LANE_TOKENS + (lane << 2)), load<u64>(work + DIGESTS + (lane << 3)));
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
