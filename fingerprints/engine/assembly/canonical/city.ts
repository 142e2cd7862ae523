// fingerprints/fields/city.ts
import { foldUnlessBlank, markerOf, NO_MARKER } from '../text/blank';
import { A, C, D, E, I, isBlankSign, isDigit, L, M, N, O, packed, R, S, T, U, word, X, Z } from '../text/letters';
import { FOLDED, WORDS } from '../text/room';
import { beginOf, copyWord, endOf, hasByte, wordsOf } from '../text/words';
import { ASK, UNREADABLE } from './reading';

const LONGEST_CELL: i32 = 120;

/** Folded words without numbers, CEDEX and arrondissements; SAINT as ST, LEZ as LES, 'S/' as SUR. */
export function canonicalCity(from: usize, length: i32, to: usize, _reading: u32): i32 {
  if (length > LONGEST_CELL) return ASK;
  const folded = to + FOLDED;
  const foldedLength = foldUnlessBlank(from, length, folded);
  if (foldedLength < 0) return foldedLength;
  if (hasArticleBehind(folded, foldedLength)) return ASK;
  const count = wordsOf(folded, foldedLength, to + WORDS);
  if (count === 0) return UNREADABLE;
  const written = writeTown(folded, foldedLength, to + WORDS, count, to);
  if (written === 0) return UNREADABLE;
  // 'NON-RENSEIGNE' is a town to the reference, '"inconnu"' is none.
  return markerOf(to, written) === NO_MARKER ? written : ASK;
}

/** 'HAVRE (LE)', 'Haye (L')': the reference moves them. Some that it leaves are among them. */
function hasArticleBehind(folded: usize, length: i32): bool {
  if (!hasByte(folded, length, 0x28)) return false;
  for (let at = 0; at < length - 1; at++) {
    if (load<u8>(folded + <usize>at) !== 0x28) continue;
    while (at < length - 1 && isBlankSign(load<u8>(folded + <usize>(at + 1)))) at++;
    if (load<u8>(folded + <usize>(at + 1)) === <u8>L) return true;
  }
  return false;
}

function writeTown(folded: usize, length: i32, words: usize, count: i32, to: usize): i32 {
  let out = to;
  let wasLoneS: bool = false;
  let wasNumber: bool = false;
  const hasNumbers = hasDigit(folded, length);
  for (let index = 0; index < count; index++) {
    const begin = beginOf(words, index);
    const end = endOf(words, index);
    const at = folded + <usize>begin;
    const letters = packed(at, end - begin);
    const isAfterNumber = wasNumber;
    wasNumber = false;
    if (hasNumbers && hasDigit(at, end - begin)) {
      wasNumber = isNumber(at, end - begin);
      continue;
    }
    if ((isAfterNumber && isOrdinal(letters)) || isArrondissement(at, letters, end - begin)) continue;
    if (letters === word(C, E, D, E, X)) break;
    if (wasLoneS) out = putSur(out - 1);
    wasLoneS = false;
    if (out > to) store<u8>(out++, 32);
    if (letters === word(S)) {
      if (isBeforeSlash(folded, begin, length)) {
        out = putSur(out);
        continue;
      }
      // At either end it stays what it is.
      wasLoneS = out > to;
    }
    out = putTownWord(at, letters, end - begin, out);
  }
  return <i32>(out - to);
}

/** Whether the 'S' is one of 'S/MER'. An underscore before it makes another word of it for the reference. */
function isBeforeSlash(folded: usize, begin: i32, length: i32): bool {
  if (begin > 0 && load<u8>(folded + <usize>(begin - 1)) === 0x5f) return false;
  let at = begin + 1;
  while (at < length && isBlankSign(load<u8>(folded + <usize>at))) at++;
  return at < length && load<u8>(folded + <usize>at) === 0x2f;
}

// @ts-ignore: decorator
@inline
function putSur(to: usize): usize {
  store<u32>(to, <u32>word(S, U, R));
  return to + 3;
}

// @ts-ignore: decorator
@inline
function putTownWord(at: usize, letters: u64, length: i32, out: usize): usize {
  if (letters === word(S, A, I, N, T)) {
    store<u16>(out, <u16>word(S, T));
    return out + 2;
  }
  if (letters === word(S, A, I, N, T, E)) {
    store<u32>(out, <u32>word(S, T, E));
    return out + 3;
  }
  if (letters === word(L, E, Z)) {
    store<u32>(out, <u32>word(L, E, S));
    return out + 3;
  }
  return copyWord(at, length, out);
}

// @ts-ignore: decorator
@inline
function isOrdinal(letters: u64): bool {
  return letters === word(E) || letters === word(E, R) || letters === word(E, R, E) || letters === word(E, M, E);
}

// @ts-ignore: decorator
@inline
function isArrondissement(at: usize, letters: u64, length: i32): bool {
  if (letters === word(A, R, R) || letters === word(A, R, D, T) || letters === word(A, R, R, D, T)) return true;
  return length === 14 && letters === word(A, R, R, O, N, D, I, S) && packed(at + 8, 6) === word(S, E, M, E, N, T);
}

// @ts-ignore: decorator
@inline
function hasDigit(at: usize, length: i32): bool {
  for (let index = 0; index < length; index += 16) {
    const chunk = v128.load(at + <usize>index);
    let digits: i32 = i8x16.bitmask(i8x16.lt_u(i8x16.sub(chunk, i8x16.splat(48)), i8x16.splat(10)));
    if (length - index < 16) digits &= (1 << (length - index)) - 1;
    if (digits !== 0) return true;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function isNumber(at: usize, length: i32): bool {
  for (let index = 0; index < length; index++) if (!isDigit(load<u8>(at + <usize>index))) return false;
  return true;
}
