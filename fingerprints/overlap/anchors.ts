import type { SampleMatcher, SampleQuestion } from './match-sample.ts';

/** A pair of rows that are probably the same person. */
export interface Anchor {
  /** Place in the sample. */
  readonly row: number;
  readonly printRow: number;
}

/** Bits over the print's size: probably the same. Sure pairs alone would show no disagreement. */
const PROBABLE_BITS = 3;
/** Enough pairs to learn shares of one in five hundred. */
const ENOUGH = 1_500;
/** Rows that are matched before it is asked whether there are enough. */
const AT_ONCE = 512;

/** Match the sample with what is known so far and keep the pairs that stand against strangers and relatives. */
export function findAnchors(question: SampleQuestion, matcher: SampleMatcher): Anchor[] {
  const match = matcher(question);
  const anchors: Anchor[] = [];
  for (let from = 0; from < question.sample.size && anchors.length < ENOUGH; from += AT_ONCE) {
    match(from, from + AT_ONCE).forEach((found, at) => {
      if (
        found !== null &&
        found.sameBits >= PROBABLE_BITS &&
        found.sameBits - found.relativeBits >= PROBABLE_BITS
      )
        anchors.push({ row: from + at, printRow: found.printRow });
    });
  }
  return anchors.slice(0, ENOUGH);
}
