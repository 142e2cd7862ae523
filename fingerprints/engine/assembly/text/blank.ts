// isBlank and isBlankName of fingerprints/fields/blank.ts, on folded cells. Cells without a letter or digit need no word
// for nothing: no field made of words reads them.
import { ASK, UNREADABLE } from '../canonical/reading';
import { fold, wasPlain } from './fold';
import { A, beginsAs, C, D, E, I, isBlankSign, isDigit, isLetter, K, L, N, O, P, S, T, U, V, word } from './letters';

/** The cell is no word for nothing. */
export const NO_MARKER: i32 = 0;
/** The cell is a word for nothing. */
export const MARKER: i32 = 1;
/** A word for nothing that is also a surname: 'NA', 'None'. */
export const SURNAME_MARKER: i32 = 2;
/** Only the reference can tell: 'nèant' folds to a marker and is none. */
export const DOUBTFUL: i32 = 3;

const BLANK: u64 = 0x20;
const HYPHEN: u64 = 0x2d;
const DOT: u64 = 0x2e;
const SLASH: u64 = 0x2f;
const ZERO: u64 = 0x30;

const LONGEST_MARKER: i32 = 19;
/** Beyond this, counted with the blanks around, the reference looks no further. */
const LONGEST_CELL_OF_MARKER: i32 = 20;

/** First signs of markers in folded text, a bit each from U+0020: # ( 0 < I N P S U V [ \. */
const STARTS: u64 =
  (1 << 3) | (1 << 8) | (1 << 16) | (1 << 28) | (1 << 41) | (1 << 46) | (1 << 48) | (1 << 51) | (1 << 53) | (1 << 54) |
  (1 << 59) | (1 << 60);

/** fold(), for fields that ask isBlank: UNREADABLE where the cell is a word for nothing, ASK where only the reference can tell. */
export function foldUnlessBlank(from: usize, length: i32, to: usize): i32 {
  const folded = fold(from, length, to);
  if (folded < 0) return ASK;
  const marker = markerOfCell(length, to, folded);
  return marker === NO_MARKER ? folded : marker === DOUBTFUL ? ASK : UNREADABLE;
}

/** What a cell is, of `length` bytes before it was folded. To be asked right after fold(). */
export function markerOfCell(length: i32, folded: usize, foldedLength: i32): i32 {
  let from = folded;
  let left = foldedLength;
  while (left > 0 && isBlankSign(load<u8>(from + <usize>(left - 1)))) left--;
  while (left > 0 && isBlankSign(load<u8>(from))) {
    from++;
    left--;
  }
  const marker = markerOf(from, left);
  return marker !== NO_MARKER && (!wasPlain || length > LONGEST_CELL_OF_MARKER) ? DOUBTFUL : marker;
}

/** What folded text is, blanks around it taken away. */
export function markerOf(from: usize, length: i32): i32 {
  if (length < 2 || length > LONGEST_MARKER) return NO_MARKER;
  const first: i32 = load<u8>(from);
  if (!isStart(first) || (length > 3 && (isLetter(first) || isDigit(first)) && !mayBeMarker(from))) return NO_MARKER;
  return length < 6 ? shortMarker(from, length) : longMarker(from, length);
}

// @ts-ignore: decorator
@inline
function isStart(first: i32): bool {
  return <u32>(first - 32) < 64 ? ((STARTS >> (<u64>first - 32)) & 1) !== 0 : first === 0x7b;
}

/** Whether four letters are the beginning of a marker that begins with a letter or digit. */
// @ts-ignore: decorator
@inline
function mayBeMarker(from: usize): bool {
  const four = v128.load32_splat(from);
  const words = v128.or(
    v128.or(
      beginsAs(four, word(N, U, L, L), word(N, O, N, E), word(N, E, A, N), word(N, O, N, BLANK)),
      beginsAs(four, word(N, O, T, BLANK), word(N, O, BLANK, D), word(I, N, C, O), word(U, N, K, N)),
    ),
    beginsAs(four, word(U, N, D, E), word(S, A, N, S), word(P, A, S, BLANK), word(V, I, D, E)),
  );
  const signs = v128.or(
    beginsAs(four, word(N, DOT, A, DOT), word(N, DOT, C, DOT), word(N, DOT, D, DOT), word(S, DOT, O, DOT)),
    beginsAs(four, word(ZERO, ZERO, ZERO, ZERO), date(SLASH), date(DOT), date(HYPHEN)),
  );
  return v128.any_true(v128.or(words, signs));
}

