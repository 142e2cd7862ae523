// fingerprints/fields/code.ts
import { foldUnlessBlank, markerOf, NO_MARKER } from '../text/blank';
import { degreeCount } from '../text/fold';
import { isBlankSign } from '../text/letters';
import { FOLDED, WORDS } from '../text/room';
import { beginOf, copyWord, endOf, wordsOf } from '../text/words';
import { ASK, UNREADABLE } from './reading';

/** The reference counts UTF-16 units, of which there are never more than bytes. */
const LONGEST_CELL: i32 = 128;

/** Folded letters and digits; between them, what is no separator stays. */
export function canonicalCode(from: usize, length: i32, to: usize, _reading: u32): i32 {
  if (length > LONGEST_CELL) return ASK;
  const folded = to + FOLDED;
  const foldedLength = foldUnlessBlank(from, length, folded);
  if (foldedLength < 0) return foldedLength;
  if (degreeCount > 0) return ASK;
  const words = to + WORDS;
  const count = wordsOf(folded, foldedLength, words);
  if (count === 0) return UNREADABLE;
  let out = to;
  for (let index = 0; index < count; index++) {
    const begin = beginOf(words, index);
    const end = endOf(words, index);
    out = copyWord(folded + <usize>begin, end - begin, out);
    if (index + 1 < count) out = copyKept(folded + <usize>end, beginOf(words, index + 1) - end, out);
  }
  const written = <i32>(out - to);
  return markerOf(to, written) === NO_MARKER ? written : UNREADABLE;
}

/** Copy what is no separator. Returns where it ends. */
// @ts-ignore: decorator
@inline
function copyKept(from: usize, length: i32, to: usize): usize {
  let out = to;
  for (let at: usize = 0; at < <usize>length; at++) {
    const byte: i32 = load<u8>(from + at);
    if (!isSeparator(byte)) store<u8>(out++, <u8>byte);
  }
  return out;
}

/** Blanks, '-', '.', '/', '_'. */
// @ts-ignore: decorator
@inline
function isSeparator(byte: i32): bool {
  return isBlankSign(byte) || <u32>(byte - 0x2d) < 3 || byte === 0x5f;
}
