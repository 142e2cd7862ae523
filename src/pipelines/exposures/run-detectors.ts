import type {
  AssetObservation,
  CodedFinding,
  Detection,
  DetectionContext,
  Detector,
  ExposureCode,
} from '../../../scanners/exposure.ts';
import { throwIfCancelled } from '../../core/errors.ts';

/** What the detectors made of one sweep. */
export interface DetectedExposures {
  readonly findings: readonly CodedFinding[];
  /**
   * Whether the sweep shows that an earlier exposure, which is not among the findings, is over. False for a code that
   * no detector answers for, and for a path that was not among the paths of interest.
   */
  rulesOut(code: string, path: string | null): boolean;
}

/**
 * Show one sweep to all detectors. Every asset is read once from the iteration and let go: memory grows with the
 * findings and with the paths of interest, not with the assets.
 * @param assets the files that this sweep listed; none that an earlier one knew and this one did not see
 * @param pathsOfInterest the objects of exposures that are still open
 * @throws {CancelledError}
 */
export async function runDetectors(
  detectors: readonly Detector[],
  context: DetectionContext,
  assets: AsyncIterable<AssetObservation>,
  pathsOfInterest: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<DetectedExposures> {
  const detections = detectors.map(({ code, begin }) => ({ code, detection: begin(context) }));
  const ofInterest = new Map<string, AssetObservation>();
  for await (const asset of assets) {
    throwIfCancelled(signal);
    for (const { detection } of detections) detection.see(asset);
    if (pathsOfInterest.has(asset.path)) ofInterest.set(asset.path, asset);
  }
  const hasSeenAll = context.listingIsComplete && context.server.failure === null;
  const stateOf = (path: string): AssetObservation | 'gone' | 'unseen' => {
    if (!pathsOfInterest.has(path)) return 'unseen';
    return ofInterest.get(path) ?? (hasSeenAll ? 'gone' : 'unseen');
  };
  const byCode = new Map<string, Detection>(detections.map(({ code, detection }) => [code, detection]));
  return {
    findings: detections.flatMap(({ code, detection }) => codedFindings(code, detection)),
    rulesOut: (code, path) => byCode.get(code)?.rulesOut(path, path === null ? null : stateOf(path)) ?? false,
  };
}

function codedFindings(code: ExposureCode, detection: Detection): readonly CodedFinding[] {
  return detection.findings().map((finding) => ({ ...finding, code }));
}
