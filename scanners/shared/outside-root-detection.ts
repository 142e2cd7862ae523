import type { AssetObservation, Detection, DetectionContext } from '../exposure.ts';
import type { OutsideRoot } from '../observations.ts';

/** Scanners keep that many places at least: where there are as many, others may have been left out. */
const MOST_PLACES_KEPT = 20;

/**
 * The work of the detectors of what is served from outside the tree: one finding for each place. Where bytes of it came
 * that is proven; a link that points there is what the server says.
 * @param outside null: the sweep did not get as far as to look
 */
export function outsideRootDetection(
  { server }: DetectionContext,
  outside: readonly OutsideRoot[] | null,
): Detection {
  const found = new Map((outside ?? []).map((place) => [place.path, place]));
  const hasAll = outside !== null && outside.length < MOST_PLACES_KEPT && server.failure === null;
  return {
    see() {},
    findings: () =>
      [...found.values()].map(({ path, target, proof }) => ({
        path,
        severity: proof === 'read' ? 'high' : 'medium',
        proof: proof === 'read' ? 'proven' : 'claimed',
        evidence: { target, bytesCame: proof === 'read' },
      })),
    rulesOut: (path, asset) =>
      path !== null && (asset === 'gone' || (hasAll && isSeen(asset))) && !found.has(path),
  };
}

function isSeen(asset: AssetObservation | 'gone' | 'unseen' | null): boolean {
  return asset !== null && asset !== 'unseen';
}
