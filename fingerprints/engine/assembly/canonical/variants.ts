// fingerprints/fields/name-variants.ts and date-variants.ts: the blurred spellings of a canonical form. Each is written as
// one byte of length and its letters.
import { beginOf, copyWord, endOf, wordsOf } from '../text/words';
import { isDigit } from '../text/letters';
import { ASK } from './reading';

const FEWEST_LETTERS: i32 = 3;
const MOST_VARIANTS: i32 = 40;
const LONGEST_NAME: i32 = 200;

/** While it works: the places of the words, and behind them the word that lacks a letter. */
const WORKING_ROOM: i32 = 512;
const SHORTER: usize = 256;

/**
 * Spellings of a canonical name of which two names one slip apart share one, in the order of the reference, none twice.
 * @param capacity bytes at `to`, all of which may be overwritten; 40 spellings, 16 bytes and WORKING_ROOM are always enough
 * @returns number of spellings, or ASK: not ASCII, too long, or no room
 */
export function nameVariants(from: usize, length: i32, to: usize, capacity: i32): i32 {
  if (length < 1 || length > LONGEST_NAME) return ASK;
  if (MOST_VARIANTS * (length + 1) + 16 + WORKING_ROOM > capacity) return ASK;
  const words = to + <usize>(capacity - WORKING_ROOM);
  const count = wordsOf(from, length, words);
  if (!isCanonical(from, length, words, count)) return ASK;
  const letters = length - count + 1;
  let out = to + 1;
  for (let index = 0; index < count; index++) out = putWord(from, words, index, out);
  out = closeSpelling(to, out);
  if (count === 2) {
    const end = putWord(from, words, 0, putWord(from, words, 1, out + 1));
    if (!isAmong(to, out, letters)) out = closeSpelling(out, end);
  }
  return letters < FEWEST_LETTERS ? numberOf(to, out) : putShorterOnes(from, words, count, to, out, letters - 1);
}

/** Whether these are words in order with one blank between them. */
function isCanonical(from: usize, length: i32, words: usize, count: i32): bool {
  if (count === 0 || beginOf(words, 0) !== 0 || endOf(words, count - 1) !== length) return false;
  for (let index = 1; index < count; index++) {
    const before = endOf(words, index - 1);
    if (beginOf(words, index) !== before + 1 || load<u8>(from + <usize>before) !== 32) return false;
    const earlier = from + <usize>beginOf(words, index - 1);
    if (isWordBefore(from, words, index, earlier, before - beginOf(words, index - 1))) return false;
  }
  return true;
}

/** Every word without each of its letters in turn, put in order among the others. `letters` is what each spelling has. */
function putShorterOnes(from: usize, words: usize, count: i32, to: usize, begin: usize, letters: i32): i32 {
  let out = begin;
  let variants = numberOf(to, out);
  const shorter = words + SHORTER;
  for (let index = 0; index < count; index++) {
    const at = from + <usize>beginOf(words, index);
    const length = endOf(words, index) - beginOf(words, index);
    for (let letter = 0; letter < length; letter++) {
      if (variants >= MOST_VARIANTS) return variants;
      // Without either of two equal neighbours it is the same; so it is of one word in no other case.
      if (letter > 0 && load<u8>(at + <usize>letter) === load<u8>(at + <usize>(letter - 1))) continue;
      copyWord(at + <usize>(letter + 1), length - letter - 1, copyWord(at, letter, shorter));
      const end = putInOrder(from, words, count, index, length - 1, out + 1);
      if (count > 1 && isAmong(to, out, letters)) continue;
      out = closeSpelling(out, end);
      assert(out + 16 <= words);
      variants++;
    }
  }
  return variants;
}

/** Write the words but one, and in its place in the order the shorter one. Returns where they end. */
function putInOrder(from: usize, words: usize, count: i32, replaced: i32, length: i32, to: usize): usize {
  const shorter = words + SHORTER;
  let out = to;
  let isPut = false;
  for (let index = 0; index < count; index++) {
    if (index === replaced) continue;
    if (!isPut && !isWordBefore(from, words, index, shorter, length)) {
      out = copyWord(shorter, length, out);
      isPut = true;
    }
    out = putWord(from, words, index, out);
  }
  return isPut ? out : copyWord(shorter, length, out);
}

// @ts-ignore: decorator
@inline
function putWord(from: usize, words: usize, index: i32, to: usize): usize {
  const begin = beginOf(words, index);
  return copyWord(from + <usize>begin, endOf(words, index) - begin, to);
}

