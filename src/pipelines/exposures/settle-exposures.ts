import type { RaisedFinding } from '../../../scanners/exposure.ts';
import { severityRank } from '../../core/severity.ts';
import type { ExposureRecord } from '../../store/exposure-records.ts';

/** What came of an exposure in a sweep: 'opened' is new, 'seen' was open before and still is. */
export interface SettledExposure {
  readonly change: 'opened' | 'reopened' | 'seen' | 'closed';
  readonly record: ExposureRecord;
}

/** What a sweep leaves to be settled. */
export interface SweepFindings {
  readonly endpointId: string;
  /** All exposures of the endpoint so far, closed ones too. */
  readonly before: readonly ExposureRecord[];
  readonly findings: readonly RaisedFinding[];
  /** Whether the sweep shows that an exposure, which it did not find, is over. Not having looked is no proof. */
  readonly rulesOut: (code: string, path: string | null) => boolean;
  /** ISO 8601 in UTC. */
  readonly nowIso: string;
  readonly newId: () => string;
}

/**
 * Go on with the life of an endpoint's exposures: open, closed only where the sweep rules them out, and opened again
 * under the same id when the same code stands on the same object. Returns the records to be written and no others:
 * an open one that was neither found nor ruled out, and a closed one that was not found, stay as they are. Pure.
 */
export function settleExposures(sweep: SweepFindings): readonly SettledExposure[] {
  const found = new Map<string, RaisedFinding>();
  for (const finding of sweep.findings) {
    const earlier = found.get(keyOf(finding));
    if (earlier === undefined || severityRank(finding.severity) > severityRank(earlier.severity))
      found.set(keyOf(finding), finding);
  }
  const known = new Set<string>();
  const settled: SettledExposure[] = [];
  for (const before of sweep.before) {
    known.add(keyOf(before));
    const after = goOn(before, found.get(keyOf(before)), sweep);
    if (after !== null) settled.push(after);
  }
  for (const [key, finding] of found) if (!known.has(key)) settled.push(open(finding, sweep));
  return settled;
}

function goOn(
  before: ExposureRecord,
  finding: RaisedFinding | undefined,
  { rulesOut, nowIso }: SweepFindings,
): SettledExposure | null {
  if (finding !== undefined) {
    const isBack = before.state === 'closed';
    const record: ExposureRecord = {
      ...before,
      ...partOf(finding),
      state: 'open',
      lastSeenAt: nowIso,
      closedAt: null,
      reopened: before.reopened + (isBack ? 1 : 0),
    };
    return { change: isBack ? 'reopened' : 'seen', record };
  }
  if (before.state === 'closed' || !rulesOut(before.code, before.path)) return null;
  return { change: 'closed', record: { ...before, state: 'closed', closedAt: nowIso } };
}

function open(finding: RaisedFinding, { endpointId, nowIso, newId }: SweepFindings): SettledExposure {
  const record: ExposureRecord = {
    id: newId(),
    endpointId,
    code: finding.code,
    path: finding.path,
    ...partOf(finding),
    state: 'open',
    firstSeenAt: nowIso,
    lastSeenAt: nowIso,
    closedAt: null,
    reopened: 0,
  };
  return { change: 'opened', record };
}

function partOf({
  severity,
  proof,
  evidence,
  raisedBy,
}: RaisedFinding): Pick<ExposureRecord, 'severity' | 'proof' | 'evidence'> {
  return { severity, proof, evidence: { ...evidence, raisedBy } };
}

/** A blank is in no code. */
function keyOf({ code, path }: { readonly code: string; readonly path: string | null }): string {
  return path === null ? code : `${code} ${path}`;
}
