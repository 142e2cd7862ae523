import { compress } from './compress';
import { BLOCK_BYTES, CHUNK_END, CHUNK_START, KEYED_HASH, PARENT, ROOT } from './rounds';

const CHUNK_BYTES: i32 = 1024;
const CHAINING_BYTES: usize = 32;
/** Chaining values that wait for their sibling: one a level of the tree over 2^22 chunks, and the newest two. */
const MOST_WAITING: usize = 24;
const WAITING: usize = <usize>BLOCK_BYTES;
/** Room that keyedHash works in. */
export const HASH_WORK_ROOM: usize = WAITING + MOST_WAITING * CHAINING_BYTES;

/** See HASH_WORK_ROOM, for TypeScript. */
export function hashWorkRoom(): i32 {
  return <i32>HASH_WORK_ROOM;
}

/**
 * Keyed BLAKE3 of a message of any length, plainly: for what does not fit the four lanes.
 * @param key 32 bytes
 * @param digest its first 32 bytes; not overlapping `work`
 * @param work room of HASH_WORK_ROOM
 */
export function keyedHash(key: usize, from: usize, length: i32, digest: usize, work: usize): void {
  if (length <= CHUNK_BYTES) return hashChunk(key, from, length, 0, ROOT, digest, work);
  const waiting = work + WAITING;
  const lastChunk = (length - 1) / CHUNK_BYTES;
  let top = waiting;
  for (let chunk = 0; chunk < lastChunk; chunk++) {
    hashChunk(key, from + chunk * CHUNK_BYTES, CHUNK_BYTES, chunk, 0, top, work);
    // Two subtrees of one size become one: as often as the number of chunks so far is even.
    for (let done = chunk + 1; (done & 1) === 0; done >>= 1) top = joinTwo(key, top, 0);
    top += CHAINING_BYTES;
    assert(top < work + HASH_WORK_ROOM);
  }
  const rest = lastChunk * CHUNK_BYTES;
  hashChunk(key, from + rest, length - rest, lastChunk, 0, top, work);
  while (top > waiting + CHAINING_BYTES) top = joinTwo(key, top, 0);
  joinTwo(key, top, ROOT);
  memory.copy(digest, waiting, CHAINING_BYTES);
}

/** The last two chaining values become one, in the place of the first: where they stand they are a block already. */
function joinTwo(key: usize, last: usize, flags: i32): usize {
  const first = last - CHAINING_BYTES;
  compress(key, first, BLOCK_BYTES, 0, KEYED_HASH | PARENT | flags, first);
  return first;
}

/** Chaining value of a chunk of at most 1024 bytes; `lastFlags` are added where it ends. */
function hashChunk(key: usize, from: usize, length: i32, chunk: i32, lastFlags: i32, to: usize, work: usize): void {
  let chaining = key;
  let flags = KEYED_HASH | CHUNK_START;
  let at = 0;
  for (; length - at > BLOCK_BYTES; at += BLOCK_BYTES) {
    compress(chaining, from + at, BLOCK_BYTES, chunk, flags, to);
    chaining = to;
    flags = KEYED_HASH;
  }
  const rest = length - at;
  memory.fill(work, 0, <usize>BLOCK_BYTES);
  memory.copy(work, from + at, rest);
  compress(chaining, work, rest, chunk, flags | CHUNK_END | lastFlags, to);
}
