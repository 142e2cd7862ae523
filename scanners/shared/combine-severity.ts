import { severityRank } from '../../src/core/severity.ts';
import type { CodedFinding, ExposureCode, RaisedFinding, Severity } from '../exposure.ts';
import { SEVERITY_RULES, type SeverityNeed, type SeverityRule } from './severity-rules.ts';

/** What stands in one place: every code, and those of files that anybody gets at. */
interface Standing {
  readonly all: Set<ExposureCode>;
  readonly forAnybody: Set<ExposureCode>;
}

/**
 * Raise the severity of findings whose facts stand together on one endpoint. Each finding comes back in its place with
 * the codes that raised it. Pure; more findings never lower a severity; time grows with their number only.
 */
export function combineSeverity(findings: readonly CodedFinding[]): readonly RaisedFinding[] {
  const onEndpoint = standingOf(findings);
  const onObject = new Map<string | null, Standing>();
  for (const finding of findings) {
    const standing = onObject.get(finding.path) ?? standingOf([]);
    onObject.set(finding.path, note(standing, finding));
  }
  const rules = SEVERITY_RULES.filter((rule) => rule.together.every((need) => meets(onEndpoint, need)));
  return findings.map((finding) => raise(finding, rules, onEndpoint, onObject.get(finding.path)!));
}

function raise(
  finding: CodedFinding,
  rules: readonly SeverityRule[],
  onEndpoint: Standing,
  onObject: Standing,
): RaisedFinding {
  let severity: Severity = finding.severity;
  let raisedBy = new Set<ExposureCode>();
  for (const { raises, to, within, together } of rules) {
    const standing = within === 'object' ? onObject : onEndpoint;
    const isHigher = severityRank(to) > severityRank(severity);
    if (!raises.includes(finding.code) || !(isHigher || (to === severity && raisedBy.size > 0))) continue;
    if (!together.every((need) => meets(standing, need))) continue;
    if (!isRaisable(finding, together)) continue;
    if (isHigher) raisedBy = new Set();
    severity = to;
    for (const code of together.flatMap((need) => codesOf(standing, need)))
      if (code !== finding.code) raisedBy.add(code);
  }
  return { ...finding, severity, raisedBy: [...raisedBy] };
}

/** A need for files that anybody gets at raises no file that took a login. */
function isRaisable(finding: CodedFinding, together: readonly SeverityNeed[]): boolean {
  const needs = together.filter(({ anyOf }) => anyOf.includes(finding.code));
  return needs.every(({ forAnybody }) => forAnybody !== true || isForAnybody(finding));
}

function meets(standing: Standing, need: SeverityNeed): boolean {
  return codesOf(standing, need).length > 0;
}

function codesOf(standing: Standing, { anyOf, forAnybody }: SeverityNeed): readonly ExposureCode[] {
  const codes = forAnybody === true ? standing.forAnybody : standing.all;
  return anyOf.filter((code) => codes.has(code));
}

function standingOf(findings: readonly CodedFinding[]): Standing {
  const empty: Standing = { all: new Set(), forAnybody: new Set() };
  for (const finding of findings) note(empty, finding);
  return empty;
}

function note(standing: Standing, finding: CodedFinding): Standing {
  standing.all.add(finding.code);
  if (isForAnybody(finding)) standing.forAnybody.add(finding.code);
  return standing;
}

function isForAnybody({ evidence }: CodedFinding): boolean {
  return evidence.access === 'anybody';
}
