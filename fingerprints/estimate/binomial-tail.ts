import { incompleteBeta } from './incomplete-beta.ts';

/**
 * P(at least so many successes in `trials` of probability `share01` each), exact: I_share(least, trials - least + 1).
 * Source: Abramowitz & Stegun 26.5.24.
 */
export function binomialTail(least: number, trials: number, share01: number): number {
  if (least <= 0) return 1;
  if (least > trials) return 0;
  return incompleteBeta(share01, least, trials - least + 1);
}
