// fingerprints/fields/name.ts. Words are glued and joined at `to`; only when they are not in order yet are they written
// again.
import { DOUBTFUL, markerOf, markerOfCell, NO_MARKER, SURNAME_MARKER } from '../text/blank';
import { fold } from '../text/fold';
import { isLetter, S, T, word } from '../text/letters';
import { DROPPED, kindOfWord, ORDINARY, SAINT } from '../text/name-words';
import { FOLDED, SPARE, WORDS } from '../text/room';
import { beginOf, copyWord, endOf, hasByte, wordsOf } from '../text/words';
import { ASK, MISSING_WORDS, UNREADABLE } from './reading';

const LONGEST_CELL: i32 = 200;
const MOST_WORDS: i32 = 12;
/** At SPARE: 4 bytes a name, where it begins from `to` and how long it is. */
const NAMES: usize = SPARE;
/** Behind them: the first name, when a particle at the end goes before it. */
const FIRST_NAME: usize = SPARE + 48;
const LONGEST_FIRST_NAME: i32 = 32;
const MOST_PARTICLES: i32 = 16;

/** Folded words without titles, particles glued to the next word, in order. */
export function canonicalName(from: usize, length: i32, to: usize, reading: u32): i32 {
  if (length > LONGEST_CELL) return ASK;
  const folded = to + FOLDED;
  let foldedLength = fold(from, length, folded);
  if (foldedLength < 0) return ASK;
  const marker = markerOfCell(length, folded, foldedLength);
  if (marker === DOUBTFUL) return ASK;
  if (isNothing(marker, reading)) return UNREADABLE;
  if (hasDottedInitials(folded, foldedLength)) return ASK;
  const cellLength = foldedLength;
  foldedLength = withoutApostrophes(folded, foldedLength);
  const count = wordsOf(folded, foldedLength, to + WORDS);
  if (count === 0 || count > MOST_WORDS) return UNREADABLE;
  const names = glueWords(to, count);
  if (names < 0) return ASK;
  const written = joinInOrder(to, names);
  assert(<usize>written + 16 <= FOLDED);
  // One word and nothing else: it was looked at already.
  if (count === 1 && written === cellLength && isLetter(load<u8>(to))) return written;
  return !hasLetter(to, written) || isNothing(markerOf(to, written), reading) ? UNREADABLE : written;
}

// @ts-ignore: decorator
@inline
function isNothing(marker: i32, reading: u32): bool {
  return marker !== NO_MARKER && (marker !== SURNAME_MARKER || (reading & MISSING_WORDS) !== 0);
}

/** 'J.P. Martin': a dot between two letters that stand alone. */
function hasDottedInitials(folded: usize, length: i32): bool {
  if (!hasByte(folded, length, 0x2e)) return false;
  for (let at = 1; at < length - 1; at++) {
    if (load<u8>(folded + <usize>at) !== 0x2e) continue;
    if (isLoneLetter(folded, length, at - 1) && isLoneLetter(folded, length, at + 1)) return true;
  }
  return false;
}

function isLoneLetter(folded: usize, length: i32, at: i32): bool {
  if (!isLetter(load<u8>(folded + <usize>at))) return false;
  if (at > 0 && isLetter(load<u8>(folded + <usize>(at - 1)))) return false;
  return at + 1 >= length || !isLetter(load<u8>(folded + <usize>(at + 1)));
}

/** Take out ' and `. Returns the new length. */
function withoutApostrophes(folded: usize, length: i32): i32 {
  if (!hasByte(folded, length, 0x27) && !hasByte(folded, length, 0x60)) return length;
  let out = folded;
  for (let at: usize = 0; at < <usize>length; at++) {
    const byte = load<u8>(folded + at);
    store<u8>(out, byte);
    if (byte !== 0x27 && byte !== 0x60) out++;
  }
  return <i32>(out - folded);
}

function hasLetter(folded: usize, length: i32): bool {
  for (let at: usize = 0; at < <usize>length; at++) if (isLetter(load<u8>(folded + at))) return true;
  return false;
}

/**
 * Write the names, one blank between them, and where they are at NAMES. ASK where the reference glues twice or keeps
 * titles as names.
 * @returns number of names
 */
