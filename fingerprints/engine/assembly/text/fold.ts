// fold of fingerprints/fields/fold.ts, for what French files are made of: ASCII, Latin letters below U+0180, typographic
// dashes, quotes and apostrophes. Its result is ASCII in upper case, but for DEGREE. Anything else is for the reference.
import { ASK } from '../canonical/reading';
import { MOST_FOLDED } from './room';

/** '°' in folded text, the only sign of it that is not ASCII. */
export const DEGREE: i32 = 0xb0;

/** How many DEGREE the cell folded last has. */
export let degreeCount: i32 = 0;
/** Whether the cell folded last was ASCII, or had no other signs than 'é' and 'É' besides. */
export let wasPlain: bool = true;

/**
 * Folded signs of U+0080 to U+017F, 32 a line. Lower case stands for two letters (see pairOf), '_' for a sign that
 * vanishes, '?' for one that does not fold to ASCII. One literal: strings that are added are made at run time.
 */
const LATIN: string = `????????????????????????????????
 ??????? ?A"?_? °?23'??? 1°"????
AAAAAAaCEEEEIIIIDNOOOOO?OUUUUYts
AAAAAAaCEEEEIIIIDNOOOOO?OUUUUYtY
AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGG
GGGGHHHHIIIIIIIIIIiiJJKK?LLLLLL?
?LLNNNNNN?NNOOOOOOooRRRRRRSSSSSS
SSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS`;

/**
 * Fold a cell. No cell becomes longer.
 * @param to room of `length` + 16 bytes
 * @returns bytes written, or ASK
 */
export function fold(from: usize, length: i32, to: usize): i32 {
  degreeCount = 0;
  wasPlain = true;
  const end = from + <usize>length;
  let at = from;
  let out = to;
  while (at < end) {
    const chunk = v128.load(at);
    v128.store(out, upperCase(chunk));
    let beyondAscii: i32 = i8x16.bitmask(chunk);
    const left = <i32>(end - at);
    if (left < 16) beyondAscii &= (1 << left) - 1;
    if (beyondAscii === 0) {
      const step: i32 = left < 16 ? left : 16;
      at += <usize>step;
      out += <usize>step;
      continue;
    }
    const before = <usize>ctz(beyondAscii);
    at += before;
    const sign = foldedSign(at, out + before);
    if (sign < 0) return ASK;
    out += before + <usize>(sign & 3);
    at += <usize>(sign >> 2);
  }
  // A sign cut off by the end of its cell: what was read as the rest of it is another cell's.
  if (at > end) return ASK;
  const folded = <i32>(out - to);
  assert(folded <= length);
  return folded > MOST_FOLDED ? ASK : folded;
}

// @ts-ignore: decorator
@inline
function upperCase(chunk: v128): v128 {
  const isLower = i8x16.lt_u(i8x16.sub(chunk, i8x16.splat(97)), i8x16.splat(26));
  return v128.xor(chunk, v128.and(isLower, i8x16.splat(32)));
}

/** Write one folded sign beyond ASCII. Returns bytes read times 4, plus bytes written; or ASK. */
function foldedSign(at: usize, out: usize): i32 {
  const lead: i32 = load<u8>(at);
  const next: i32 = load<u8>(at, 1);
  if (lead < 0xc2 || lead > 0xc5) return foldedTypography(at, out);
  const code = ((lead & 0x1f) << 6) | (next & 0x3f);
  if ((code | 0x20) !== 0xe9) wasPlain = false;
  const place = code - 0x80 + ((code - 0x80) >> 5); // each line ends in a sign of its own
  const letter: i32 = load<u16>(changetype<usize>(LATIN) + (<usize>place << 1));
  store<u8>(out, <u8>letter);
  if (letter < 0x5f && letter !== 0x3f) return 9;
  if (letter === DEGREE) {
    degreeCount++;
    return 9;
  }
  if (letter === 0x5f) return 8;
  if (letter === 0x3f) return ASK;
  store<u16>(out, <u16>pairOf(letter));
  return 10;
}

/** Two letters for one: Æ, Œ, ß, Þ, Ĳ. */
function pairOf(letter: i32): i32 {
  switch (letter) {
    case 0x61:
      return 0x4541; // a: AE
    case 0x6f:
      return 0x454f; // o: OE
    case 0x73:
      return 0x5353; // s: SS
    case 0x74:
      return 0x4854; // t: TH
    default:
      return 0x4a49; // i: IJ
  }
}

/** Apostrophes, quotes, dashes and dots of U+2010 to U+2026. */
function foldedTypography(at: usize, out: usize): i32 {
  wasPlain = false;
  if (load<u16>(at) !== 0x80e2) return ASK;
  const last: i32 = load<u8>(at, 2);
  if (last === 0x98 || last === 0x99 || last === 0x9b) store<u8>(out, 0x27);
  else if (last >= 0x90 && last <= 0x95) store<u8>(out, 0x2d);
  else if (last === 0x9c || last === 0x9d) store<u8>(out, 0x22);
  else if (last === 0xa6) {
    store<u32>(out, 0x2e2e2e);
    return 15;
  } else return ASK;
  return 13;
}
