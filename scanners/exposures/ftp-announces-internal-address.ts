import ipaddr from 'ipaddr.js';
import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/**
 * The reply to PASV names another address than the one that was dialled. One from within tells strangers how the
 * network behind is laid out; another public one is a wrong setting that sends clients elsewhere.
 */
export const ftpAnnouncesInternalAddress: Detector = {
  code: 'ftp.announces-internal-address',
  title: 'The FTP server names an address of its own network, or of another host, for data connections.',
  advice: 'Set the address that the server announces to its public one (vsftpd: pasv_address).',
  begin: ({ server: { ftp, url } }) =>
    endpointDetection(() => {
      const announced = ftp?.announcedAddress ?? null;
      if (announced === null || !ipaddr.isValid(announced))
        return ftp?.announcesDialledAddress === true ? 'fine' : 'unknown';
      const range = ipaddr.process(announced).range();
      return {
        severity: range === 'unicast' || range === 'unspecified' ? 'low' : 'medium',
        proof: 'proven',
        evidence: { announced, range: range === 'unicast' ? 'public' : range, dialled: new URL(url).host },
      };
    }),
};
