import { betaQuantile } from './beta-quantile.ts';

/**
 * The number that the absolute value of Student's t with `degrees` of freedom (above 0, whole or not) exceeds with
 * probability 1 - level: 2.262 for 9 degrees at 0.95. Source: t² = degrees (1 - x) / x, where x is beta (degrees/2, 1/2).
 */
export function studentQuantile(level: number, degrees: number): number {
  const x = betaQuantile(1 - level, degrees / 2, 1 / 2);
  return Math.sqrt((degrees * (1 - x)) / x);
}
