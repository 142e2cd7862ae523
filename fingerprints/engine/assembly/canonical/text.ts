// fingerprints/fields/text.ts. It cuts texts beyond 512 letters; no cell that the kernel takes is that long.
import { foldUnlessBlank, markerOf, NO_MARKER } from '../text/blank';
import { FOLDED, WORDS } from '../text/room';
import { joinWords, wordsOf } from '../text/words';
import { UNREADABLE } from './reading';

/** Folded words with one blank between them. */
export function canonicalText(from: usize, length: i32, to: usize, _reading: u32): i32 {
  const folded = to + FOLDED;
  const foldedLength = foldUnlessBlank(from, length, folded);
  if (foldedLength < 0) return foldedLength;
  const count = wordsOf(folded, foldedLength, to + WORDS);
  if (count === 0) return UNREADABLE;
  const written = joinWords(folded, to + WORDS, count, to);
  return markerOf(to, written) === NO_MARKER ? written : UNREADABLE;
}
