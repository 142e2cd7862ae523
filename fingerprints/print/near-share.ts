import type { ColumnIndex } from './column-index.ts';
import { findRun } from './column-index.ts';
import type { SpellingIndex } from './spelling-index.ts';

/** Pairs of neighbouring spellings looked at. */
const SAMPLED = 50_000;

/**
 * P(a stranger's value is one slip away from a given value, and not the same), weighed by how often values occur:
 * the chance that near agreement means nothing. 0 without spellings.
 */
export function nearShareOf(spelling: SpellingIndex | null, index: ColumnIndex | null, rows: number): number {
  if (spelling === null || index === null || rows === 0) return 0;
  const countOf = (token: number): number => {
    const run = findRun(index, token, null);
    return run.end - run.start;
  };
  const step = Math.max(1, Math.floor(spelling.blurred.length / SAMPLED));
  let pairMass = 0;
  for (let group = 0; group < spelling.blurred.length; ) {
    let end = group + 1;
    while (spelling.blurred[end] === spelling.blurred[group]) end++;
    if (end - group > 1 && group % step < end - group)
      pairMass += step * pairsIn(spelling, group, end, countOf);
    group = end;
  }
  return Math.min(0.5, (pairMass + 3) / Math.max(1, (rows * (rows - 1)) / 2));
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
