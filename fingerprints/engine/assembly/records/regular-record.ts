import { HEADER, HEADER_LENGTH, MOST_CELL_BYTES, VALUE_COLUMN } from './split-plan';

/**
 * Whether the reader of sections would simply deliver a record of the right width, without looking at its neighbours:
 * it is not blank, cannot be a row of labels, and no cell is cut.
 * @param pairs (address, length) of the record's cells, as UTF-8
 */
export function isPlainRow(plan: usize, pairs: usize, width: i32, lineBytes: i32): bool {
  if (lineBytes > load<i32>(plan, MOST_CELL_BYTES) && hasLongCell(plan, pairs, width)) return false;
  if (isHeaderCell(plan, load<u32>(pairs), load<i32>(pairs, 4))) return false;
  const column = load<i32>(plan, VALUE_COLUMN);
  if (column < 0) return load<i32>(pairs, 4) > 0 || hasSign(pairs, width);
  const value = pairs + ((<usize>column) << 3);
  return hasDigitOrAt(load<u32>(value), load<i32>(value, 4));
}

function hasLongCell(plan: usize, pairs: usize, width: i32): bool {
  const most = load<i32>(plan, MOST_CELL_BYTES);
  for (let cell = 0; cell < width; cell++) if (load<i32>(pairs + ((<usize>cell) << 3), 4) > most) return true;
  return false;
}

function isHeaderCell(plan: usize, from: usize, length: i32): bool {
  const headerLength = load<i32>(plan, HEADER_LENGTH);
  if (length !== headerLength) return false;
  for (let at = 0; at < length; at++) if (load<u8>(from + at) !== load<u8>(plan + HEADER + at)) return false;
  return true;
}

/** Whether some cell holds a sign of ASCII: enough to know that the row is not blank. */
function hasSign(pairs: usize, width: i32): bool {
  for (let cell = 0; cell < width; cell++) {
    const from = <usize>load<u32>(pairs + ((<usize>cell) << 3));
    const length = load<i32>(pairs + ((<usize>cell) << 3), 4);
    for (let at = 0; at < length; at++) {
      const byte = <u32>load<u8>(from + at);
      if (byte > 32 && byte < 127) return true;
    }
  }
  return false;
}

function hasDigitOrAt(from: usize, length: i32): bool {
  for (let at = 0; at < length; at += 16) {
    const bytes = v128.load(from + at);
    const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
    let found = i8x16.bitmask(v128.or(digits, i8x16.eq(bytes, i8x16.splat(0x40))));
    if (length - at < 16) found &= (1 << (length - at)) - 1;
    if (found !== 0) return true;
  }
  return false;
}
