import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/**
 * Bytes of a file came to an anonymous client. One file that is refused does not show that all are (a public and a
 * private zone stand on the same server), so more is asked before this is ruled out.
 */
export const ftpAnonymousReads: Detector = {
  code: 'ftp.anonymous-reads',
  title: 'The FTP server gives files to anybody.',
  advice:
    'Switch anonymous access off, then look in the transfer log for who fetched these files and since when.',
  begin: ({ server: { ftp, login, failure }, listingIsComplete }) =>
    endpointDetection((assetCount) => {
      if (ftp === null) return 'unknown';
      if (ftp.anonymousReads !== null)
        return { severity: 'high', proof: 'proven', evidence: { example: ftp.anonymousReads.path } };
      if (ftp.anonymousLogin === 'refused') return 'fine';
      if (failure !== null) return 'unknown';
      const wasRefused = ftp.anonymousReadRefused > 0;
      if (login === 'given') return wasRefused && ftp.anonymousLists === false ? 'fine' : 'unknown';
      return listingIsComplete && (wasRefused || assetCount === 0) ? 'fine' : 'unknown';
    }),
};
