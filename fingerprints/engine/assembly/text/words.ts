// The words of folded text: runs of A to Z and 0 to 9. Of all that fold() gives, nothing else is a letter or a digit.

/**
 * Find the words.
 * @param to room of `length` + 2 bytes: gets where each word begins and ends, one byte each, from the start of the text
 * @returns number of words
 */
export function wordsOf(folded: usize, length: i32, to: usize): i32 {
  let out = to;
  let isWithin: i32 = 0;
  for (let at = 0; at < length; at += 16) {
    let signs = wordSigns(v128.load(folded + <usize>at));
    const left = length - at;
    if (left < 16) signs &= (1 << left) - 1;
    // A bit is set where a word begins, or has ended just before.
    let edges = (signs ^ ((signs << 1) | isWithin)) & 0xffff;
    isWithin = signs >> 15;
    while (edges !== 0) {
      store<u8>(out++, <u8>(at + ctz(edges)));
      edges &= edges - 1;
    }
  }
  if (((<i32>(out - to)) & 1) !== 0) store<u8>(out++, <u8>length);
  return <i32>(out - to) >> 1;
}

// @ts-ignore: decorator
@inline
function wordSigns(chunk: v128): i32 {
  const digits = i8x16.lt_u(i8x16.sub(chunk, i8x16.splat(48)), i8x16.splat(10));
  const letters = i8x16.lt_u(i8x16.sub(chunk, i8x16.splat(65)), i8x16.splat(26));
  return i8x16.bitmask(v128.or(digits, letters));
}

/** Where the word begins. */
// @ts-ignore: decorator
@inline
export function beginOf(words: usize, index: i32): i32 {
  return load<u8>(words + (<usize>index << 1));
}

/** Where the word ends: the place behind its last letter. */
// @ts-ignore: decorator
@inline
export function endOf(words: usize, index: i32): i32 {
  return load<u8>(words + (<usize>index << 1), 1);
}

/** Copy a word; up to 15 bytes behind it are overwritten. Returns where it ends. */
// @ts-ignore: decorator
@inline
export function copyWord(from: usize, length: i32, to: usize): usize {
  v128.store(to, v128.load(from));
  for (let at: usize = 16; at < <usize>length; at += 16) v128.store(to + at, v128.load(from + at));
  return to + <usize>length;
}

/** Write the words with one blank between them, before the folded text. Returns bytes written. */
export function joinWords(folded: usize, words: usize, count: i32, to: usize): i32 {
  let out = to;
  for (let index = 0; index < count; index++) {
    if (index > 0) store<u8>(out++, 32);
    const begin = beginOf(words, index);
    out = copyWord(folded + <usize>begin, endOf(words, index) - begin, out);
  }
  assert(out + 16 <= folded);
  return <i32>(out - to);
}

/** Whether the byte stands in the text. */
export function hasByte(text: usize, length: i32, byte: i32): bool {
  const wanted = i8x16.splat(<i8>byte);
  for (let at = 0; at < length; at += 16) {
    let found: i32 = i8x16.bitmask(i8x16.eq(v128.load(text + <usize>at), wanted));
    if (length - at < 16) found &= (1 << (length - at)) - 1;
    if (found !== 0) return true;
  }
  return false;
}
