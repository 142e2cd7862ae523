import { UNREADABLE } from './reading';
import { copySigns, signAt } from './signs';

/** Exactly what stands there, without line ends behind; '\N', 'NULL' and 'null' stand for nothing. */
export function canonicalSecret(from: usize, length: i32, to: usize, reading: u32): i32 {
  while (length > 0 && isLineEnd(signAt(from + length - 1))) length--;
  return isNothing(from, length) ? UNREADABLE : copySigns(from, length, to);
}

function isLineEnd(sign: u32): bool {
  return sign === 10 || sign === 13;
}

function isNothing(from: usize, length: i32): bool {
  if (length === 4) {
    const word = load<u32>(from);
    return word === 0x4c4c554e || word === 0x6c6c756e;
  }
  return length === 0 || (length === 2 && load<u16>(from) === 0x4e5c);
}
