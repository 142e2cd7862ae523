import type { Detector } from '../exposure.ts';
import { endpointDetection } from '../shared/endpoint-detection.ts';

/** Deprecated by RFC 7568 (SSLv3) and RFC 8996 (TLS 1.0 and 1.1). */
const OUTDATED: ReadonlySet<string> = new Set(['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1']);

/** Handshakes of versions before TLS 1.2 go through. */
export const tlsOutdated: Detector = {
  code: 'tls.outdated',
  title: 'The server accepts versions of TLS that are known to be broken.',
  advice: 'Allow TLS 1.2 and 1.3 only.',
  begin: ({ server: { tls } }) =>
    endpointDetection(() => {
      if (tls === null) return 'unknown';
      const accepted = [...(tls.outdatedAccepted ?? [])];
      if (OUTDATED.has(tls.protocol) && !accepted.includes(tls.protocol)) accepted.push(tls.protocol);
      if (accepted.length === 0) return tls.outdatedAccepted === null ? 'unknown' : 'fine';
      return {
        severity: 'medium',
        proof: 'proven',
        evidence: { accepted, negotiated: tls.protocol, cipher: tls.cipher },
      };
    }),
};
