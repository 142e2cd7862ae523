/** The bytes are not UTF-8. */
export const NOT_UTF8: i32 = -1;
/** The bytes hold a byte order mark, which the reference removes. */
export const HAS_MARK: i32 = -2;

/**
 * UTF-16 units of the UTF-8 text in [from, to), NOT_UTF8 or HAS_MARK. Strict as node's isUtf8: no overlong forms, no
 * surrogates, nothing above U+10FFFF. READ_PAST bytes are readable behind `to`.
 */
export function utf8Units(from: usize, to: usize): i32 {
  let units = <i32>(to - from);
  let at = from;
  while (at < to) {
    const high = i8x16.bitmask(v128.load(at));
    if (high === 0) {
      at += 16;
      continue;
    }
    at += ctz(high);
    if (at >= to) break;
    const lead = <u32>load<u8>(at);
    if (lead < 0xe0) {
      if (lead < 0xc2 || at + 2 > to || !isTail(load<u8>(at, 1))) return NOT_UTF8;
      units -= 1;
      at += 2;
    } else if (lead < 0xf0) {
      if (at + 3 > to || !isThree(lead, load<u8>(at, 1), load<u8>(at, 2))) return NOT_UTF8;
      if (lead === 0xef && load<u8>(at, 1) === 0xbb && load<u8>(at, 2) === 0xbf) return HAS_MARK;
      units -= 2;
      at += 3;
    } else {
      if (at + 4 > to || !isFour(at, lead)) return NOT_UTF8;
      units -= 2;
      at += 4;
    }
  }
  return units;
}

// @ts-ignore: decorator
@inline
function isTail(byte: u32): bool {
  return (byte & 0xc0) === 0x80;
}

function isThree(lead: u32, second: u32, third: u32): bool {
  if (!isTail(second) || !isTail(third)) return false;
  if (lead === 0xe0) return second >= 0xa0;
  return lead !== 0xed || second < 0xa0;
}

function isFour(at: usize, lead: u32): bool {
  const second = <u32>load<u8>(at, 1);
  if (lead > 0xf4 || !isTail(second) || !isTail(load<u8>(at, 2)) || !isTail(load<u8>(at, 3))) return false;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second < 0x90;
}
