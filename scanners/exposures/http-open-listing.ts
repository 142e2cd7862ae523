import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';
import { knowsListings } from '../shared/stranger-status.ts';

/** Folders whose contents were listed to somebody without a login. */
export const httpOpenListing: Detector = {
  code: 'http.open-listing',
  title: 'The web server lists the files of its folders to anybody.',
  advice: 'Switch listings off (nginx: autoindex off, Apache: Options -Indexes) and ask for a login.',
  begin: ({ server }) =>
    endpointDetection(() => {
      const listings = server.http?.openListings;
      if (listings === undefined) return 'unknown';
      const { count, first, dialects } = listings;
      if (count === 0) return knowsListings(server) ? 'fine' : 'unknown';
      return { severity: 'medium', proof: 'proven', evidence: { folders: count, examples: first, dialects } };
    }),
};
