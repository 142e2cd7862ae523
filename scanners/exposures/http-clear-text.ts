import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** Files come over http: and the server does not send clients on to https:. */
export const httpClearText: Detector = {
  code: 'http.clear-text',
  title: 'The web server works without TLS, so that files and logins can be read and changed on the way.',
  advice: 'Serve by https only, and send http requests on to it.',
  begin: ({ server: { http, login } }) =>
    endpointDetection(() => {
      if (http === null) return 'unknown';
      if (!http.isClearText || http.redirectsToTls === true) return 'fine';
      if (http.redirectsToTls === null) return 'unknown';
      return {
        severity: login === 'given' ? 'high' : 'medium',
        proof: 'proven',
        evidence: { status: http.status, ownLoginWentInClearText: login === 'given' },
      };
    }),
};
