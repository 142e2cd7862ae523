import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** USER is answered without TLS: logins of real users cross the network as they are. */
export const ftpClearTextLogin: Detector = {
  code: 'ftp.clear-text-login',
  title: 'The FTP server takes logins without TLS, so that user names and passwords can be read on the way.',
  advice:
    'Require TLS for logins (vsftpd: force_local_logins_ssl=YES) and change the passwords that were used.',
  begin: ({ server: { ftp, tls, login, failure } }) =>
    endpointDetection(() => {
      if (ftp?.acceptsClearTextLogin === false) return 'fine';
      if (ftp?.acceptsClearTextLogin !== true) return 'unknown';
      const wentThrough = tls === null && failure === null && login === 'given';
      const letIn = wentThrough || (tls === null && ftp.anonymousLogin === 'accepted');
      return {
        severity: wentThrough ? 'high' : 'medium',
        proof: letIn ? 'proven' : 'claimed',
        evidence: { offersTls: ftp.offersTls, ownLoginWentInClearText: wentThrough },
      };
    }),
};
