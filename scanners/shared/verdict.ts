import type { Finding } from '../exposure.ts';

/**
 * What a detector makes of one object: something wrong; 'fine', because the sweep looked and it is not so; or 'unknown',
 * because the sweep did not look or cannot tell. Only 'fine' closes an exposure.
 */
export type Verdict = Omit<Finding, 'path'> | 'fine' | 'unknown';
