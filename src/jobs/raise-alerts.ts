import type { Alert, AlertDesk } from '../alerts/alert.ts';
import { SEVERITIES, type Severity } from '../core/severity.ts';
import type { ExposureReport } from '../reports/exposure.ts';
import { overlapsOfOurs, type Report } from '../reports/report.ts';
import type { SweepReport } from '../reports/sweep.ts';

/** How a sweep ended, for whoever raises alerts of it. */
export interface SweptEndpoint {
  readonly endpoint: string;
  /** Null where it could not even begin. */
  readonly report: SweepReport | null;
  /** Sweeps in a row that did not reach it, this one included; 0: it was reached. */
  readonly failures: number;
  /** Why it was not reached: the code of what failed; null where none is known. */
  readonly code: string | null;
}

/**
 * Raise what a sweep calls for, once it has settled: its open exposures (each opening is told once, so that a process which
 * died before it told them is made up for by the next), and a server that was not reached `afterFailures` times in a row.
 */
export async function raiseAfterSweep(
  desk: AlertDesk,
  swept: SweptEndpoint,
  afterFailures: number,
): Promise<void> {
  if (swept.failures === 0) await desk.reached(swept.endpoint);
  await desk.raiseAll(alertsOfSweep(swept, afterFailures));
}

/** The alerts of a sweep. The desk drops those that were raised before. */
export function alertsOfSweep(
  { endpoint, report, failures, code }: SweptEndpoint,
  afterFailures: number,
): readonly Alert[] {
  const exposures = (report?.exposures ?? []).filter(({ state }) => state === 'open').map(alertOfExposure);
  if (failures < afterFailures) return exposures;
  return [...exposures, { event: 'sweep.failing', endpoint, failures, code: code ?? 'RP_NOT_REACHED' }];
}

/** The alert of a check: what share of the suspect is ours, where anything is. Channels say from which share on. */
export function alertsOfCheck(report: Report): readonly Alert[] {
  const { suspect, population, estimate } = report;
  if (overlapsOfOurs(report).length === 0) return [];
  const share =
    estimate?.explained.share ?? (suspect.rows === 0 ? 0 : population.rowsExplained / suspect.rows);
  return [
    {
      event: 'overlap.above',
      report: report.id,
      suspect: suspect.name,
      share,
      persons: population.persons,
    },
  ];
}

function alertOfExposure({
  id,
  endpoint,
  code,
  severity,
  groupSeverity,
  title,
  reopened,
}: ExposureReport): Alert {
  return {
    event: 'exposure.new',
    endpoint,
    exposure: id,
    code,
    severity: severityOf(groupSeverity ?? severity),
    title,
    opening: reopened,
  };
}

/** A word that is none of ours is taken seriously. */
function severityOf(word: string): Severity {
  return SEVERITIES.find((severity) => severity === word) ?? 'high';
}
