import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** The listing names rights to write. It is never tried: a claim is all that a lawful look can give. */
export const ftpClaimsWritable: Detector = {
  code: 'ftp.claims-writable',
  title: 'The FTP server says that whoever sees these folders may write to them.',
  advice: 'Take the right to write from the anonymous account, and look for files that are not yours.',
  begin: ({ server: { ftp, login, failure }, listingIsComplete }) =>
    endpointDetection(() => {
      if (ftp === null) return 'unknown';
      const { count, first } = ftp.claimsWritable;
      // An account of one's own that may write is as it should be; it is told, and raised only by other facts.
      if (count > 0)
        return {
          severity: login === 'none' ? 'medium' : 'info',
          proof: 'claimed',
          evidence: { count, examples: first, access: login === 'none' ? 'anybody' : 'login' },
        };
      return failure === null && listingIsComplete ? 'fine' : 'unknown';
    }),
};
