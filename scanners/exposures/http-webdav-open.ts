import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

const WRITING: ReadonlySet<string> = new Set(['PUT', 'DELETE', 'MKCOL', 'MOVE', 'COPY', 'PROPPATCH']);

/**
 * WebDAV answers strangers. PROPFIND with 207 is proven; that a stranger may write is what OPTIONS says, and it is
 * never tried. Where PROPFIND is claimed too but was refused, the claims are shown to be empty.
 */
export const httpWebdavOpen: Detector = {
  code: 'http.webdav-open',
  title: 'WebDAV is open to anybody: folders are listed, dotfiles too, and perhaps written to.',
  advice: 'Ask for a login on WebDAV, or switch it off; look for files that are not yours.',
  begin: ({ server: { http } }) =>
    endpointDetection(() => {
      const webdav = http?.webdav ?? null;
      if (webdav === null) return 'unknown';
      const writing = webdav.claimsMethods.filter((method) => WRITING.has(method.toUpperCase()));
      const evidence = { listed: webdav.listed, claimsToWriteBy: writing };
      if (webdav.listed)
        return { severity: writing.length > 0 ? 'high' : 'medium', proof: 'proven', evidence };
      const isContradicted = webdav.claimsMethods.some((method) => method.toUpperCase() === 'PROPFIND');
      return writing.length > 0 && !isContradicted ? { severity: 'low', proof: 'claimed', evidence } : 'fine';
    }),
};
