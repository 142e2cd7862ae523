// fingerprints/fields/street.ts
import { foldUnlessBlank, markerOf, NO_MARKER } from '../text/blank';
import { DEGREE, degreeCount } from '../text/fold';
import {
  D, E, I, isBlankSign, isDigit, isLetter, L, letterCount, M, N, O, packed, packedRest, R, T, U, word,
} from '../text/letters';
import { repeatOf, titleOf, wayOf } from '../text/ways';
import { FOLDED, WORDS } from '../text/room';
import { beginOf, copyWord, endOf, wordsOf } from '../text/words';
import { ASK, UNREADABLE } from './reading';

/** The way's kind is looked for in front and after a number only. */
let isBeforeWay: bool = true;
/** The word before was a number: a repetition may follow. */
let wasNumber: bool = false;

/** Folded words: number, its repetition as one letter, the way and titles abbreviated. */
export function canonicalStreet(from: usize, length: i32, to: usize, _reading: u32): i32 {
  const folded = to + FOLDED;
  const foldedLength = foldUnlessBlank(from, length, folded);
  if (foldedLength < 0) return foldedLength;
  if (degreeCount > 1) return ASK;
  const words = to + WORDS;
  let count = wordsOf(folded, foldedLength, words);
  if (degreeCount > 0) count = withoutNumberSign(folded, foldedLength, words, count);
  const written = putLine(folded, words, count, to);
  return written === 0 || markerOf(to, written) !== NO_MARKER ? UNREADABLE : written;
}

function putLine(folded: usize, words: usize, count: i32, to: usize): i32 {
  isBeforeWay = true;
  wasNumber = false;
  let out = to;
  for (let index = 0; index < count; index++) {
    const at = folded + <usize>beginOf(words, index);
    const length = endOf(words, index) - beginOf(words, index);
    if (isDigit(load<u8>(at))) {
      out = putNumber(at, length, out);
      continue;
    }
    const letters = packed(at, length);
    if (index + 1 < count) {
      const next = folded + <usize>beginOf(words, index + 1);
      if (out === to && isNumberWord(letters) && isDigit(load<u8>(next))) continue;
      const nextLength = endOf(words, index + 1) - beginOf(words, index + 1);
      if (letters === word(L, I, E, U) && packed(next, nextLength) === word(D, I, T)) {
        out = putSpelling(word(L, D), out);
        isBeforeWay = false;
        wasNumber = false;
        index++;
        continue;
      }
    }
    out = putWord(at, length, out);
  }
  assert(out + 16 <= to + FOLDED);
  return out > to ? <i32>(out - to) - 1 : 0;
}

/**
 * Take the N of 'N°' out of the words. An underscore before it makes another word of it for the reference.
 * @returns number of words
 */
function withoutNumberSign(folded: usize, length: i32, words: usize, count: i32): i32 {
  const sign = wordOfNumberSign(folded, length, words, count);
  if (sign < 0) return count;
  for (let index = sign + 1; index < count; index++) {
    store<u16>(words + (<usize>(index - 1) << 1), load<u16>(words + (<usize>index << 1)));
  }
  return count - 1;
}

/** Which word is the N of 'N°'; -1 where none is. */
function wordOfNumberSign(folded: usize, length: i32, words: usize, count: i32): i32 {
  for (let index = 0; index < count; index++) {
    const begin = beginOf(words, index);
    if (endOf(words, index) - begin !== 1 || load<u8>(folded + <usize>begin) !== <u8>N) continue;
    let sign = begin + 1;
    if (sign < length && isBlankSign(load<u8>(folded + <usize>sign))) sign++;
    if (sign >= length || load<u8>(folded + <usize>sign) !== <u8>DEGREE) continue;
    return begin > 0 && load<u8>(folded + <usize>(begin - 1)) === 0x5f ? -1 : index;
  }
  return -1;
}

// @ts-ignore: decorator
@inline
function isNumberWord(letters: u64): bool {
  return (
    letters === word(N) ||
    letters === word(N, O) ||
    letters === word(N, U, M) ||
    letters === word(N, U, M, E, R, O)
  );
}

/** '012B': 12 and B; '12EME' and '1A2' stay one word. A blank follows. */
function putNumber(from: usize, length: i32, to: usize): usize {
  let at = from;
  let left = length;
  while (left > 1 && load<u8>(at) === 48 && isDigit(load<u8>(at, 1))) {
    at++;
    left--;
  }
  isBeforeWay = true;
  wasNumber = true;
  const digits = digitCount(at, left);
  const isSplit = digits < left && isRepeat(at + <usize>digits, left - digits);
  const out = copyWord(at, isSplit ? digits : left, to);
  return isSplit ? putWord(at + <usize>digits, left - digits, closeWord(out)) : closeWord(out);
}

/** Digits in front: most numbers are seen at once. */
// @ts-ignore: decorator
@inline
function digitCount(at: usize, length: i32): i32 {
  const digits = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(48)), i8x16.splat(10));
  let count: i32 = ctz(~i8x16.bitmask(digits));
  while (count < length && isDigit(load<u8>(at + <usize>count))) count++;
  return count < length ? count : length;
}

/** What may be written at a number without being part of it: one letter, BIS, TER … */
function isRepeat(at: usize, length: i32): bool {
  return length === 1 ? isLetter(load<u8>(at)) : repeatOf(packed(at, length), packedRest(at, length)) !== 0;
}

/** Write a word that does not begin with a digit, and a blank. */
function putWord(at: usize, length: i32, to: usize): usize {
  const letters = packed(at, length);
  const rest = packedRest(at, length);
  if (wasNumber) {
    wasNumber = false;
    const repeat = repeatOf(letters, rest);
    if (repeat !== 0) return putSpelling(repeat, to);
    if (length === 1 && letters !== word(R)) return putSpelling(letters, to);
  }
  let spelling: u64 = isBeforeWay ? wayOf(letters, rest) : 0;
  if (spelling === 0) spelling = titleOf(letters, rest);
  isBeforeWay = false;
  return spelling !== 0 ? putSpelling(spelling, to) : closeWord(copyWord(at, length, to));
}

// @ts-ignore: decorator
@inline
function putSpelling(letters: u64, to: usize): usize {
  store<u64>(to, letters);
  return closeWord(to + <usize>letterCount(letters));
}

// @ts-ignore: decorator
@inline
function closeWord(end: usize): usize {
  store<u8>(end, 32);
  return end + 1;
}
