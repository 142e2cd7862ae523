import type { Detector } from '../../../scanners/exposure.ts';
import type { ExposureReport } from '../../reports/exposure.ts';
import { groupByObject } from '../../reports/exposure-groups.ts';
import type { ExposureRecord } from '../../store/exposure-records.ts';

/**
 * Stored exposures of one endpoint as people and programs read them, in the order given. An exposure of a code that no
 * detector answers for (any more) is told by its code.
 */
export function reportExposures(
  records: readonly ExposureRecord[],
  endpointName: string,
  detectors: readonly Detector[],
): readonly ExposureReport[] {
  const wordsOf = new Map<string, Detector>(detectors.map((detector) => [detector.code, detector]));
  const reports = records.map((record) => reportOf(record, endpointName, wordsOf.get(record.code)));
  const worst = new Map<ExposureReport, string>();
  for (const { severity, exposures } of groupByObject(reports.filter(({ state }) => state === 'open')))
    for (const exposure of exposures) worst.set(exposure, severity);
  return reports.map((report) => ({ ...report, groupSeverity: worst.get(report) ?? null }));
}

function reportOf(record: ExposureRecord, endpoint: string, words: Detector | undefined): ExposureReport {
  const { endpointId: _, evidence: stored, ...rest } = record;
  const { raisedBy, ...evidence } = isRecord(stored) ? stored : {};
  return {
    ...rest,
    endpoint,
    groupSeverity: null,
    title: words?.title ?? `${record.code}: no detector of this version knows it.`,
    advice: words?.advice ?? '',
    evidence,
    raisedBy: Array.isArray(raisedBy) ? raisedBy.map(String) : [],
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
