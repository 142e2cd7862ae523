/** Bytes of a word. */
export const BYTES = 4;

const LOW_BITS = 0x7f7f7f7f;
const TOP_BITS = 0x80808080;
/** Brings the bits 0, 8, 16 and 24 of a number to its bits 24 to 27. */
const GATHER = (1 << 24) | (1 << 17) | (1 << 10) | (1 << 3);

/** Which bytes of a word are not 0, as four bits, the last byte first. */
export function filledBytes(word: number): number {
  return fourBits(filledTops(word));
}

/** Which bytes of two words are the same and not 0. */
export function agreeingBytes(left: number, right: number): number {
  return fourBits(~filledTops(left ^ right) & filledTops(left));
}

/** The top bit of each byte that is not 0; other bits too. */
function filledTops(word: number): number {
  return ((word & LOW_BITS) + LOW_BITS) | 0 | word;
}

function fourBits(tops: number): number {
  return (Math.imul((tops & TOP_BITS) >>> 7, GATHER) >>> 24) & 0xf;
}