/** Whether a word stands before this other one. */
function isWordBefore(from: usize, words: usize, index: i32, other: usize, otherLength: i32): bool {
  const at = from + <usize>beginOf(words, index);
  const length = endOf(words, index) - beginOf(words, index);
  const shared = <usize>(length < otherLength ? length : otherLength);
  for (let letter: usize = 0; letter < shared; letter++) {
    const difference = <i32>load<u8>(at + letter) - <i32>load<u8>(other + letter);
    if (difference !== 0) return difference < 0;
  }
  return length < otherLength;
}

/** Write the length of the spelling that begins at `begin`. Returns where it ends. */
// @ts-ignore: decorator
@inline
function closeSpelling(begin: usize, end: usize): usize {
  store<u8>(begin, <u8>(end - begin - 1));
  return end;
}

/** Spellings between two places. */
function numberOf(to: usize, end: usize): i32 {
  let spellings = 0;
  for (let at = to; at < end; at += 1 + <usize>load<u8>(at)) spellings++;
  return spellings;
}

/** Whether the spelling that is being written at `end` stands before it already. */
function isAmong(to: usize, end: usize, length: i32): bool {
  for (let at = to; at < end; at += 1 + <usize>load<u8>(at)) {
    if (<i32>load<u8>(at) === length && areSame(at + 1, end + 1, length)) return true;
  }
  return false;
}

function areSame(one: usize, other: usize, length: i32): bool {
  for (let at = 0; at < length; at += 16) {
    let same: i32 = i8x16.bitmask(i8x16.eq(v128.load(one + <usize>at), v128.load(other + <usize>at)));
    if (length - at < 16) same |= -1 << (length - at);
    if ((same & 0xffff) !== 0xffff) return false;
  }
  return true;
}

/** Bytes that dateVariants may take: 16 spellings, and 16 bytes that are written past them. */
const DATE_VARIANTS_ROOM: i32 = 192;

/**
 * Blurred spellings of a canonical date, in the order of the reference.
 * @returns number of spellings, 0 for a date without day; ASK when there is no room
 */
export function dateVariants(from: usize, length: i32, to: usize, capacity: i32): i32 {
  if (capacity < DATE_VARIANTS_ROOM) return ASK;
  if (!isWholeDate(from, length)) return 0;
  const digits: u64 = load<u32>(from) | (<u64>load<u16>(from, 5) << 32) | (<u64>load<u16>(from, 8) << 48);
  let out = to;
  for (let at = 0; at < 8; at++) {
    store<u8>(out, 8);
    store<u64>(out, digits, 1);
    store<u8>(out + <usize>at, 0x2a, 1);
    out += 9;
  }
  for (let at = 0; at < 7; at++) out = putPairInOrder(digits, at, out);
  out = putDayMonthInOrder(digits, out);
  return 8 + <i32>((out - to - 72) / 11);
}

function isWholeDate(from: usize, length: i32): bool {
  if (length !== 10) return false;
  for (let at = 0; at < 10; at++) {
    const byte: i32 = load<u8>(from + <usize>at);
    if (at === 4 || at === 7 ? byte !== 0x2d : !isDigit(byte)) return false;
  }
  return true;
}

/** '19840102' at 2: '19(48)0102'; nothing where the two are the same. */
function putPairInOrder(digits: u64, at: i32, to: usize): usize {
  const shift = <u64>at << 3;
  const one = (digits >> shift) & 0xff;
  const other = (digits >> (shift + 8)) & 0xff;
  if (one === other) return to;
  store<u8>(to, 10);
  store<u64>(to, digits, 1);
  const pair = to + 1 + <usize>at;
  store<u8>(pair, 0x28);
  store<u8>(pair, <u8>(one < other ? one : other), 1);
  store<u8>(pair, <u8>(one < other ? other : one), 2);
  store<u8>(pair, 0x29, 3);
  // What is behind the pair; the rest of the number is 0 and overwritten by the next spelling.
  if (at < 6) store<u64>(pair, digits >> (shift + 16), 4);
  return to + 11;
}

/** '19840302': '1984<0203>', where both could be the month and they differ. */
function putDayMonthInOrder(digits: u64, to: usize): usize {
  const month = <i32>(digits >> 32) & 0xffff;
  const day = <i32>(digits >> 48) & 0xffff;
  const monthNumber = numberOfPair(month);
  const dayNumber = numberOfPair(day);
  if (dayNumber > 12 || dayNumber === monthNumber) return to;
  store<u8>(to, 10);
  store<u32>(to, <u32>digits, 1);
  store<u8>(to, 0x3c, 5);
  store<u16>(to, <u16>(monthNumber < dayNumber ? month : day), 6);
  store<u16>(to, <u16>(monthNumber < dayNumber ? day : month), 8);
  store<u8>(to, 0x3e, 10);
  return to + 11;
}

// @ts-ignore: decorator
@inline
function numberOfPair(digits: i32): i32 {
  return ((digits & 0xff) - 48) * 10 + (digits >> 8) - 48;
}
