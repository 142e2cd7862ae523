import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** Files and listings come without TLS: PROT C was accepted, or there is no TLS at all. */
export const ftpClearTextData: Detector = {
  code: 'ftp.clear-text-data',
  title: 'The FTP server sends files without encryption, so that they can be read on the way.',
  advice: 'Require TLS for data connections (vsftpd: force_local_data_ssl=YES).',
  begin: ({ server: { ftp } }) =>
    endpointDetection(() => {
      if (ftp?.acceptsClearTextData === false) return 'fine';
      if (ftp?.acceptsClearTextData !== true) return 'unknown';
      return { severity: 'medium', proof: 'proven', evidence: { offersTls: ftp.offersTls } };
    }),
};
