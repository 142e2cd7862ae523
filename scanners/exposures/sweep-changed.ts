import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';
import { told } from '../shared/told.ts';

/** From this share of the files on, their going is more than tidying up. */
const MOST_GONE_SHARE = 0.5;

/**
 * Something is not as it was in the last sweep: software, certificate, files. Closed by a sweep that finds nothing
 * changed. What one of the two sweeps did not see is no change.
 */
export const sweepChanged: Detector = {
  code: 'sweep.changed',
  title: 'The server changed since the last sweep.',
  advice: 'Check that the change was yours; if it was not, keep the logs.',
  begin: ({ server: { software, tls, failure }, previous, changes: { added, changed, gone } }) =>
    endpointDetection(() => {
      if (previous === null) return 'unknown';
      const isOther = (before: string | null, now: string | null): boolean =>
        before !== null && now !== null && before !== now;
      const isOtherSoftware = isOther(previous.software, software);
      const isOtherCertificate = isOther(previous.certificateSha256, tls?.sha256 ?? null);
      if (!isOtherSoftware && !isOtherCertificate && added + changed + gone === 0)
        return failure === null ? 'fine' : 'unknown';
      const isEmptied = gone > 0 && gone >= previous.assets * MOST_GONE_SHARE;
      return {
        severity: isOtherCertificate || isEmptied ? 'low' : 'info',
        proof: 'proven',
        evidence: {
          since: previous.at,
          added,
          changed,
          gone,
          before: previous.assets,
          ...(isOtherSoftware && { softwareBefore: told(previous.software), softwareNow: told(software) }),
          ...(isOtherCertificate && {
            certificateBefore: previous.certificateSha256,
            certificateNow: tls?.sha256 ?? null,
          }),
        },
      };
    }),
};
