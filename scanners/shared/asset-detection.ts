import type { AssetObservation, Detection, DetectionContext, Finding } from '../exposure.ts';
import type { Verdict } from './verdict.ts';

/**
 * The work of a detector that looks at assets one by one. Keeps its findings, never the assets. The evidence says by
 * which way the asset was met: 'anybody' where the sweep had no login, else 'login'.
 */
export function assetDetection(
  { server }: DetectionContext,
  judge: (asset: AssetObservation) => Verdict,
): Detection {
  const access = server.login === 'none' ? 'anybody' : 'login';
  const findings: Finding[] = [];
  return {
    see(asset) {
      const verdict = judge(asset);
      if (typeof verdict === 'string') return;
      findings.push({ path: asset.path, ...verdict, evidence: { ...verdict.evidence, access } });
    },
    findings: () => findings,
    rulesOut(path, asset) {
      if (path === null || asset === null || asset === 'unseen') return false;
      return asset === 'gone' || judge(asset) === 'fine';
    },
  };
}
