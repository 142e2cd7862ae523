import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** Anybody sees the names of the files. Whoever is not let in sees none. */
export const ftpAnonymousLists: Detector = {
  code: 'ftp.anonymous-lists',
  title: 'The FTP server shows its folders to anybody.',
  advice: 'Switch anonymous access off, or take the right to list from the anonymous account.',
  begin: ({ server: { ftp, login }, listingIsComplete }) =>
    endpointDetection((assetCount) => {
      if (ftp?.anonymousLists === false || ftp?.anonymousLogin === 'refused') return 'fine';
      if (ftp?.anonymousLists !== true) return 'unknown';
      const listed = login === 'none' ? { files: assetCount, filesAreAll: listingIsComplete } : {};
      return {
        severity: 'medium',
        proof: 'proven',
        evidence: { replies: ftp.anonymousReplies.map(String), ...listed },
      };
    }),
};
