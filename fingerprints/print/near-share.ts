import type { SpellingIndex } from './spelling-index.ts';

/** Places of the index at which the group of values of one spelling is looked at. */
const SAMPLED = 50_000;
/** Rule of three: nothing seen in n tries means, with 95 % confidence, at most 3 in n. */
const RULE_OF_THREE = 3;

/**
 * P(a stranger's value is one slip away from a given value, and not the same), weighed by how often values occur:
 * the chance that near agreement means nothing. Two values that share several spellings count for each (cautious).
 * 0 only without spellings or rows.
 * @param countOf rows that have a value @param filled rows that have any
 */
export function nearShareOf(
  spelling: SpellingIndex | null,
  countOf: (token: number) => number,
  filled: number,
): number {
  if (spelling === null || filled === 0) return 0;
  const step = Math.max(1, Math.floor(spelling.blurred.length / SAMPLED));
  let pairs = 0;
  for (let start = 0; start < spelling.blurred.length; ) {
    let end = start + 1;
    while (spelling.blurred[end] === spelling.blurred[start]) end++;
    const size = end - start;
    // A group is met by a step with probability size / step, and stands for as many groups as that leaves out.
    const isSampled = Math.ceil(start / step) * step < end;
    if (size > 1 && isSampled) pairs += Math.max(1, step / size) * pairsIn(spelling, start, end, countOf);
    start = end;
  }
  return Math.min(0.5, (pairs + RULE_OF_THREE) / Math.max(1, (filled * (filled - 1)) / 2));
}

/** Sum over pairs of different values of count x count: how many pairs of rows are near through this spelling. */
function pairsIn(
  spelling: SpellingIndex,
  start: number,
  end: number,
  countOf: (token: number) => number,
): number {
  let sum = 0;
  let squares = 0;
  for (let at = start; at < end; at++) {
    const count = countOf(spelling.values[at]!);
    sum += count;
    squares += count * count;
  }
  return (sum * sum - squares) / 2;
}
