import type { CaseSummary, Exposure, ReportSummary, Run, SweepSummary } from '../shapes.ts';

/** What the home page shows. */
export interface HomeFacts {
  readonly running: readonly Run[];
  readonly cases: readonly CaseSummary[];
  readonly exposures: readonly Exposure[];
  readonly sweeps: readonly SweepSummary[];
  readonly reports: readonly ReportSummary[];
  readonly hasTables: boolean;
  readonly hasServers: boolean;
}