function glueWords(to: usize, count: i32): i32 {
  const folded = to + FOLDED;
  const words = to + WORDS;
  let out = to;
  let begin = to;
  let names = 0;
  for (let index = 0; index < count; index++) {
    const from = folded + <usize>beginOf(words, index);
    const length = endOf(words, index) - beginOf(words, index);
    const kind = kindOfWord(from, length);
    if (count === 1) return noteName(to, 0, to, putWord(from, length, kind, to));
    if (kind === DROPPED) continue;
    const isGlued = out > begin;
    out = putWord(from, length, kind, out);
    if (kind !== ORDINARY) continue;
    // 'D' and 'ES': together another particle.
    if (isGlued && kindOfWord(begin, <i32>(out - begin)) !== ORDINARY) return ASK;
    names = noteName(to, names, begin, out);
    store<u8>(out++, 32);
    begin = out;
  }
  if (out > begin) names = putParticleFirst(to, names, begin, out);
  return names === 0 ? ASK : names;
}

/** Write a word as names have it. Returns where it ends. */
// @ts-ignore: decorator
@inline
function putWord(from: usize, length: i32, kind: i32, to: usize): usize {
  if (kind !== SAINT) return copyWord(from, length, to);
  store<u16>(to, <u16>word(S, T));
  return to + 2;
}

/** Particles at the end, written at `begin`, go before the first name. */
function putParticleFirst(to: usize, names: i32, begin: usize, end: usize): i32 {
  const particleLength = <i32>(end - begin);
  const firstLength = names === 0 ? 0 : lengthOfName(to, 0);
  if (particleLength > MOST_PARTICLES || particleLength + firstLength > LONGEST_FIRST_NAME) return ASK;
  const first = to + FIRST_NAME;
  let out = copyWord(begin, particleLength, first);
  if (names > 0) out = copyWord(addressOfName(to, 0), firstLength, out);
  if (kindOfWord(first, <i32>(out - first)) !== ORDINARY) return ASK;
  noteName(to, 0, first, out);
  return names === 0 ? 1 : names;
}

/** Returns how many names there are with this one. */
// @ts-ignore: decorator
@inline
function noteName(to: usize, index: i32, begin: usize, end: usize): i32 {
  const place = to + NAMES + (<usize>index << 2);
  store<u16>(place, <u16>(begin - to));
  store<u16>(place, <u16>(end - begin), 2);
  return index + 1;
}

// @ts-ignore: decorator
@inline
function addressOfName(to: usize, index: i32): usize {
  return to + <usize>load<u16>(to + NAMES + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
function lengthOfName(to: usize, index: i32): i32 {
  return load<u16>(to + NAMES + (<usize>index << 2), 2);
}

/** Bring the names into order. Returns how many bytes they take. */
function joinInOrder(to: usize, names: i32): i32 {
  let isInOrder = addressOfName(to, 0) === to;
  for (let index = 1; index < names; index++) {
    const place = to + NAMES + (<usize>index << 2);
    const name = load<u32>(place);
    let at = place;
    while (at > to + NAMES && isBefore(to, name, load<u32>(at - 4))) {
      store<u32>(at, load<u32>(at - 4));
      at -= 4;
    }
    store<u32>(at, name);
    if (at !== place) isInOrder = false;
  }
  if (isInOrder) return <i32>(addressOfName(to, names - 1) - to) + lengthOfName(to, names - 1);
  return writeAgain(to, names);
}

/** Whether one name stands before another, both as noteName packs them. */
function isBefore(to: usize, one: u32, other: u32): bool {
  const a = to + <usize>(one & 0xffff);
  const b = to + <usize>(other & 0xffff);
  const aLength = one >> 16;
  const bLength = other >> 16;
  const shared = <usize>(aLength < bLength ? aLength : bLength);
  for (let at: usize = 0; at < shared; at++) {
    const difference = <i32>load<u8>(a + at) - <i32>load<u8>(b + at);
    if (difference !== 0) return difference < 0;
  }
  return aLength < bLength;
}

/** Write the names in their order, by way of the room of the folded cell. */
function writeAgain(to: usize, names: i32): i32 {
  let out = to + FOLDED;
  for (let index = 0; index < names; index++) {
    if (index > 0) store<u8>(out++, 32);
    out = copyWord(addressOfName(to, index), lengthOfName(to, index), out);
  }
  const written = <i32>(out - to - FOLDED);
  copyWord(to + FOLDED, written, to);
  return written;
}
