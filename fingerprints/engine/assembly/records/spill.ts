import { CODE_PAGE } from './split-plan';

/** Longest UTF-8 form of a character of a code page. */
const LONGEST: usize = 3;

/**
 * Write a quoted cell with its doubled quotes halved.
 * @param room bytes at `to`; at least `length`, which the caller has checked
 * @returns bytes written
 */
export function unescapeCell(from: usize, length: usize, quote: u32, to: usize, room: usize): usize {
  assert(length <= room);
  const end = from + length;
  let put = to;
  for (let at = from; at < end; at++) {
    const byte = <u32>load<u8>(at);
    store<u8>(put++, byte);
    if (byte === quote) at++;
  }
  return put - to;
}

/** Whether a cell has bytes above ASCII. READ_PAST bytes are readable behind it. */
export function hasHighBytes(from: usize, length: usize): bool {
  for (let at: usize = 0; at < length; at += 16) {
    let high = i8x16.bitmask(v128.load(from + at));
    if (length - at < 16) high &= (1 << (<i32>(length - at))) - 1;
    if (high !== 0) return true;
  }
  return false;
}

/** Room that a cell of a code page may need as UTF-8. */
// @ts-ignore: decorator
@inline
export function transcodedRoom(length: usize): usize {
  return length * LONGEST;
}

/**
 * Write a cell of a code page as UTF-8.
 * @param room bytes at `to`; at least transcodedRoom(length), which the caller has checked
 * @returns bytes written
 */
export function transcodeCell(plan: usize, from: usize, length: usize, to: usize, room: usize): usize {
  let put = to;
  for (let at: usize = 0; at < length; at++) {
    const byte = <u32>load<u8>(from + at);
    if (byte < 0x80) {
      assert(put + 1 - to <= room);
      store<u8>(put++, byte);
      continue;
    }
    const character = load<u32>(plan + CODE_PAGE + ((<usize>byte) << 2));
    const bytes = <usize>(character & 0xff);
    assert(put + bytes - to <= room);
    for (let i: usize = 0; i < bytes; i++) store<u8>(put + i, (character >> ((<u32>(i + 1)) << 3)) & 0xff);
    put += bytes;
  }
  return put - to;
}
