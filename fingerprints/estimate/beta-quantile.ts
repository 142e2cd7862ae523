import { incompleteBeta } from './incomplete-beta.ts';

/** Halvings of [0, 1] until two numbers next to each other are left. */
const MOST_HALVINGS = 1_074;
/** Where halving ends: relative, some ulps of a double. */
const PRECISION = 1e-14;

/**
 * The number below which a beta variable of shape (a, b) falls with probability `probability01`; shapes above 0, whole
 * or not. Found by halving the regularised incomplete beta function, to the last digits of a double.
 */
export function betaQuantile(probability01: number, a: number, b: number): number {
  if (probability01 <= 0) return 0;
  if (probability01 >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < MOST_HALVINGS && high - low > PRECISION * high; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < probability01) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
