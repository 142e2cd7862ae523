import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import { thresholdCurve } from '../../fingerprints/overlap/threshold-curve.ts';
import { noCurve, type ThresholdCurve, type ThresholdPoint } from '../reports/threshold-curve.ts';
import type { Store } from '../store/store.ts';
import type { ComparedFile, Comparison, VerdictSpool } from './compare-file.ts';
import type { StoredReport } from './stored-report.ts';
import { verdictPart } from './verdict-part.ts';

/** Limits that are looked at besides the check's own: five a decade from one in 100,000 to one in five. */
const STRICTEST = 1e-5;
const LOOSEST = 0.2;
const LIMITS = 24;

/**
 * What other thresholds would have claimed. Made at the end of a check, while its prints are loaded and on its thread: it
 * reads the evidence twice, which takes about as long as concluding did, and later a print may have been erased.
 */
export async function curveOfCheck(
  { prints, context }: Comparison,
  { plans, conclusion }: ComparedFile,
  spool: VerdictSpool,
  limit: FalseDiscoveryLimit,
): Promise<readonly ThresholdPoint[]> {
  if (prints.every(({ kind }) => kind === 'suspect')) return [];
  return thresholdCurve({
    compared: prints,
    plans,
    rules: conclusion.rules,
    verdicts: { chunks: (section, print) => spool.readBack(verdictPart(section, print)) },
    limit,
    shares: sharesAround(limit.maxFalseShare),
    tokeniser: context.tokeniser,
  });
}

/** The curve of a stored report. @throws {UsageError} no such report */
export async function storedCurve(store: Store, reportId: string): Promise<ThresholdCurve> {
  const record = await store.reports.get(reportId);
  const { curve, report } = record.report as StoredReport;
  if (curve === undefined || !curve.some(({ rows }) => rows > 0)) return noCurve(report.id);
  const chosen = curve.findIndex(({ maxFalseShare }) => maxFalseShare === report.limits.maxFalseShare);
  return { report: report.id, chosen, points: curve };
}

function sharesAround(own: number): number[] {
  const step = (LOOSEST / STRICTEST) ** (1 / (LIMITS - 1));
  const steps = Array.from({ length: LIMITS }, (_, at) => Number((STRICTEST * step ** at).toPrecision(2)));
  return [...new Set([...steps, own])].sort((a, b) => a - b);
}
