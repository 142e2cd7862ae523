import { isIP, type Socket } from 'node:net';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { ServerMisbehavedError } from '../errors.ts';

/** Bounds of a handshake: to ask whether a server still takes old ones. */
export interface TlsVersions {
  readonly least: SecureVersion;
  readonly most: SecureVersion;
  /** OpenSSL's words: versions before 1.2 need 'DEFAULT@SECLEVEL=0'. */
  readonly ciphers: string;
}

/** How a socket goes over to TLS. */
export interface TlsStart {
  /** The name or address that was dialled, to which the certificate is compared. */
  readonly host: string;
  /** Null: those of node (1.2 and later). */
  readonly versions: TlsVersions | null;
  /** A session to resume; null: a new one. */
  readonly session: Buffer | null;
}

/**
 * Begin a handshake as the client. Any certificate passes here: whether it holds is noted on the socket
 * (`authorized`, `authorizationError`) and judged before anything secret is sent.
 */
export function startTls(socket: Socket, { host, versions, session }: TlsStart): TLSSocket {
  return connect({
    socket,
    host,
    // A server name is a name: RFC 6066 has no addresses there.
    ...(isIP(host) === 0 && { servername: host }),
    ...(versions !== null && {
      minVersion: versions.least,
      maxVersion: versions.most,
      ciphers: versions.ciphers,
    }),
    ...(session !== null && { session }),
    rejectUnauthorized: false,
  });
}

/** Wait until a handshake is through. @throws {ServerMisbehavedError} it failed or took too long; the signal's reason */
export function handshake(
  socket: TLSSocket,
  place: string,
  limitMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((settle, fail) => {
    const end = (failure: Error | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('secureConnect', onSecure).off('error', onError).off('close', onClose);
      socket.on('error', () => {});
      if (failure === null) settle();
      else {
        socket.destroy();
        fail(failure);
      }
    };
    const broken = (why: string, cause?: unknown): void =>
      end(new ServerMisbehavedError(`the TLS handshake with ${place} failed (${why})`, { cause }));
    const onSecure = (): void => end(null);
    const onError = (cause: NodeJS.ErrnoException): void => broken(cause.code ?? 'unknown reason', cause);
    const onClose = (): void => broken('it was closed');
    const onAbort = (): void => end(signal.reason as Error);
    const timer = setTimeout(() => broken(`not through within ${limitMs} ms`), limitMs);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('secureConnect', onSecure).on('error', onError).on('close', onClose);
  });
}
