/** Stops the continued fraction: relative, some ulps of a double. */
const PRECISION = 1e-14;
/** The fraction needs about sqrt(max(a, b)) terms; this serves shapes up to 10^9. */
const MOST_TERMS = 100_000;
/** Keeps the fraction's steps away from a division by zero (Lentz). */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), 0 to 1; shapes above 0, whole or not.
 * Source: Abramowitz & Stegun 26.5.8; the side on which the fraction ends soon is taken.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * fractionOf(x, a, b)) / a
    : 1 - (front * fractionOf(1 - x, b, a)) / b;
}

/** The continued fraction by Lentz's way, two of its terms at a time. */
function fractionOf(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let term = 1; term <= MOST_TERMS; term++) {
    const twice = 2 * term;
    const even = (term * (b - term) * x) / ((a + twice - 1) * (a + twice));
    const odd = (-(a + term) * (a + b + term) * x) / ((a + twice) * (a + twice + 1));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return fraction;
}

function away(from: number): number {
  return Math.abs(from) < TINY ? TINY : from;
}

/** Where the series of Stirling is exact to a double with the terms below. */
const STIRLING_FROM = 10;

/** Logarithm of the gamma function for x > 0: Stirling's series (A & S 6.1.41), from below by its recurrence. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < STIRLING_FROM) {
    shift += Math.log(at);
    at++;
  }
  const square = at * at;
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
