import type { PresenceRule } from './false-discovery.ts';

/**
 * The evidence in bits that a row needs to be present when one record fits and no relative does: the odds that the
 * rule asks for, less the odds before looking (the share of rows present), for a print of that many people.
 * Infinity when the rule claims nothing.
 */
export function thresholdBits(rule: PresenceRule, persons: number): number {
  if (rule.leastPresent > 1) return Number.POSITIVE_INFINITY;
  const odds = rule.leastPresent / Math.max(1e-12, 1 - rule.leastPresent);
  const before = rule.shares.present / Math.max(1e-12, rule.shares.stranger);
  return Math.log2(odds / before) + Math.log2(Math.max(1, persons));
}
