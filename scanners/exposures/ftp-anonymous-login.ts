import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** Anybody can log in as `anonymous`: 230 came, and whatever words with it do not matter. */
export const ftpAnonymousLogin: Detector = {
  code: 'ftp.anonymous-login',
  title: 'The FTP server lets anybody log in without an account.',
  advice:
    'Switch anonymous access off (vsftpd: anonymous_enable=NO) and give each user an account of their own.',
  begin: ({ server: { ftp } }) =>
    endpointDetection(() => {
      if (ftp?.anonymousLogin === 'refused') return 'fine';
      if (ftp?.anonymousLogin !== 'accepted') return 'unknown';
      return {
        severity: 'medium',
        proof: 'proven',
        evidence: { replies: ftp.anonymousReplies.map(String), offersTls: ftp.offersTls },
      };
    }),
};
