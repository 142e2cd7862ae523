/** One for each use; none shares a factor with any `end` that is passed here (the tests check it). */
const MULTIPLIERS = [7_368_787, 6_180_339, 5_800_079, 8_675_309] as const;

/**
 * Send whole numbers 0 … end-1 one to one onto themselves, neighbours far apart, differently for each seed.
 * This is how telephone, social-security and account numbers are unique without remembering which are taken.
 * Numbers at or above `end` start again. `end` stays below 9 × 10^8, so that the product is exact.
 */
export function spread(serial: number, end: number, seed: number, use: 0 | 1 | 2 | 3): number {
  const offset = (seed * 2_654_435 + use * 1_618_033) % end;
  return ((serial % end) * MULTIPLIERS[use] + offset) % end;
}
