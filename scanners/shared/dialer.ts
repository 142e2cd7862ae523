import { lookup as lookUp } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { OutOfScopeError, UnreachableError } from '../errors.ts';
import type { Purpose, Scope } from './scope.ts';

/** What a connection is for, and how long it may take to come about. */
export interface DialRequest {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /**
   * Go to this address of the host, without asking for its addresses again: where the first connection went, the second
   * one of FTP has to go, too. Checked as any other.
   */
  readonly address?: string;
  readonly purpose: Purpose;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The one way to a server: every connection of every protocol is made here, and checked here against the scope. */
export interface Dialer {
  /**
   * A connected socket (no TLS yet). The name is resolved here, each address is checked, and the connection goes to an
   * address that was checked. @throws {OutOfScopeError} {UnreachableError} the signal's reason
   */
  dial(request: DialRequest): Promise<Socket>;
}

/** All addresses of a name, in the system's order. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** The names of the system's resolver. */
export const systemLookup: Lookup = async (host) =>
  (await lookUp(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Addresses of one name that are tried: a name may have as many as its owner likes. */
const MOST_ADDRESSES = 8;

/** Make the dialer of a scope. No proxy is ever used, whatever the environment says. */
export function createDialer(scope: Scope, lookup: Lookup = systemLookup): Dialer {
  return {
    async dial(request) {
      const { host, port, purpose, signal } = request;
      signal.throwIfAborted();
      scope.requireHost(host, port, purpose);
      const endMs = performance.now() + request.timeoutMs;
      const addresses = await addressesOf(request, lookup);
      let refusal: unknown = null;
      const tried = addresses.slice(0, MOST_ADDRESSES);
      for (const [at, address] of tried.entries()) {
        try {
          scope.requireAddress(host, address, port, purpose);
          // What is left of the time is shared out, so that one silent address does not cost the others theirs.
          const shareMs = Math.max(0, endMs - performance.now()) / (tried.length - at);
          return await connectTo(address, request, Math.ceil(shareMs));
        } catch (failure) {
          signal.throwIfAborted();
          // A refusal is graver than a silence: it is what is told when no address answers.
          if (!(refusal instanceof OutOfScopeError)) refusal = failure;
        }
      }
      throw refusal;
    },
  };
}

/** Where a connection may go: to the address that was asked for, to the host's own, or to those of its name. */
async function addressesOf(request: DialRequest, lookup: Lookup): Promise<readonly string[]> {
  if (request.address !== undefined) return [request.address];
  return isIP(request.host) === 0 ? resolve(request.host, lookup, request) : [request.host];
}

async function resolve(host: string, lookup: Lookup, request: DialRequest): Promise<readonly string[]> {
  try {
    const addresses = await inTime(lookup(host), request);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    request.signal.throwIfAborted();
    throw new UnreachableError(`the name ${host} cannot be resolved: check the name and the resolver`, {
      cause,
    });
  }
  throw new UnreachableError(`the name ${host} has no address: check the name`);
}

/** The resolver cannot be called off: it is left to itself, and what it says later is dropped. */
function inTime<Value>(work: Promise<Value>, { timeoutMs, signal }: DialRequest): Promise<Value> {
  return new Promise((settle, fail) => {
    const release = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const end = (failure: unknown): void => {
      release();
      fail(failure);
    };
    const onAbort = (): void => end(signal.reason);
    const timer = setTimeout(() => end(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then((value) => {
      release();
      settle(value);
    }, end);
  });
}

function connectTo(address: string, { port, signal }: DialRequest, timeoutMs: number): Promise<Socket> {
  return new Promise((settle, fail) => {
    signal.throwIfAborted();
    const socket = connect({ host: address, port, autoSelectFamily: false });
    const end = (failure: unknown): void => {
      release();
      socket.destroy();
      fail(failure);
    };
    const onAbort = (): void => end(signal.reason);
    const timer = setTimeout(
      () => end(new UnreachableError(`${address}:${port} did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    const release = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    // It stays for good: a reset before the caller listens would else end the process. Callers hear of it by 'close'.
    socket.on('error', (cause: NodeJS.ErrnoException) =>
      end(
        new UnreachableError(`${address}:${port} cannot be reached (${cause.code ?? 'unknown reason'})`, {
          cause,
        }),
      ),
    );
    socket.once('connect', () => {
      release();
      settle(socket);
    });
  });
}
