/** How bad something is, from least to most. The words stand in reports and alerts: never renamed. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A severity's place in the order, 0 for 'info'; -1 for a word that is none, so that it never outranks one. */
export function severityRank(severity: string): number {
  return SEVERITIES.indexOf(severity as Severity);
}