/** '00/0': a date that is none. */
// @ts-ignore: decorator
@inline
function date(sign: u64): u64 {
  return word(ZERO, ZERO, sign, ZERO);
}

function shortMarker(from: usize, length: i32): i32 {
  switch (length) {
    case 2:
      if (is(from, 'NA') || is(from, 'SO')) return SURNAME_MARKER;
      return found(is(from, 'NC') || is(from, 'NR') || is(from, 'ND') || is(from, '\\N'));
    case 3:
      if (is(from, 'NAN') || is(from, 'NIL')) return SURNAME_MARKER;
      if (is(from, 'N/A') || is(from, 'N.A') || is(from, 'N/C')) return MARKER;
      return found(is(from, 'N/R') || is(from, 'N/D') || is(from, 'S/O'));
    case 4:
      if (is(from, 'NONE')) return SURNAME_MARKER;
      if (is(from, 'NULL') || is(from, 'N.A.') || is(from, 'N.C.') || is(from, 'N.D.')) return MARKER;
      return found(is(from, 'S.O.') || is(from, '<NA>') || is(from, '#N/A') || is(from, 'VIDE'));
    default:
      if (is(from, 'NEANT')) return SURNAME_MARKER;
      return found(is(from, '#REF!'));
  }
}

function longMarker(from: usize, length: i32): i32 {
  switch (length) {
    case 6:
      if (is(from, '<NULL>') || is(from, '(NULL)') || is(from, '[NULL]') || is(from, '{NULL}')) return MARKER;
      return found(is(from, '#NULL!') || is(from, '#NAME?') || is(from, '(VIDE)') || is(from, '<VIDE>'));
    case 7:
      if (is(from, 'INCONNU') || is(from, 'UNKNOWN') || is(from, 'NO DATA')) return MARKER;
      return found(is(from, '#VALUE!') || is(from, '#DIV/0!') || is(from, '(BLANK)'));
    case 8:
      return found(is(from, 'INCONNUE'));
    case 9:
      return found(is(from, 'UNDEFINED') || is(from, 'NON CONNU'));
    case 10:
      if (is(from, 'NON CONNUE') || is(from, 'NON FOURNI') || is(from, 'SANS OBJET')) return MARKER;
      if (is(from, '0000-00-00') || is(from, '00/00/0000')) return MARKER;
      return found(is(from, '00.00.0000') || is(from, '00-00-0000'));
    case 11:
      return found(is(from, 'NON PRECISE'));
    case 12:
      return found(is(from, 'NON PRECISEE') || is(from, 'NOT PROVIDED'));
    case 13:
      if (is(from, 'NON RENSEIGNE') || is(from, 'PAS DE VALEUR')) return MARKER;
      return found(is(from, 'NOT AVAILABLE') || is(from, 'NOT SPECIFIED'));
    case 14:
      if (is(from, 'NON RENSEIGNEE') || is(from, 'NON COMMUNIQUE')) return MARKER;
      return found(is(from, 'NON DISPONIBLE') || is(from, 'NOT APPLICABLE'));
    case 15:
      return found(is(from, 'NON COMMUNIQUEE'));
    case 19:
      return found(is(from, '0000-00-00 00:00:00'));
    default:
      return NO_MARKER;
  }
}

// @ts-ignore: decorator
@inline
function found(isMarker: bool): i32 {
  return isMarker ? MARKER : NO_MARKER;
}

/** Whether the text at `from` begins with this one. */
function is(from: usize, text: string): bool {
  const letters = changetype<usize>(text);
  const length = <usize>text.length;
  for (let at: usize = 0; at < length; at++) {
    if (load<u8>(from + at) !== <u8>load<u16>(letters + (at << 1))) return false;
  }
  return true;
}
