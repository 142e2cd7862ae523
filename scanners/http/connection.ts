import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Client } from 'undici';
import { ServerMisbehavedError, TlsNotTrustedError, UnreachableError } from '../errors.ts';
import type { TlsObservation } from '../observations.ts';
import type { ScanTools } from '../scanner.ts';
import { shakeHands, tlsObservation } from './tls-handshake.ts';

/** What a connection has to be. */
export interface ConnectionNeeds {
  readonly origin: string;
  /** A login goes over it: the certificate has to hold, or to be this one (SHA-256). Null: no login. */
  readonly trust: { readonly acceptedCertificate: string | null } | null;
}

/** The one connection of a visit: to one origin at a time, kept open between requests. */
export interface Connection {
  /** A client whose connection meets the needs; one for other needs is closed first. It connects with its next request. */
  client(needs: ConnectionNeeds): Promise<Client>;
  /** How many connections came about until now. */
  opened(): number;
  close(): Promise<void>;
}

/** Head of a reply: status line and all header fields. Servers' own limits on requests are 8 to 16 KiB. */
const MOST_HEADER_BYTES = 32 * 1024;
/** Servers close idle connections after 5 s (Apache) to 75 s (nginx); a new one costs little. */
const KEEP_ALIVE_MS = 4_000;

/** Make it. `onHandshake` is told of every handshake, also of one that is then not trusted. */
export function createConnection(
  tools: ScanTools,
  onHandshake: (origin: string, seen: TlsObservation) => void,
): Connection {
  let current: { readonly needs: ConnectionNeeds; readonly client: Client } | null = null;
  let opened = 0;
  const close = async (): Promise<void> => {
    const client = current?.client;
    current = null;
    await client?.destroy().catch(() => {});
  };
  const { idleMs } = tools.budget.limits;
  return {
    async client(needs) {
      if (current !== null && isSame(current.needs, needs)) return current.client;
      await close();
      const client = new Client(needs.origin, {
        pipelining: 1,
        maxHeaderSize: MOST_HEADER_BYTES,
        // A reply's head comes in one piece from an honest server: one that drips it is taken for idle.
        headersTimeout: idleMs,
        bodyTimeout: idleMs,
        keepAliveTimeout: KEEP_ALIVE_MS,
        keepAliveMaxTimeout: KEEP_ALIVE_MS,
        allowH2: false,
        connect: (_, settle) => {
          connect(needs, tools, onHandshake).then(
            (socket) => {
              opened++;
              settle(null, socket);
            },
            (failure: unknown) => settle(failure as Error, null),
          );
        },
      });
      current = { needs, client };
      return client;
    },
    opened: () => opened,
    close,
  };
}

function isSame(a: ConnectionNeeds, b: ConnectionNeeds): boolean {
  return a.origin === b.origin && (a.trust === null) === (b.trust === null);
}

async function connect(
  needs: ConnectionNeeds,
  tools: ScanTools,
  onHandshake: (origin: string, seen: TlsObservation) => void,
): Promise<Socket | TLSSocket> {
  const url = new URL(needs.origin);
  if (url.protocol === 'http:') return dial(url, tools);
  const secured = await secure(url, needs, tools);
  const host = hostOf(url);
  try {
    const seen = tlsObservation(secured, host);
    onHandshake(needs.origin, seen);
    if (needs.trust !== null) requireTrust(host, seen, needs.trust.acceptedCertificate);
    return secured;
  } catch (failure) {
    secured.on('error', () => {}).destroy();
    throw failure;
  }
}

/** As anybody does; where that fails and no login is at stake, as a client of 2008 would. */
async function secure(url: URL, { trust }: ConnectionNeeds, tools: ScanTools): Promise<TLSSocket> {
  const handshake = {
    host: hostOf(url),
    timeoutMs: tools.budget.limits.idleMs,
    signal: tools.signal,
    maxVersion: 'TLSv1.3',
  } as const;
  try {
    return await shakeHands(await dial(url, tools), { ...handshake, minVersion: 'TLSv1.2' });
  } catch (failure) {
    if (trust !== null || !(failure instanceof ServerMisbehavedError)) throw failure;
    try {
      return await shakeHands(await dial(url, tools), { ...handshake, minVersion: 'TLSv1' });
    } catch {
      throw failure;
    }
  }
}

/** A connection to where the URL points, through the dialer. @throws as `Dialer.dial` */
export async function dial(url: URL, { dialer, budget, signal }: ScanTools): Promise<Socket> {
  const { idleMs, operationMs } = budget.limits;
  // A name may have any number of addresses that do not answer.
  const ended = AbortSignal.any([signal, AbortSignal.timeout(operationMs)]);
  try {
    return await dialer.dial({
      host: hostOf(url),
      port: Number(url.port) || (url.protocol === 'https:' ? HTTPS_PORT : HTTP_PORT),
      purpose: 'control',
      timeoutMs: idleMs,
      signal: ended,
    });
  } catch (cause) {
    signal.throwIfAborted();
    if (ended.aborted) {
      throw new UnreachableError(`${url.host} did not answer within ${operationMs} ms`, { cause });
    }
    throw cause;
  }
}

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** The host of a URL without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function requireTrust(host: string, seen: TlsObservation, accepted: string | null): void {
  if (seen.problem === null || seen.sha256 === accepted) return;
  throw new TlsNotTrustedError(
    `the certificate of ${host} does not hold (${seen.problem}), so the login was not sent: have it renewed, ` +
      `or accept this certificate by its SHA-256 ${seen.sha256}`,
  );
}
