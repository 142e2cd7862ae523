import type { PresenceRule } from '../../fingerprints/estimate/false-discovery.ts';
import type { SectionPlan } from '../../fingerprints/overlap/section-matcher.ts';
import type { Report } from '../reports/report.ts';
import type { ThresholdPoint } from '../reports/threshold-curve.ts';

/** What is stored of a check: the report for people, and what explains its rows. */
export interface StoredReport {
  readonly report: Report;
  readonly engine: {
    /** By section. */
    readonly plans: readonly SectionPlan[];
    /** In the order of report.comparedWith. */
    readonly rules: readonly PresenceRule[];
  };
  /** What other thresholds would have claimed; reports of older versions have none. */
  readonly curve?: readonly ThresholdPoint[];
}
