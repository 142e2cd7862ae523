import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { TlsObservation } from '../observations.ts';

/** Certificates can name much: what is kept of a name. */
const MOST_NAME_CHARS = 200;

/** What a finished handshake shows. `host` is the name or address that was dialled. */
export function tlsObserved(socket: TLSSocket, host: string): TlsObservation {
  const certificate = socket.getPeerCertificate();
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    problem: problemOf(socket),
    isForHost: certificate.subject !== undefined && checkServerIdentity(host, certificate) === undefined,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: isoTime(certificate.valid_from),
    validTo: isoTime(certificate.valid_to),
    sha256: sha256Of(socket),
    outdatedAccepted: null,
  };
}

/** SHA-256 of the server's certificate in lower-case hex; '' where it showed none. */
export function sha256Of(socket: TLSSocket): string {
  return (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
}

/** Node gives its code as a text where the chain is at fault, as an error where the name is. */
function problemOf(socket: TLSSocket): string | null {
  const problem: unknown = socket.authorizationError;
  if (socket.authorized || problem === null || problem === undefined) return null;
  if (problem instanceof Error) return (problem as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  return String(problem as string);
}

/** 'CN=ftp.example.org, O=Example' in the order of the certificate, without control characters. */
function nameOf(name: DetailedPeerCertificate['subject'] | undefined): string {
  return Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${[value].flat().join('+')}`)
    .join(', ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, MOST_NAME_CHARS);
}

function isoTime(text: string | undefined): string {
  const timeMs = Date.parse(text ?? '');
  return Number.isNaN(timeMs) ? '' : new Date(timeMs).toISOString();
}
