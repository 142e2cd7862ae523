import { isIP, type Socket } from 'node:net';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { ServerMisbehavedError, UnreachableError } from '../errors.ts';
import type { TlsObservation } from '../observations.ts';

/** How a handshake is made. */
export interface HandshakeRequest {
  /** A name or an address, without brackets: what the certificate is compared with. */
  readonly host: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
}

/**
 * TLS over a connected socket. The certificate is looked at, not yet judged: that is for who knows whether a login goes
 * over it. The socket is closed when it fails. @throws {ServerMisbehavedError} {UnreachableError} the signal's reason
 */
export function shakeHands(socket: Socket, request: HandshakeRequest): Promise<TLSSocket> {
  const { host, timeoutMs, signal, minVersion, maxVersion } = request;
  return new Promise((settle, fail) => {
    const secured = connect({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      minVersion,
      maxVersion,
      // Versions before 1.2 sign with SHA-1, which OpenSSL 3 only does at its lowest level.
      ...(minVersion === 'TLSv1.2' ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' }),
      ALPNProtocols: ['http/1.1'],
    });
    const end = (failure: unknown): void => {
      release();
      secured.on('error', () => {}).destroy();
      socket.destroy();
      fail(failure);
    };
    const release = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      secured.removeAllListeners('error').removeAllListeners('close');
    };
    const onAbort = (): void => end(signal.reason);
    const timer = setTimeout(
      () => end(new UnreachableError(`the TLS handshake of ${host} did not end within ${timeoutMs} ms`)),
      timeoutMs,
    );
    signal.addEventListener('abort', onAbort, { once: true });
    secured.once('error', (cause: NodeJS.ErrnoException) => end(failed(host, cause.code, cause)));
    secured.once('close', () => end(failed(host, 'closed')));
    secured.once('secureConnect', () => {
      release();
      settle(secured);
    });
  });
}

function failed(host: string, code = 'unknown reason', cause?: unknown): ServerMisbehavedError {
  return new ServerMisbehavedError(`the TLS handshake with ${host} failed (${code})`, { cause });
}

/** The facts of a handshake that came about. @throws {ServerMisbehavedError} there is no certificate */
export function tlsObservation(secured: TLSSocket, host: string): TlsObservation {
  const certificate = secured.getPeerX509Certificate();
  if (certificate === undefined) throw failed(host, 'no certificate');
  const name = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return {
    protocol: secured.getProtocol() ?? 'unknown',
    cipher: secured.getCipher().name,
    problem: secured.authorized ? null : String(secured.authorizationError),
    isForHost: name !== undefined,
    subject: shownName(certificate.subject),
    issuer: shownName(certificate.issuer),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    outdatedAccepted: null,
  };
}

const MOST_NAME_CHARS = 300;

function shownName(name: string | undefined): string {
  return (name ?? '')
    .replaceAll('\n', ', ')
    .replace(/[\p{C}\u2028\u2029]/gu, '?')
    .slice(0, MOST_NAME_CHARS);
}

function isoTime(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
