import type { Detector } from '../exposure.ts';
import { wholeDays } from '../shared/days.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';
import { told } from '../shared/told.ts';

/** A certificate that does not hold (expired, not trusted), is for another name, or ends soon. */
export const tlsCertificate: Detector = {
  code: 'tls.certificate',
  title: 'The certificate of the server does not hold, is for another name, or ends soon.',
  advice: 'Install a certificate for this name from a trusted authority, and have it renewed by itself.',
  begin: ({ server: { tls }, nowMs, certificateWarningDays }) =>
    endpointDetection(() => {
      if (tls === null) return 'unknown';
      const daysLeft = wholeDays(nowMs, Date.parse(tls.validTo));
      const isBroken = tls.problem !== null || !tls.isForHost || (daysLeft !== null && daysLeft < 0);
      if (!isBroken && (daysLeft === null || daysLeft >= certificateWarningDays)) return 'fine';
      return {
        severity: isBroken ? 'medium' : 'low',
        proof: 'proven',
        evidence: {
          problem: tls.problem,
          isForHost: tls.isForHost,
          daysLeft,
          validFrom: tls.validFrom,
          validTo: tls.validTo,
          subject: told(tls.subject),
          issuer: told(tls.issuer),
          sha256: tls.sha256,
        },
      };
    }),
};
