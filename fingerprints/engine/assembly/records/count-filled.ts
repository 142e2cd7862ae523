// Laid out by fingerprints/engine/filled-cells.ts.

/** A bit for each pair of first bytes, small letters, of a cell that may hold nothing. */
const PAIRS_BYTES: usize = 8192;
/** The same for the third and fourth byte. */
const THIRDS: usize = PAIRS_BYTES;
/** First four bytes of the words for nothing, 0 behind shorter ones. */
const WORDS: usize = 2 * PAIRS_BYTES;

/** No word for nothing is longer, in characters. */
const LONGEST_WORD: i32 = 20;

/**
 * Count the cells that hold something, by column, and list those that only the reference can tell.
 * @param blanks bits and words, see above
 * @param pairs rows * width pairs (address, length); READ_PAST readable bytes behind each cell
 * @param filled 32 bits for each column, which are added to
 * @param unsure room for rows * width numbers of 32 bits: the places of the cells that have to be asked for
 * @returns how many of them
 */
export function countFilled(
  blanks: usize,
  wordCount: i32,
  pairs: usize,
  rows: i32,
  width: i32,
  filled: usize,
  unsure: usize,
): i32 {
  let pair = pairs;
  let cell: u32 = 0;
  let asked = unsure;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const from = <usize>load<u32>(pair);
      const length = load<i32>(pair, 4);
      pair += 8;
      const counter = filled + (<usize>column << 2);
      // Without branches: whether a cell is empty follows no pattern that could be foreseen.
      const isCell = <u32>(length > 0);
      const mayBeBlank = isCell & mayHoldNothing(blanks, from, length);
      store<u32>(counter, load<u32>(counter) + (isCell ^ mayBeBlank));
      if (mayBeBlank !== 0) {
        if (isOtherWord(blanks, wordCount, from, length)) {
          store<u32>(counter, load<u32>(counter) + 1);
        } else {
          store<u32>(asked, cell);
          asked += 4;
        }
      }
      cell++;
    }
  }
  return <i32>((asked - unsure) >> 2);
}

/** 1 for a cell that begins as one may that holds nothing, else 0. Reads two bytes, whatever the length. */
// @ts-ignore: decorator
@inline
function mayHoldNothing(blanks: usize, from: usize, length: i32): u32 {
  const second = select<u32>(small(load<u8>(from, 1)), 0, length > 1);
  const place = <u32>small(load<u8>(from)) | (second << 8);
  return (<u32>load<u8>(blanks + (place >> 3)) >> (place & 7)) & 1;
}

/** Whether a cell that begins like a word for nothing certainly is none. */
function isOtherWord(blanks: usize, wordCount: i32, from: usize, length: i32): bool {
  const first = <u32>load<u8>(from);
  if (first <= 32 || first >= 128) return false;
  if (length >= 4 && isLetterOrDigit(<u8>first) && isOtherSecond(blanks, from)) return true;
  if (length > LONGEST_WORD && isAsciiStart(from)) return true;
  let start: u32 = 0;
  for (let at = 0; at < 4 && at < length; at++) {
    const byte = small(load<u8>(from + at));
    if (byte <= 32 || byte >= 128) return false;
    start |= byte << (<u32>at << 3);
  }
  for (let word = 0; word < wordCount; word++)
    if (load<u32>(blanks + WORDS + (<usize>word << 2)) === start) return false;
  // Signs at the beginning may be all that there is.
  return isLetterOrDigit(<u8>first);
}

/** No word goes on with the third and fourth byte; the second is of ASCII. */
function isOtherSecond(blanks: usize, from: usize): bool {
  const place = small(load<u8>(from, 2)) | (small(load<u8>(from, 3)) << 8);
  return load<i8>(from, 1) > 32 && ((<u32>load<u8>(blanks + THIRDS + (place >> 3)) >> (place & 7)) & 1) === 0;
}

/** 32 bytes, which reach behind the longest word, have no sign above ASCII. */
function isAsciiStart(from: usize): bool {
  return i8x16.bitmask(v128.or(v128.load(from), v128.load(from, 16))) === 0;
}

// @ts-ignore: decorator
@inline
function small(byte: u8): u32 {
  return <u32>byte | (<u32>(<u32>byte - 0x41 < 26) << 5);
}

function isLetterOrDigit(byte: u8): bool {
  return (byte >= 0x30 && byte <= 0x39) || (small(byte) >= 0x61 && small(byte) <= 0x7a);
}
