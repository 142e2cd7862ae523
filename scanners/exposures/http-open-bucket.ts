import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';
import { knowsListings } from '../shared/stranger-status.ts';

/** A bucket of an object store that names its objects to somebody without a login. */
export const httpOpenBucket: Detector = {
  code: 'http.open-bucket',
  title: 'The bucket lists its objects to anybody.',
  advice: 'Block public access to the bucket, and hand files out by signed links that end.',
  begin: ({ server }) =>
    endpointDetection(() => {
      const { http } = server;
      if (http !== null && http.bucket !== null && http.openListings.count > 0)
        return {
          severity: 'high',
          proof: 'proven',
          evidence: { store: http.bucket, pages: http.openListings.count, examples: http.openListings.first },
        };
      return knowsListings(server) ? 'fine' : 'unknown';
    }),
};
