/** The middle of some figures, or between the two in the middle. @throws {RangeError} of none */
export function median(figures: readonly number[]): number {
  if (figures.length === 0) throw new RangeError('the median of no figures');
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
