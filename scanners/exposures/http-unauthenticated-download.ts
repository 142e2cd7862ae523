import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';
import { asksForLogin } from '../shared/stranger-status.ts';

/**
 * Bytes of a file came to somebody without a login. That a listing is gone rules nothing out: files that are hidden
 * are often still served. A stranger has to be refused.
 */
export const httpUnauthenticatedDownload: Detector = {
  code: 'http.unauthenticated-download',
  title: 'The web server gives files to anybody.',
  advice: 'Ask for a login on every file, then look in the access log for who fetched them and since when.',
  begin: ({ server, listingIsComplete }) =>
    endpointDetection(() => {
      const { http, login, failure } = server;
      if (http === null) return 'unknown';
      if (http.strangerReads !== null)
        return { severity: 'high', proof: 'proven', evidence: { example: http.strangerReads.path } };
      if (asksForLogin(server)) return 'fine';
      if (failure !== null || (http.strangerReadRefused ?? 0) === 0) return 'unknown';
      const sawAll = login === 'none' ? listingIsComplete : http.openListings.count === 0;
      return sawAll ? 'fine' : 'unknown';
    }),
};
