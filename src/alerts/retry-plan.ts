/** After the first failure, doubling up to the longest. */
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 3_600_000;

/** How long an alert is tried. */
export interface RetryLimits {
  readonly maxAttempts: number;
  /** From when it was raised. */
  readonly maxAgeMs: number;
}

/**
 * When an attempt that failed is repeated, in milliseconds since 1970; null: not any more. Half of each pause is left to chance,
 * so that many do not come back to a server at once.
 * @param attempts made so far, from 1 @param random01 0 up to 1
 */
export function nextAttemptMs(
  { attempts, createdMs, nowMs }: { attempts: number; createdMs: number; nowMs: number },
  { maxAttempts, maxAgeMs }: RetryLimits,
  random01: number,
): number | null {
  if (attempts >= maxAttempts) return null;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  const nextMs = nowMs + Math.round(pauseMs * (0.5 + random01 / 2));
  return nextMs - createdMs > maxAgeMs ? null : nextMs;
}
