import type { Detection, Finding } from '../exposure.ts';
import type { Verdict } from './verdict.ts';

/**
 * The work of a detector that looks at the server as a whole.
 * @param judge asked when all assets were shown, with how many there were
 */
export function endpointDetection(judge: (assetCount: number) => Verdict): Detection {
  let assetCount = 0;
  return {
    see() {
      assetCount++;
    },
    findings(): readonly Finding[] {
      const verdict = judge(assetCount);
      return typeof verdict === 'string' ? [] : [{ path: null, ...verdict }];
    },
    rulesOut: (path) => path === null && judge(assetCount) === 'fine',
  };
}
