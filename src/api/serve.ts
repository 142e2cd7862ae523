import { createAdaptorServer } from '@hono/node-server';
import { UsageError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';

/** What a listening service holds to. */
export interface ServerLimits {
  /** Connections beyond are closed at once. */
  readonly maxConnections: number;
  /** Longest that the head of a request may take, and the body of one that is no upload. */
  readonly requestMs: number;
  /** Longest that a connection may be silent in both directions. */
  readonly idleMs: number;
  /** Longest that requests under way may take once the service is to stop. */
  readonly stopMs: number;
}

/** Where to listen, and what answers. */
export interface ServerParts {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly fetch: (request: Request, env: unknown) => Response | Promise<Response>;
  readonly limits: ServerLimits;
  readonly log: Logger;
  /** Whether what stands before the service does TLS: else it belongs on loopback. */
  readonly isBehindTls: boolean;
}

/** A service that listens. */
export interface RunningServer {
  /** 'http://127.0.0.1:7411' */
  readonly url: string;
  /** Stop accepting, let requests under way finish in time, end the others. */
  close(): Promise<void>;
}

/** Node's server behind the adaptor, named by what is used of it: no socket is opened here. */
type NodeServer = Extract<ReturnType<typeof createAdaptorServer>, { closeIdleConnections(): void }>;

/** Heads of requests: cookies, a cursor after a long path, and no more. */
const MAX_HEADER_BYTES = 16 * 1024;
const KEEP_ALIVE_MS = 10_000;
const SWEEP_MS = 50;
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** Listen. @throws {UsageError} the address is taken, or is not one of this machine */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { host, port, limits, log } = parts;
  const server = createAdaptorServer({
    fetch: parts.fetch,
    serverOptions: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: limits.requestMs,
      // Uploads take as long as they bring something: see endSlowBodies.
      requestTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(1000, limits.requestMs),
    },
  }) as NodeServer;
  server.maxConnections = limits.maxConnections;
  server.setTimeout(limits.idleMs);
  server.on('drop', () => log.warn('a connection was closed: there are too many', {}));
  endSlowBodies(server, limits.requestMs);
  if (!LOOPBACK.test(host) && !parts.isBehindTls)
    log.warn('listening beyond this machine without TLS: put a proxy that does TLS before the service', {
      host,
    });
  const listening = await listen(server, host, port);
  return { url: urlOf(host, listening), close: () => close(server, limits.stopMs) };
}

/** A body that is no upload has to come in time: who sends it byte by byte would hold a connection for hours. */
function endSlowBodies(server: NodeServer, requestMs: number): void {
  server.prependListener('request', (request) => {
    if (request.headers['content-type']?.startsWith('application/') === true && !isJson(request.headers))
      return;
    const timer = setTimeout(() => {
      if (!request.complete) request.socket.destroy();
    }, requestMs);
    timer.unref();
    const stop = () => clearTimeout(timer);
    request.once('end', stop);
    request.once('close', stop);
  });
}

/** Forms and JSON are read whole; what else there is are bytes of an upload. */
function isJson(headers: { readonly 'content-type'?: string | undefined }): boolean {
  return /^application\/(json|x-www-form-urlencoded)\b/i.test(headers['content-type'] ?? '');
}

function listen(server: NodeServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new UsageError(`cannot listen on ${host}:${port}: ${reasonOf(cause)}`, { cause })),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function reasonOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'something listens there already; name another port with --port';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'that is no address of this machine; name another with --host';
  if (code === 'EACCES') return 'this user may not; ports from 1024 on are open to all';
  return code ?? 'it failed';
}

async function close(server: NodeServer, stopMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection that has its answer may be kept for another request, which is not to come.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const timer = setTimeout(() => server.closeAllConnections(), stopMs);
  try {
    await closed;
  } finally {
    clearInterval(sweep);
    clearTimeout(timer);
  }
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
