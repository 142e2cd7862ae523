// How the fields made of words use the CANONICAL_ROOM bytes at `to` while they work, as offsets from `to`. What they hand
// back starts at offset 0 and may be longer than the cell: '12B' becomes '12 B'.

/** The folded cell: at most MOST_FOLDED bytes, and 16 that are written past it. */
export const FOLDED: usize = 384;
/** Where its words begin and end: one byte each, see wordsOf. */
export const WORDS: usize = 672;
/** What a single field needs besides: 96 bytes. */
export const SPARE: usize = 928;

/** Longest folded cell; its places fit one byte. */
export const MOST_FOLDED: i32 = 255;
